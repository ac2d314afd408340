// The table of contents of the command line: every command, the options they share, and what commander says when it
// cannot read the arguments.

import { Command, CommanderError } from 'commander'
import type { Run } from './cli.ts'
import { exitCodes, type ExitCode } from './exit-code.ts'
import { addAccountCommands } from './commands/accounts.ts'
import { addChanges } from './commands/changes.ts'
import { addCompletion } from './commands/completion.ts'
import { addDiagnostics } from './commands/diagnostics.ts'
import { addGet } from './commands/get.ts'
import { addHelp } from './commands/help.ts'
import { addLogin } from './commands/login.ts'
import { addLs } from './commands/ls.ts'
import { addQueue } from './commands/queue.ts'
import { addSearch } from './commands/search.ts'
import { addServe } from './commands/serve.ts'
import { addShare } from './commands/share.ts'
import { addSync } from './commands/sync.ts'
import { addUrl } from './commands/url.ts'
import { addVerify } from './commands/verify.ts'
import { repeatable } from './repeatable.ts'
import { appVersion } from './version.ts'

const helpHint = '“reverie help” lists what can be written.'
const epilogue = `
Names on a site are written as URIs: cloudreve://my is the root of your files,
cloudreve://my/Documents/a.txt a file. Share links (https://site/s/…) work as well.

“reverie help <command>” shows the manual of a command, “reverie help topics” what
else there is to read, such as exit codes and the output for scripts.`

const commands = [
  ...[
    addLogin,
    addAccountCommands,
    addLs,
    addSearch,
    addChanges,
    addShare,
    addGet,
    addUrl,
    addVerify,
    addQueue,
    addSync,
    addServe,
  ],
  ...[addDiagnostics, addCompletion, addHelp],
]

export function createProgram(run: Run): Command {
  const program = new Command('reverie')
    .description('Browse and download from Cloudreve sites; every download goes on where it stopped.')
    .version(appVersion())
    .option('--profile <folder>', 'where accounts, settings and the queue are kept (or REVERIE_HOME)')
    .option('--account <id or e-mail>', 'which account to use when there are several')
    .option('--json', 'one JSON object per line on the standard output')
    .option('--quiet', 'say nothing but results and problems')
    .addHelpText('after', epilogue)
    .showHelpAfterError(helpHint)
    .configureOutput({ outputError: (text, write) => write(`${repeatable(text.trimEnd())}\n`) })
  program.configureHelp({ showGlobalOptions: true }).helpCommand(false).exitOverride()
  for (const add of commands) add(program, run)
  for (const command of program.commands) command.copyInheritedSettings(program)
  return program
}

export interface ParserEnd {
  readonly exitCode: ExitCode
  /** For --json: what the parser has told on the standard error already. */
  readonly message?: string
}

/** What commander throws instead of exiting: help and version are fine, everything else is wrong usage. */
export function parserEnd(error: unknown): ParserEnd | undefined {
  if (!(error instanceof CommanderError)) return undefined
  if (error.exitCode === 0) return { exitCode: exitCodes.done }
  const text = error.code === 'commander.help' ? 'no command is given' : repeatable(error.message)
  const sentence = text
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.?$/, '.')
  const message = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} ${helpHint}`
  return { exitCode: exitCodes.usage, message }
}
