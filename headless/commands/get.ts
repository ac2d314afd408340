// `reverie get`: adds one batch per account to the profile's queue and runs these batches alone until they end. The same
// command again goes on where this one stopped.

import { InvalidArgumentError, Option, type Command } from 'commander'
import { conflictPolicies, type ConflictPolicy } from '../../core/model/conflict.ts'
import { concurrencyBounds } from '../../core/model/settings.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import type { ExitCode } from '../exit-code.ts'
import { runGet } from '../get/run-get.ts'
import { prepareTargetFolder } from '../get/target-folder.ts'
import { readRemoteName } from '../remote-name.ts'
import { parseBytes, parseSpan } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'

interface GetOptions {
  readonly output: string
  readonly conflict: ConflictPolicy
  readonly connections?: number
  readonly limitRate?: number
  readonly archive?: boolean
  readonly entity?: string
  readonly maxWait: number
  readonly passwordStdin?: boolean
}

const defaultMaxWaitMs = 600_000

export function addGet(program: Command, run: Run): void {
  program
    .command('get')
    .description('download files and folders; the same command again goes on where it stopped')
    .argument('<uri...>', 'files and folders of a site, or share links')
    .option('-o, --output <folder>', 'where to put them; made where missing', '.')
    .option(
      '--conflict <policy>',
      `a file is already there: ${conflictPolicies.join(', ')}`,
      readPolicy,
      'skip-if-same',
    )
    .option(
      '--connections <n>',
      'accepted for later, 1 to 16; at present every file uses one connection',
      readConnections,
    )
    .option(
      '--limit-rate <rate>',
      'bytes per second over all files of this run, whatever the schedule says: 500k, 2M, 1.5MiB',
      readRate,
    )
    .option('--archive', 'one zip made by the site; it cannot be resumed')
    .option('--entity <id>', 'a version of the file instead of the current one')
    .addOption(
      new Option('--max-wait <time>', 'give up after so long without a byte: 90s, 10m, 2h')
        .argParser(readSpan)
        .default(defaultMaxWaitMs, '10m'),
    )
    .option('--password-stdin', 'read the password of the share from the standard input')
    .action((uris: string[], _: GetOptions, command: Command) => {
      const options = command.optsWithGlobals<GetOptions & GlobalOptions>()
      return run(options, (cli) => get(cli, uris, options))
    })
}

async function get(cli: Cli, texts: readonly string[], options: GetOptions): Promise<ExitCode> {
  const names = texts.map(readRemoteName)
  if (options.conflict === 'ask' && !cli.asker.canAsk)
    throw new UsageError(
      `There is no terminal to ask on. Use --conflict ${conflictPolicies.filter((policy) => policy !== 'ask').join(', ')}.`,
    )
  if (options.entity !== undefined && (names.length > 1 || options.archive === true))
    throw new UsageError('--entity names a version of one file. Give exactly one URI, without --archive.')
  const password = options.passwordStdin === true ? await cli.asker.readSecret() : undefined
  return runGet(cli, {
    names,
    password,
    targetRoot: await prepareTargetFolder(options.output),
    conflict: options.conflict,
    speedLimit: options.limitRate,
    archive: options.archive === true,
    entityId: options.entity,
    maxWaitMs: options.maxWait,
  })
}

function readPolicy(text: string): ConflictPolicy {
  const policy = conflictPolicies.find((known) => known === text)
  if (policy === undefined) throw new InvalidArgumentError(`Write one of ${conflictPolicies.join(', ')}.`)
  return policy
}

function readConnections(text: string): number {
  const { min, max } = concurrencyBounds
  const count = Number(text)
  if (!Number.isInteger(count) || count < min || count > max)
    throw new InvalidArgumentError(`Write a number from ${min} to ${max}.`)
  return count
}

function readRate(text: string): number {
  const rate = parseBytes(text)
  if (rate === undefined) throw new InvalidArgumentError('Write a rate such as 500k, 2M or 1.5MiB.')
  return rate
}

function readSpan(text: string): number {
  const span = parseSpan(text)
  if (span === undefined) throw new InvalidArgumentError('Write a time such as 90s, 10m or 2h.')
  return span
}
