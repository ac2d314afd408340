// `reverie verify`: a folder compared with what landed in it, and with the site where that is asked for.

import { InvalidArgumentError, Option, type Command } from 'commander'
import type { GlobalOptions, Run } from '../cli.ts'
import { readRemoteName } from '../remote-name.ts'
import { runVerify } from '../verify/run-verify.ts'

interface VerifyOptions {
  readonly remote?: string | true
  readonly quick?: boolean
  readonly repair?: boolean
  readonly list: number
  readonly passwordStdin?: boolean
}

export function addVerify(program: Command, run: Run): void {
  program
    .command('verify')
    .description('compare downloaded files with what was recorded of them, byte by byte')
    .argument('<folder>', 'a folder that downloads went to')
    .option(
      '--remote [uri]',
      'ask the site too: where the files came from, or the folder that this one is a copy of',
    )
    .option('--repair', 'fetch again what is damaged, missing, or newer on the site; nothing is overwritten')
    .option('--quick', 'read only files whose length or time has changed')
    .addOption(new Option('--list <n>', 'files named of each kind').argParser(readCount).default(20))
    .option('--password-stdin', 'read the password of the share from the standard input')
    .action((folder: string, _: VerifyOptions, command: Command) => {
      const options = command.optsWithGlobals<VerifyOptions & GlobalOptions>()
      return run(options, async (cli) => {
        const remote = typeof options.remote === 'string' ? readRemoteName(options.remote) : options.remote
        const password = options.passwordStdin === true ? await cli.asker.readSecret() : undefined
        const { quick = false, repair = false, list: listed } = options
        return runVerify(cli, { folder, remote, password, quick, repair, listed })
      })
    })
}

function readCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError('Write a number, 0 or more.')
  return count
}
