// `reverie queue move|prioritize|start` and the named queues, as the parser reads them.

import { resolve } from 'node:path'
import { Argument, InvalidArgumentError, type Command } from 'commander'
import { priorities, type Priority } from '../../core/model/priority.ts'
import { concurrencyBounds } from '../../core/model/settings.ts'
import type { Attachment } from '../attach/attachment.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import type { ExitCode } from '../exit-code.ts'
import { checkWish } from '../queue/change-queue.ts'
import { moveInQueue, prioritize, startAt, type MoveWish } from '../queue/move-in-queue.ts'
import { createQueue, deleteQueue, editQueue, listQueues, type QueueFacts } from '../queue/named-queues.ts'
import { parseBytes } from '../terminal/figures.ts'
import { momentForms, parseMoment } from '../terminal/moment.ts'
import { UsageError } from '../usage-error.ts'

export type WithQueue = (cli: Cli, work: (attachment: Attachment) => Promise<ExitCode>) => Promise<ExitCode>

export interface QueueCommandParts {
  readonly queue: Command
  readonly run: Run
  readonly withQueue: WithQueue
}

interface NamedOption {
  readonly name?: string
}

const idsText = 'ids that “reverie queue” shows, or their beginnings'
const nameText = 'all of that name; * and ? as in a shell'

export function addOrder(parts: QueueCommandParts): void {
  addMove(parts)
  addPrioritize(parts)
  addStart(parts)
  addQueues(parts)
}

interface MoveOptions extends NamedOption {
  readonly first?: boolean
  readonly last?: boolean
  readonly up?: boolean
  readonly down?: boolean
  readonly next?: boolean
  readonly before?: string
  readonly to?: string
}

function addMove({ queue, run, withQueue }: QueueCommandParts): void {
  const command = queue
    .command('move')
    .description('give it another place in the line, or another queue')
    .argument('[id...]', idsText)
    .option('--name <pattern>', nameText)
    .option('--first', 'before all of its queue, or of its download')
    .option('--last', 'behind all of them')
    .option('--up', 'one place')
    .option('--down', 'one place')
    .option('--next', 'run it next, whatever the priorities, and resume it')
    .option('--before <id>', 'before that one')
    .option('--to <queue>', 'into that queue')
    .action((ids: string[]) => {
      const options = command.optsWithGlobals<MoveOptions & GlobalOptions>()
      const wish = { ids, pattern: options.name, all: false }
      return run(options, async (cli) => {
        checkWish(wish)
        const place = readPlace(options)
        return withQueue(cli, (attachment) => moveInQueue(cli, attachment, { wish, place }))
      })
    })
}

function readPlace(options: MoveOptions): MoveWish {
  const kinds = (['first', 'last', 'up', 'down', 'next'] as const).filter((kind) => options[kind] === true)
  const places: MoveWish[] = [
    ...kinds.map((kind) => ({ kind })),
    ...(options.before === undefined ? [] : [{ kind: 'before' as const, id: options.before }]),
    ...(options.to === undefined ? [] : [{ kind: 'to' as const, queue: options.to }]),
  ]
  const [place, ...others] = places
  if (place !== undefined && others.length === 0) return place
  throw new UsageError(
    'Say where to: one of --first, --last, --up, --down, --next, --before <id>, or --to <queue>.',
  )
}

function addPrioritize({ queue, run, withQueue }: QueueCommandParts): void {
  const command = queue
    .command('prioritize')
    .description('start it before others, or after them, and give it more or less of a limit')
    .addArgument(new Argument('<priority>', 'how urgent it is').choices(priorities))
    .argument('[id...]', idsText)
    .option('--name <pattern>', nameText)
    .action((priority: Priority, ids: string[]) => {
      const options = command.optsWithGlobals<NamedOption & GlobalOptions>()
      const wish = { ids, pattern: options.name, all: false }
      return run(options, async (cli) => {
        checkWish(wish)
        return withQueue(cli, (attachment) => prioritize(cli, attachment, { wish, priority }))
      })
    })
}

function addStart({ queue, run, withQueue }: QueueCommandParts): void {
  const command = queue
    .command('start')
    .description('start what waits for its time now, or at another time')
    .argument('[id...]', idsText)
    .option('--name <pattern>', nameText)
    .option('--at <time>', momentForms, readMoment)
    .action((ids: string[]) => {
      const options = command.optsWithGlobals<NamedOption & GlobalOptions & { readonly at?: number }>()
      const wish = { ids, pattern: options.name, all: false }
      return run(options, async (cli) => {
        checkWish(wish)
        const startAtMs = options.at ?? null
        return withQueue(cli, (attachment) => startAt(cli, attachment, { wish, startAtMs }))
      })
    })
}

export function readMoment(text: string): number {
  const at = parseMoment(text, Date.now())
  if (at === undefined) throw new InvalidArgumentError(`Write a time such as ${momentForms}.`)
  return at
}

interface FactOptions {
  readonly concurrency?: number | null
  readonly limitRate?: number
  readonly output?: string
}

function addQueues({ queue, run, withQueue }: QueueCommandParts): void {
  const queues = queue.command('queues').description('list the queues that downloads are in')
  queues.action(() =>
    run(queues.optsWithGlobals<GlobalOptions>(), (cli) =>
      withQueue(cli, (attachment) => listQueues(cli, attachment)),
    ),
  )
  const create = withFacts(queue.command('create').description('make a queue').argument('<name>', 'its name'))
  create.action((name: string) => {
    const options = create.optsWithGlobals<FactOptions & GlobalOptions>()
    return run(options, (cli) =>
      withQueue(cli, (attachment) => createQueue(cli, attachment, { name, facts: readFacts(options) })),
    )
  })
  const edit = withFacts(
    queue.command('edit').description('change what a queue may').argument('<queue>', 'its name'),
  )
  edit.action((known: string) => {
    const options = edit.optsWithGlobals<FactOptions & GlobalOptions>()
    return run(options, (cli) =>
      withQueue(cli, (attachment) => editQueue(cli, attachment, { queue: known, facts: readFacts(options) })),
    )
  })
  const rename = queue
    .command('rename')
    .description('give a queue another name')
    .argument('<queue>', 'its name')
    .argument('<name>', 'the new one')
  rename.action((known: string, name: string) =>
    run(rename.optsWithGlobals<GlobalOptions>(), (cli) =>
      withQueue(cli, (attachment) => editQueue(cli, attachment, { queue: known, name, facts: {} })),
    ),
  )
  const remove = queue
    .command('delete')
    .description('remove a queue; its downloads go to the default one')
    .argument('<queue>', 'its name')
  remove.action((name: string) =>
    run(remove.optsWithGlobals<GlobalOptions>(), (cli) =>
      withQueue(cli, (attachment) => deleteQueue(cli, attachment, name)),
    ),
  )
}

function withFacts(command: Command): Command {
  return command
    .option(
      '--concurrency <n>',
      'large files at a time, 1 to 16; “all” for no bound of its own',
      readConcurrency,
    )
    .option('--limit-rate <rate>', 'bytes per second over all of it: 500k, 2M; 0 for no limit', readRate)
    .option('-o, --output <folder>', 'where the app puts what is added to it; “default” for the usual folder')
}

function readFacts({ concurrency, limitRate, output }: FactOptions): QueueFacts {
  return {
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(limitRate === undefined ? {} : { speedLimit: limitRate }),
    ...(output === undefined ? {} : { folder: output === 'default' ? null : resolve(output) }),
  }
}

function readConcurrency(text: string): number | null {
  if (text === 'all') return null
  const { min, max } = concurrencyBounds
  const count = Number(text)
  if (!Number.isInteger(count) || count < min || count > max)
    throw new InvalidArgumentError(`Write a number from ${min} to ${max}, or “all”.`)
  return count
}

function readRate(text: string): number {
  const rate = text === '0' ? 0 : parseBytes(text)
  if (rate === undefined)
    throw new InvalidArgumentError('Write a rate such as 500k or 2M, or 0 for no limit.')
  return rate
}
