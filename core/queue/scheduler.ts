// Gives free slots to queued transfers in their order, and wakes those whose time has come. Asks the database for the
// next few only; nothing here grows with the queue. Small files take a part of a slot: as many share the slots as the
// line's round trips are worth (tempo.ts), never more requests at once than connections are allowed.
//
//   lines (one for each named queue and account, a few transfers ahead in each)
//     -> those with room -> the highest level; among equals the queue with the least under way, then the earlier batch

import type { Line, Placed } from '../store/line.ts'
import type { Transfer } from '../model/transfer.ts'
import type { QueueParts } from './queue-parts.ts'
import type { Holds } from './holds.ts'
import type { NamedQueues } from './named-queues.ts'
import { createRoom } from './room.ts'
import type { Runner } from './runner.ts'
import type { Apply } from './states.ts'

export interface Scheduler {
  /** A transfer is done: fills its slot with what comes next. */
  pump(): void
  /** Anything else changed: what comes next is asked of the database anew. */
  reconsider(): void
  /** Undefined: every batch may run. */
  allow(batchIds: readonly string[] | undefined): void
  dispose(): void
}

/** setTimeout's own limit is 24.8 days; clocks jump, so nothing is slept on for longer than this. */
const longestSleepMs = 60_000
/** Clocks are corrected by a little all the time. */
const toleranceMs = 10_000

/** Over all lines together, but for the least of each. */
const mostAhead = 128
const leastAhead = 16

export interface SchedulerParts {
  readonly runner: Runner
  readonly holds: Holds
  readonly queues: Pick<NamedQueues, 'isPaused' | 'concurrencyOf'>
  readonly apply: Apply
  /** Not to be started now: their part files are being removed. */
  readonly removingIds: () => readonly string[]
  /** Batches that were to start later, and may now. */
  readonly onDue: (batchIds: readonly string[]) => void
}

interface Ahead extends Line {
  /** What comes next, asked ahead of its time. */
  ahead: Placed[]
  mayBeMore: boolean
}

export function createScheduler(parts: QueueParts, others: SchedulerParts): Scheduler {
  const { store, ports } = parts
  const { runner, holds, queues, apply, removingIds, onDue } = others
  const room = createRoom(parts, others)
  let allowed: readonly string[] | undefined = []
  let lines: Ahead[] = []
  let stopTimer = () => {}

  const offset = () => ports.clock.now() - ports.clock.monotonic()
  let offsetMs = offset()

  /** The user or a time server set the clock back: moments written down before it would be far away now. */
  const wasSetBack = () => {
    const before = offsetMs
    offsetMs = offset()
    return offsetMs < before - toleranceMs
  }
  const wake = () => {
    const { transfers, order } = store
    const now = ports.clock.now()
    const due = wasSetBack() ? transfers.inStates(['waiting']) : transfers.dueBefore(now)
    for (const { id } of due) apply(id, { type: 'requeue' })
    // A start is a time of day that somebody chose: a clock that was set back is believed.
    onDue(order.dueStarts(now))
    reconsider()
  }
  const sleep = () => {
    stopTimer()
    const moments = [store.transfers.nextRetryAt(), store.order.nextStart()].filter((at) => at !== undefined)
    if (moments.length === 0) return
    const wait = Math.max(Math.min(...moments) - ports.clock.now(), 0)
    stopTimer = ports.clock.after(Math.min(wait, longestSleepMs), wake)
  }
  const portion = () => Math.max(leastAhead, Math.floor(mostAhead / Math.max(1, lines.length)))
  const askForNext = (line: Ahead) => {
    const limit = portion()
    const found = store.line.next({
      queueId: line.queueId,
      accountId: line.accountId,
      exceptRoots: holds.roots(),
      exceptIds: [...runner.runningIds(), ...removingIds(), ...line.ahead.map(({ transfer }) => transfer.id)],
      ...(allowed === undefined ? {} : { onlyBatches: allowed }),
      limit,
    })
    line.ahead.push(...found)
    line.mayBeMore = found.length === limit
  }
  const isHeld = ({ accountId, target }: Transfer) =>
    holds.accounts().includes(accountId) || holds.roots().includes(target.root)

  /** True where what comes next is another list now. */
  const fill = (line: Ahead): boolean => {
    if (!line.mayBeMore || line.ahead.length > portion() / 2) return false
    askForNext(line)
    return true
  }
  const isOpen = (line: Ahead) =>
    !queues.isPaused(line.queueId) && !holds.accounts().includes(line.accountId) && !room.isFull(line)
  /** The line whose first one is next of all. */
  const pick = (): Ahead | undefined => {
    const open = lines.filter(isOpen)
    if (open.map(fill).some((isNew) => isNew)) {
      runner.comesNext(open.flatMap(({ ahead }) => ahead.map(({ transfer }) => transfer)))
    }
    const [best] = open
      .filter(({ ahead: [first] }) => first !== undefined && !room.isCapped(first.transfer))
      .sort((one, other) => compare(one, other, room.takenBy))
    const first = best?.ahead[0]
    // A large one waits for its slot, and nothing small slips in ahead of it for ever.
    return first !== undefined && room.hasSlot(first.transfer) ? best : undefined
  }
  const pump = () => {
    if (holds.ofQueue().length > 0 || allowed?.length === 0) return
    for (let line = pick(); line !== undefined; line = pick()) {
      const next = line.ahead.shift()
      if (next !== undefined && !isHeld(next.transfer)) runner.start(next.transfer)
    }
  }
  const reconsider = () => {
    lines = store.line.lines().map((line) => ({ ...line, ahead: [], mayBeMore: true }))
    pump()
    sleep()
  }

  return {
    pump,
    reconsider,
    allow: (batchIds) => {
      allowed = batchIds
    },
    dispose: () => stopTimer(),
  }
}

function compare(one: Ahead, other: Ahead, takenBy: (queueId: string) => number): number {
  const [first, second] = [one.ahead[0], other.ahead[0]]
  if (first === undefined || second === undefined) return 0
  if (first.level !== second.level) return second.level - first.level
  const byQueue = takenBy(one.queueId) - takenBy(other.queueId)
  return byQueue === 0 ? first.rank - second.rank : byQueue
}
