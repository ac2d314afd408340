// `reverie diagnostics`: the same zip as the app's Help → Save diagnostics, of the Reverie that runs on the profile or of
// the profile itself. Where neither can be asked, which is when it is needed most, it holds the log and the versions.

import { stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { TransferError } from '../../core/model/failure.ts'
import { collectDiagnostics, diagnosticsName } from '../../host/diagnostics/diagnostics.ts'
import { ask } from '../attach/attachment.ts'
import { withAttachment } from '../attach/open-attachment.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { describeHost } from '../host-facts.ts'
import { ToldFailure } from '../told-failure.ts'
import { UsageError } from '../usage-error.ts'

interface DiagnosticsOptions {
  readonly output?: string
}

export function addDiagnostics(program: Command, run: Run): void {
  program
    .command('diagnostics')
    .description('one zip for whoever helps you, without secrets and names of files; nothing is sent')
    .option('-o, --output <file or folder>', 'where to write it instead of this folder')
    .action((_: DiagnosticsOptions, command: Command) => {
      const options = command.optsWithGlobals<DiagnosticsOptions & GlobalOptions>()
      return run(options, (cli) => diagnostics(cli, options))
    })
}

async function diagnostics(cli: Cli, { output }: DiagnosticsOptions): Promise<ExitCode> {
  const path = await placeOf(resolve(output ?? '.'))
  const { zip, trouble } = await collect(cli)
  await write(path, zip)
  if (trouble !== undefined)
    cli.output.problem(`The queue is not in it, because it could not be opened: ${trouble}`)
  cli.output.result(path)
  cli.output.emit({ event: 'diagnostics', path, queue: trouble === undefined })
  return exitCodes.done
}

/** In a folder it gets a name with the time. */
async function placeOf(path: string): Promise<string> {
  const facts = await stat(path).catch(() => undefined)
  return facts?.isDirectory() === true ? join(path, diagnosticsName(new Date())) : path
}

interface Collected {
  readonly zip: Buffer
  /** Why the queue is not in it. */
  readonly trouble?: string
}

async function collect(cli: Cli): Promise<Collected> {
  try {
    const { zip } = await withAttachment({ profile: cli.profile, face: 'queue' }, (attachment) =>
      ask(attachment, 'diagnostics.collect', {}),
    )
    return { zip: Buffer.from(zip, 'base64') }
  } catch (error) {
    const trouble = reasonOf(error)
    const { profile } = cli
    const zip = await collectDiagnostics({ host: describeHost(), profile, now: new Date(), trouble })
    return { zip, trouble }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ToldFailure) return error.words.happened
  if (error instanceof TransferError) return error.failure.detail || error.failure.kind
  return error instanceof Error ? error.message : String(error)
}

/** For its owner alone; nothing that is there is replaced. */
async function write(path: string, zip: Buffer): Promise<void> {
  try {
    await writeFile(path, zip, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST') throw new UsageError(`${path} is already there. Name another file, or a folder.`)
    if (code === 'ENOENT')
      throw new UsageError(`There is no folder for ${path}. Make it first, or name another.`)
    throw error
  }
}
