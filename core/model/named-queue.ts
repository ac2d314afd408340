// A queue with a name: batches that share a pace. A profile always has the default one; a batch is in exactly one.

export interface NamedQueue {
  readonly id: string
  readonly name: string
  /** Nothing of it runs; one fact, whatever the states of its transfers say. */
  readonly paused: boolean
  /** Large files running at the same time, 1 to 16, within what the settings allow in all; absent: no bound of its own. */
  readonly concurrency?: number
  /** Bytes per second over all of it, beside the other limits; 0 for none. */
  readonly speedLimit: number
  /** Absolute folder for what is added without one; absent: that of the settings. */
  readonly folder?: string
}

/** What can be changed of it; null takes a bound or a folder away. */
export interface QueueEdit {
  readonly name?: string
  readonly concurrency?: number | null
  readonly speedLimit?: number
  readonly folder?: string | null
}

export const defaultQueueId = 'default'
export const mostQueues = 100
export const longestQueueName = 100

/** As it is kept: without spaces around it. Undefined where it cannot be one. */
export function toQueueName(text: string): string | undefined {
  const name = text.trim().normalize('NFC')
  const fits = name !== '' && name.length <= longestQueueName && !/[\p{Cc}\p{Cf}]/u.test(name)
  return fits ? name : undefined
}

/** Names that a person would take for the same. */
export function isSameQueueName(one: string, other: string): boolean {
  const fold = (name: string) => name.normalize('NFKC').toLowerCase()
  return fold(one) === fold(other)
}
