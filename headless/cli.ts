// What every command is handed, and the one place where a command's end becomes an exit code and words.

import { resolve } from 'node:path'
import { TransferError } from '../core/model/failure.ts'
import { defaultProfile } from '../host/profile.ts'
import { HostGone } from './attach/attachment.ts'
import { exitCodeOf, exitCodes, type ExitCode } from './exit-code.ts'
import { createInterruption, type Interruption } from './interruption.ts'
import { createAsker, type Asker } from './terminal/ask.ts'
import { createOutput, type Output } from './terminal/output.ts'
import { profileTrouble } from './profile-trouble.ts'
import { ToldFailure } from './told-failure.ts'
import { Interrupted, UsageError } from './usage-error.ts'
import { failureText } from './words.ts'

/** Options that every command takes. */
export interface GlobalOptions {
  readonly profile?: string
  readonly account?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

export interface Cli {
  readonly output: Output
  readonly asker: Asker
  readonly interruption: Interruption
  /** Absolute path of the profile's folder. */
  readonly profile: string
  /** What `--account` names: an id or an e-mail address. */
  readonly account: string | undefined
}

export type Work = (cli: Cli) => Promise<ExitCode>
export type Run = (globals: GlobalOptions, work: Work) => Promise<void>

/** `source` is the running process. The exit code is set, not forced: open output drains first. */
export function createRun(source: NodeJS.Process): Run {
  const interruption = createInterruption(source)
  return async (globals, work) => {
    const { stdin, stdout, stderr, env } = source
    const output = createOutput(
      { stdout, stderr, env },
      { json: globals.json === true, quiet: globals.quiet === true },
    )
    // The reader of a pipe went away (`reverie ls | head`): there is nobody left to tell.
    stdout.on('error', () => source.exit(exitCodes.failed))
    const profile = resolve(globals.profile ?? (env['REVERIE_HOME'] || defaultProfile()))
    const cli: Cli = {
      output,
      interruption,
      profile,
      asker: createAsker(stdin, stderr),
      account: globals.account,
    }
    source.exitCode = await work(cli).catch((error: unknown) => explain(output, error))
  }
}

function explain(output: Output, error: unknown): ExitCode {
  if (error instanceof Interrupted) return exitCodes.interrupted
  const { text, kind, exitCode } = describe(error)
  output.problem(text)
  output.emit({ event: 'error', kind, message: text, exitCode })
  return exitCode
}

const hostLostText =
  'The Reverie that ran the downloads ended without a word. What has arrived is kept; the same command goes on where it stopped.'

function describe(error: unknown): { text: string; kind: string; exitCode: ExitCode } {
  if (error instanceof UsageError) return { text: error.message, kind: 'usage', exitCode: exitCodes.usage }
  if (error instanceof HostGone)
    return { text: hostLostText, kind: 'host-lost', exitCode: exitCodes.hostLost }
  if (error instanceof TransferError) {
    const { failure } = error
    const text = error instanceof ToldFailure ? failureText(failure, error.words) : failureText(failure)
    return { text, kind: failure.kind, exitCode: exitCodeOf(failure.kind) }
  }
  const own = profileTrouble(error)
  if (own !== undefined) return { text: own.text, kind: own.failure.kind, exitCode: exitCodes.failed }
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'
  const failure = { kind: 'illegal-state', remedy: 'bug', detail } as const
  return { text: failureText(failure), kind: failure.kind, exitCode: exitCodes.failed }
}
