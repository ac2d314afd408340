// `reverie completion`: a script for the shell, made from the parser's own table.

import { Argument, type Command } from 'commander'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { openAccounts } from '../../host/session-only.ts'
import { bashScript } from '../completion/bash.ts'
import { fishScript } from '../completion/fish.ts'
import { powershellScript } from '../completion/powershell.ts'
import { readCommands, type CompletedCommand } from '../completion/words.ts'
import { zshScript } from '../completion/zsh.ts'
import { createParts } from '../parts.ts'
import { repeatable } from '../repeatable.ts'
import { printable } from '../terminal/text.ts'
import { UsageError } from '../usage-error.ts'

const scripts: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
}

export function addCompletion(program: Command, run: Run): void {
  const completion = program
    .command('completion')
    .description('print a script that completes commands at the Tab key')
    .addArgument(new Argument('<shell>', 'for which shell').choices(Object.keys(scripts)))
    .action((shell: string) =>
      run(completion.optsWithGlobals<GlobalOptions>(), async ({ output }) => {
        output.text(scriptFor(shell, program))
        return exitCodes.done
      }),
    )
  // Called by the scripts themselves.
  const accounts = program
    .command('complete-accounts', { hidden: true })
    .action(() => run(accounts.optsWithGlobals<GlobalOptions>(), printAccounts))
}

function scriptFor(shell: string, program: Command): string {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined
  if (script === undefined) throw new UsageError(`There is no script for ${repeatable(shell)}.`)
  return script(readCommands(program))
}

/** Addresses, and ids where there is none. */
async function printAccounts({ profile, output }: Cli): Promise<ExitCode> {
  const session = openAccounts(createParts({ profile }))
  for (const { id, email } of session.accounts.list()) output.text(`${printable(email || id)}\n`)
  session.close()
  return exitCodes.done
}
