// The options that `get` and `queue add` share: where things go and how they are fetched.

import { resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { mostArguments, placeholders, type AfterAction } from '../../core/model/after-action.ts'
import { conflictPolicies, type ConflictPolicy } from '../../core/model/conflict.ts'
import { priorities, type Priority } from '../../core/model/priority.ts'
import type { Cli } from '../cli.ts'
import type { GetRequest } from '../get/add-batches.ts'
import { prepareTargetFolder } from '../get/target-folder.ts'
import { readRemoteName } from '../remote-name.ts'
import { momentForms } from '../terminal/moment.ts'
import { readMoment } from './queue-order.ts'
import { parseBytes } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'
import { connectionsPerFileBounds } from '../../core/model/settings.ts'

export interface AddOptionValues {
  readonly output: string
  readonly conflict: ConflictPolicy
  readonly connections?: number
  readonly limitRate?: number
  readonly archive?: boolean
  readonly entity?: string
  readonly passwordStdin?: boolean
  readonly after?: 'open' | 'reveal'
  readonly run?: string
  readonly runArg: readonly string[]
  readonly queue?: string
  readonly priority?: Priority
  readonly start?: number
}

export function withAddOptions(command: Command): Command {
  return command
    .argument('<uri...>', 'files and folders of a site, or share links')
    .addOption(
      new Option('-o, --output <folder>', 'where to put them; made where missing').default(
        '.',
        'the current folder',
      ),
    )
    .addOption(
      new Option('--conflict <policy>', 'a file is already there')
        .choices(conflictPolicies)
        .default('skip-if-same'),
    )
    .option('--connections <n>', 'connections of each file, 1 to 16', readConnections)
    .option('--archive', 'one zip made by the site; it cannot be resumed')
    .option('--entity <id>', 'a version of the file instead of the current one')
    .option('--password-stdin', 'read the password of the share from the standard input')
    .addOption(
      new Option('--after <what>', 'once all of it is here: open it, or show it in the file manager').choices(
        ['open', 'reveal'],
      ),
    )
    .option('--queue <queue>', 'the queue to put it in')
    .addOption(new Option('--priority <priority>', 'how urgent it is beside others').choices(priorities))
    .option('--start <time>', `not before ${momentForms}`, readMoment)
    .option('--run <program>', 'once all of it is here: run a program, without a shell')
    .addOption(
      new Option('--run-arg <argument>', `an argument of it, given once for each; ${placesText}`)
        .argParser((argument: string, before: readonly string[]) => [...before, argument])
        .default([], 'none'),
    )
}

const placesText = `what came may stand in for a whole one: ${placeholders.map((place) => `{${place}}`).join(', ')}`

/** A program is looked for along PATH, or where its path leads from here: it runs in another folder. */
function readAfter({ after, run, runArg }: AddOptionValues): AfterAction | undefined {
  if (run === undefined) {
    if (runArg.length > 0) throw new UsageError('--run-arg is an argument of a program. Name it with --run.')
    return after === undefined ? undefined : { kind: after }
  }
  if (after !== undefined)
    throw new UsageError('--after and --run are two things to do afterwards. Give one of them.')
  if (run === '' || runArg.length > mostArguments)
    throw new UsageError(`--run names a program. Give it with at most ${mostArguments} arguments.`)
  return { kind: 'run', command: /[/\\]/.test(run) ? resolve(run) : run, args: runArg }
}

/** For a command that runs the engine itself where nobody else does. */
export function withRunOptions(command: Command): Command {
  return command.option(
    '--limit-rate <rate>',
    'bytes per second over all files of this run, whatever the schedule says: 500k, 2M, 1.5MiB',
    readRate,
  )
}

/** Reads what can be read before anything is started. */
export async function readAddRequest(
  cli: Cli,
  texts: readonly string[],
  options: AddOptionValues,
): Promise<GetRequest> {
  const names = texts.map(readRemoteName)
  if (options.entity !== undefined && (names.length > 1 || options.archive === true))
    throw new UsageError('--entity names a version of one file. Give exactly one URI, without --archive.')
  const password = options.passwordStdin === true ? await cli.asker.readSecret() : undefined
  return {
    names,
    password,
    targetRoot: await prepareTargetFolder(options.output),
    conflict: options.conflict,
    speedLimit: options.limitRate,
    connections: options.connections,
    archive: options.archive === true,
    entityId: options.entity,
    after: readAfter(options),
    place: { queue: options.queue, priority: options.priority, startAtMs: options.start },
  }
}

function readConnections(text: string): number {
  const { min, max } = connectionsPerFileBounds
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
