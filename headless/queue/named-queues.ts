// The named queues of the profile: found by what a person calls them, listed, made, changed, paused and removed.

import type { NamedQueueView } from '../../contract/queue-views.ts'
import { defaultQueueId, isSameQueueName } from '../../core/model/named-queue.ts'
import { stateKinds, isEnded } from '../../core/model/transfer.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { repeatable } from '../repeatable.ts'
import { countOf, formatBytes, formatCount } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'

/** What can be said of one; null takes a bound or a folder away. */
export interface QueueFacts {
  readonly concurrency?: number | null
  readonly speedLimit?: number
  /** Absolute. */
  readonly folder?: string | null
}

/** By its name, upper and lower case being the same, or its id. */
export async function findQueue(attachment: Attachment, name: string): Promise<NamedQueueView> {
  const { queues } = await ask(attachment, 'queues.list', {})
  const found = queues.find((queue) => isSameQueueName(queue.name, name) || queue.id === name)
  if (found !== undefined) return found
  const known = queues.map((queue) => `“${repeatable(queue.name)}”`).join(', ')
  throw new UsageError(`There is no queue “${repeatable(name)}”. There are: ${known}.`)
}

export async function queueNames(attachment: Attachment): Promise<ReadonlyMap<string, string>> {
  const { queues } = await ask(attachment, 'queues.list', {})
  return new Map(queues.filter(({ id }) => id !== defaultQueueId).map(({ id, name }) => [id, name]))
}

export async function listQueues(cli: Cli, attachment: Attachment): Promise<ExitCode> {
  const { queues } = await ask(attachment, 'queues.list', {})
  for (const queue of queues) printQueue(cli, queue)
  return exitCodes.done
}

export async function createQueue(
  cli: Cli,
  attachment: Attachment,
  { name, facts }: { name: string; facts: QueueFacts },
): Promise<ExitCode> {
  const { queue } = await ask(attachment, 'queues.create', { name, ...(await toFacts(attachment, facts)) })
  printQueue(cli, queue)
  return exitCodes.done
}

export async function editQueue(
  cli: Cli,
  attachment: Attachment,
  { queue: known, name, facts }: { queue: string; name?: string; facts: QueueFacts },
): Promise<ExitCode> {
  const { id: queueId } = await findQueue(attachment, known)
  const request = { queueId, name, ...(await toFacts(attachment, facts)) }
  printQueue(cli, (await ask(attachment, 'queues.edit', request)).queue)
  return exitCodes.done
}

export async function deleteQueue(cli: Cli, attachment: Attachment, name: string): Promise<ExitCode> {
  const { id: queueId, ...queue } = await findQueue(attachment, name)
  if (queueId === defaultQueueId)
    throw new UsageError('The default queue stays. “reverie queue rename” gives it another name.')
  await ask(attachment, 'queues.remove', { queueId })
  const moved = queue.open + queue.ended
  const rest = moved === 0 ? '' : ` ${countOf(moved, 'download')} moved to the default queue.`
  cli.output.report(`The queue “${repeatable(queue.name)}” is gone.${rest}`)
  cli.output.emit({ event: 'queue-deleted', id: queueId, moved })
  return exitCodes.done
}

export async function pauseQueue(
  cli: Cli,
  attachment: Attachment,
  { name, paused }: { name: string; paused: boolean },
): Promise<ExitCode> {
  const { id: queueId } = await findQueue(attachment, name)
  await ask(attachment, paused ? 'queues.pause' : 'queues.resume', { queueId })
  printQueue(cli, await findQueue(attachment, queueId))
  return exitCodes.done
}

async function toFacts(attachment: Attachment, { folder, ...facts }: QueueFacts) {
  if (folder === undefined) return facts
  if (folder === null) return { ...facts, folder }
  const { picked } = await ask(attachment, 'folder.use', { path: folder })
  return { ...facts, folder: { token: picked.token } }
}

function printQueue({ output }: Cli, queue: NamedQueueView): void {
  const { id, name, paused, concurrency, speedLimit, folder, open, ended, byState, bytesLeft } = queue
  const files = stateKinds.filter((kind) => !isEnded(kind)).reduce((sum, kind) => sum + byState[kind], 0)
  const facts = [
    paused ? 'paused' : '',
    concurrency === undefined ? '' : `${formatCount(concurrency)} at a time`,
    speedLimit === 0 ? '' : `${formatBytes(speedLimit)}/s`,
    folder === undefined ? '' : `to ${folder}`,
  ].filter((fact) => fact !== '')
  const shown = facts.length === 0 ? '' : `  (${facts.join(', ')})`
  output.result(
    `${repeatable(name)}  ${countOf(open, 'download')} to do, ${countOf(files, 'file')}, ${formatBytes(bytesLeft)}${shown}`,
  )
  output.emit({
    ...{ event: 'queue', id, name, paused, speedLimit, open, ended, files, bytesLeft },
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(folder === undefined ? {} : { folder }),
  })
}
