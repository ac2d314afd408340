// `reverie get`: adds one batch per account to the profile's queue and follows these batches until they end, in the
// Reverie that runs on the profile or in this process. The same command again goes on where this one stopped.

import { InvalidArgumentError, Option, type Command } from 'commander'
import { conflictPolicies } from '../../core/model/conflict.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import type { ExitCode } from '../exit-code.ts'
import { runGet } from '../get/run-get.ts'
import { parseSpan } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'
import { readAddRequest, withAddOptions, withRunOptions, type AddOptionValues } from './add-options.ts'

interface GetOptions extends AddOptionValues {
  readonly maxWait: number
}

const defaultMaxWaitMs = 600_000

export function addGet(program: Command, run: Run): void {
  const command = program
    .command('get')
    .description('download files and folders; the same command again goes on where it stopped')
  withRunOptions(withAddOptions(command))
    .addOption(
      new Option('--max-wait <time>', 'give up after so long without a byte: 90s, 10m, 2h')
        .argParser(readSpan)
        .default(defaultMaxWaitMs, '10m'),
    )
    .action((uris: string[], _: GetOptions) => {
      const options = command.optsWithGlobals<GetOptions & GlobalOptions>()
      return run(options, (cli) => get(cli, uris, options))
    })
}

async function get(cli: Cli, texts: readonly string[], options: GetOptions): Promise<ExitCode> {
  if (options.conflict === 'ask' && !cli.asker.canAsk)
    throw new UsageError(
      `There is no terminal to ask on. Use --conflict ${conflictPolicies.filter((policy) => policy !== 'ask').join(', ')}.`,
    )
  return runGet(cli, { ...(await readAddRequest(cli, texts, options)), maxWaitMs: options.maxWait })
}

function readSpan(text: string): number {
  const span = parseSpan(text)
  if (span === undefined) throw new InvalidArgumentError('Write a time such as 90s, 10m or 2h.')
  return span
}
