// `reverie mkdir`, `mv`, `cp`, `rm` and `restore`: what changes a remote drive. Nothing is ever replaced, and what is
// deleted goes into the recycle bin unless somebody says otherwise.

import type { Command } from 'commander'
import { formatCloudUri, parentUri, uriName } from '../../core/model/cloud-uri.ts'
import type { CloudUri } from '../../core/model/cloud-uri.ts'
import type { Entry } from '../../core/model/entry.ts'
import { TransferError } from '../../core/model/failure.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { withRemote, type RemoteTask } from '../remote-session.ts'
import { reportChange } from '../report-changes.ts'
import { UsageError } from '../usage-error.ts'

export function addChanges(program: Command, run: Run): void {
  const add = (
    name: string,
    description: string,
    work: (cli: Cli, uris: string[], options: { permanent?: boolean }) => Promise<ExitCode>,
  ) =>
    program
      .command(name)
      .description(description)
      .argument('<uri...>', 'cloudreve://…')
      .action((uris: string[], _: object, command: Command) => {
        const options = command.optsWithGlobals<GlobalOptions & { permanent?: boolean }>()
        return run(options, (cli) => work(cli, uris, options))
      })
  add('mkdir', 'make folders on a site, with those above them', mkdir)
  add('mv', 'move into the folder named last, or rename', mv)
  add('cp', 'copy into the folder named last', cp)
  add('rm', 'delete into the recycle bin of the site', rm).option(
    '--permanent',
    'for good, past the recycle bin',
  )
  add('restore', 'bring back from the recycle bin, by the name there or by where it was', restore)
}

function mkdir(cli: Cli, texts: string[]): Promise<ExitCode> {
  return withRemote(cli, texts, async ({ session, accountId, uris }) => {
    for (const uri of uris) {
      const parent = parentUri(uri)
      if (parent === undefined)
        throw new UsageError('The root of a drive is there already. Name a folder in it.')
      const entry = await session.changes.createFolder(accountId, parent, uriName(uri))
      cli.output.report(`Made ${formatCloudUri(entry.uri)}`)
      cli.output.emit({ event: 'made', uri: formatCloudUri(entry.uri), id: entry.id })
    }
    return exitCodes.done
  })
}

function mv(cli: Cli, texts: string[]): Promise<ExitCode> {
  return withRemote(cli, texts, async (task) => {
    const { session, accountId } = task
    const { sources, last } = splitLast(task, 'mv')
    const into = await lookAt(task, last)
    if (into?.kind === 'folder')
      return reportChange(cli, await session.changes.move(accountId, sources, last), 'moved')
    const [source, ...others] = sources
    const isRename = source !== undefined && others.length === 0 && isBeside(source, last)
    if (!isRename || into !== undefined)
      throw new UsageError(
        `${formatCloudUri(last)} is no folder. Name one to move into, or a new name in the same folder.`,
      )
    const { entry } = await session.changes.rename(accountId, source, uriName(last))
    cli.output.report(`Renamed to ${entry.name}`)
    cli.output.emit({ event: 'renamed', uri: formatCloudUri(entry.uri), id: entry.id })
    return exitCodes.done
  })
}

function cp(cli: Cli, texts: string[]): Promise<ExitCode> {
  return withRemote(cli, texts, async (task) => {
    const { sources, last } = splitLast(task, 'cp')
    if ((await lookAt(task, last))?.kind !== 'folder')
      throw new UsageError(`${formatCloudUri(last)} is no folder. Make it first with “reverie mkdir”.`)
    return reportChange(cli, await task.session.changes.copy(task.accountId, sources, last), 'copied')
  })
}

function rm(cli: Cli, texts: string[], { permanent = false }: { permanent?: boolean }): Promise<ExitCode> {
  return withRemote(cli, texts, async ({ session: { changes }, accountId, uris }) => {
    if (uris.some(({ segments }) => segments.length === 0))
      throw new UsageError('The root of a drive cannot be deleted. Name what is in it.')
    if (permanent) return reportChange(cli, await changes.deleteForGood(accountId, uris), 'deleted for good')
    return reportChange(cli, await changes.trash(accountId, uris), 'moved to the recycle bin')
  })
}

function restore(cli: Cli, texts: string[]): Promise<ExitCode> {
  return withRemote(cli, texts, async ({ session: { changes }, accountId, uris }) =>
    reportChange(cli, await changes.restore(accountId, uris), 'restored'),
  )
}

function splitLast({ uris }: RemoteTask, name: string): { sources: readonly CloudUri[]; last: CloudUri } {
  const last = uris.at(-1)
  const sources = uris.slice(0, -1)
  if (last === undefined || sources.length === 0)
    throw new UsageError(`“reverie ${name}” needs what, and where to: two URIs or more.`)
  return { sources, last }
}

/** Undefined where nothing is there. */
async function lookAt({ session, accountId }: RemoteTask, uri: CloudUri): Promise<Entry | undefined> {
  try {
    return await session.browser.info(accountId, uri)
  } catch (error) {
    if (error instanceof TransferError && error.failure.kind === 'not-found') return undefined
    throw error
  }
}

function isBeside(one: CloudUri, other: CloudUri): boolean {
  const [above, beside] = [parentUri(one), parentUri(other)]
  if (above === undefined || beside === undefined) return false
  return formatCloudUri(above) === formatCloudUri(beside)
}
