// Fetches what a plan wants through the queue, into the pair's own folder, and puts the files in their places as they
// come, many at a time. So many are on the queue's list at once; what a run before has begun goes on where it stopped.

import { createFailure } from '../model/failure.ts'
import { appendSuffix, hashName } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import type { Throughput } from '../model/throughput.ts'
import type { PlanItem } from '../model/sync.ts'
import type { Transfer } from '../model/transfer.ts'
import { isEnded } from '../model/transfer.ts'
import { ownFolder } from '../plan/wanted.ts'
import type { FetchBatch, FetchFile } from '../ports/fetch-queue.ts'
import { createThroughputMeter } from './throughput-meter.ts'
import { incoming } from './places.ts'
import { settleFetched } from './settle-fetched.ts'
import type { Ended, FetchTally } from './settle-fetched.ts'
import { addProblem } from './work.ts'
import type { Work } from './work.ts'

export interface FetchWish {
  readonly batchId: string | undefined
  /** No folder was listed before then, Unix milliseconds. */
  readonly listedAtMs: number
  /** What was measured before, and what is known once this is over. */
  readonly throughput: Throughput
  onThroughput(throughput: Throughput): void
  /** The batch is on the list: a run after this one has to find it. */
  onBatch(batchId: string): void
}

export type FetchEnd = Readonly<FetchTally>

const mostListed = 1_000
/** The list is filled up in portions: each one makes the queue look at everything anew. */
const fewListed = mostListed / 2
const mostInGroup = 64
/** One is put in place while another one waits for its folders and its record. */
const groupsAtOnce = 2
/** Of one file whose bytes somebody takes away before they are in their place. */
const mostFetches = 3
const lookMs = 2_000

export async function fetchAll(work: Work, wish: FetchWish): Promise<FetchEnd> {
  const wanted = wantedItems(work)
  const first: IteratorResult<PlanItem> = wanted.next()
  const earlier = wish.batchId === undefined ? undefined : work.parts.fetchQueue.find(wish.batchId)
  if (first.done === true) {
    earlier?.close()
    return { canceled: false, again: false, bytes: 0 }
  }
  const fetching = createFetching(work, wish)
  const stop = work.parts.fetchQueue.onMoved(fetching.moved)
  try {
    for (let next: IteratorResult<PlanItem> = first; ;) {
      if (fetching.count() <= fewListed) {
        while (next.done !== true && fetching.count() < mostListed) {
          fetching.want(next.value)
          next = wanted.next()
        }
        fetching.flush()
      }
      if (next.done === true && fetching.count() === 0) break
      await fetching.progress()
    }
    await fetching.idle()
    fetching.batch().close()
    return fetching.end()
  } finally {
    stop()
    await fetching.idle()
    wish.onThroughput(fetching.throughput())
  }
}

function* wantedItems({ items, instead }: Work): Generator<PlanItem, undefined> {
  for (let afterSeq = 0; ;) {
    const page = items.next(['fetch'], { afterSeq, limit: 500 })
    yield* page
    if (page.length === 0) break
    afterSeq = page.at(-1)?.seq ?? afterSeq
  }
  yield* instead
}

interface Fetching {
  batch(): FetchBatch
  want(item: PlanItem): void
  /** What is done goes off the list, what was wanted on it. */
  flush(): void
  moved(transfer: Transfer): void
  count(): number
  /** Resolves when something has ended or been placed; rejects with what stops everything. */
  progress(): Promise<void>
  /** What is being placed is on record, and off the list. */
  idle(): Promise<void>
  end(): FetchEnd
  throughput(): Throughput
}

function createFetching(work: Work, wish: FetchWish): Fetching {
  const list = createList(work, wish)
  const { open } = list
  const taken = new Set<string>()
  const groups = new Set<Promise<void>>()
  const times = new Map<string, number>()
  const tally: FetchTally = { canceled: false, again: false, bytes: 0 }
  const meter = createThroughputMeter(work.parts.ports.clock, wish.throughput)
  let measured = 0
  let ended: Ended[] = []
  let wake: () => void = () => undefined
  let broken: { error: unknown } | undefined

  const fetchAgain = (item: PlanItem) => {
    const count = (times.get(item.id) ?? 0) + 1
    times.set(item.id, count)
    if (count <= mostFetches) list.want(item)
    else
      addProblem(work, item.path, createFailure('disk-busy', 'what was fetched is changed again and again'))
  }
  const settle = async (group: readonly Ended[]) => {
    try {
      const again = await settleFetched(work, group, tally)
      // What stopped everything keeps its bytes for the next run.
      list.drop(group.map(({ transfer }) => transfer.id))
      for (const { item } of again) fetchAgain(item)
      meter.placed(group.length - again.length, tally.bytes - measured)
      measured = tally.bytes
    } catch (error) {
      broken ??= { error }
    }
    for (const { transfer } of group) {
      open.delete(transfer.id)
      taken.delete(transfer.id)
    }
  }
  const pump = () => {
    while (groups.size < groupsAtOnce && ended.length > 0 && broken === undefined) {
      const group = ended.slice(0, mostInGroup)
      ended = ended.slice(mostInGroup)
      const done: Promise<void> = settle(group).finally(() => {
        groups.delete(done)
        wake()
        pump()
      })
      groups.add(done)
    }
  }
  const moved = (transfer: Transfer) => {
    const item = open.get(transfer.id)
    if (item === undefined || taken.has(transfer.id) || !isEnded(transfer.state.kind)) return
    taken.add(transfer.id)
    ended.push({ transfer, item })
    // All that end in this turn go together.
    if (ended.length === 1) queueMicrotask(pump)
  }
  /** Changes in one stroke are not told one by one. */
  const look = () => {
    for (const id of [...open.keys()]) {
      const transfer = list.batch().read(id)
      if (transfer !== undefined) moved(transfer)
      else if (!taken.has(id)) {
        open.delete(id)
        tally.canceled = true
      }
    }
  }
  return {
    batch: list.batch,
    moved,
    count: () => open.size + list.waiting(),
    want: list.want,
    flush: () => {
      // What a run before has left may have ended already.
      if (list.flush() === 'first') look()
    },
    progress: async () => {
      work.signal.throwIfAborted()
      if (broken !== undefined) throw broken.error
      const isQuiet = await pauseFor(work, (done) => (wake = done))
      // Every one of them is looked at only where nothing was told for a while: there may be a thousand.
      if (isQuiet) look()
      if (broken !== undefined) throw (broken as { error: unknown }).error
    },
    idle: async () => {
      while (groups.size > 0) await Promise.all(groups)
      list.dropDone()
    },
    end: () => tally,
    throughput: meter.throughput,
  }
}

interface List {
  /** By the transfer's id. */
  readonly open: Map<string, PlanItem>
  batch(): FetchBatch
  want(item: PlanItem): void
  /** Sooner or later. */
  drop(transferIds: readonly string[]): void
  dropDone(): void
  waiting(): number
  flush(): 'first' | 'later'
}

/** The batch of the queue, and what is on it for which item. */
function createList(work: Work, wish: FetchWish): List {
  const { nameRules } = work.parts.ports
  let batch = openBatch(work, wish)
  const earlier = new Map(batch.leftovers.map((transfer) => [transfer.source.fileId, transfer]))
  const open = new Map<string, PlanItem>()
  let waiting: PlanItem[] = []
  let dropping: string[] = []
  let isFirst = true

  const append = (items: readonly PlanItem[]) => {
    const files = items.map((item) => toFile(item, nameRules, wish.listedAtMs))
    let ids = batch.append(files)
    if (ids.length === 0 && files.length > 0) {
      // Somebody took the empty batch off the list.
      batch = openBatch(work, { ...wish, batchId: undefined })
      ids = batch.append(files)
    }
    ids.forEach((id, index) => {
      const item = items[index]
      if (item !== undefined) open.set(id, item)
    })
  }
  const dropDone = () => {
    const ids = dropping
    dropping = []
    if (ids.length > 0) batch.drop(ids)
  }
  return {
    open,
    batch: () => batch,
    waiting: () => waiting.length,
    want: (item) => {
      const known = earlier.get(item.id)
      earlier.delete(item.id)
      if (known === undefined || !isSameFetch(known, item, nameRules)) {
        if (known !== undefined) dropping.push(known.id)
        waiting.push(item)
        return
      }
      open.set(known.id, item)
      const { kind } = known.state
      if (kind === 'paused' || kind === 'failed' || kind === 'canceled') batch.resume(known.id)
    },
    drop: (transferIds) => void dropping.push(...transferIds),
    dropDone,
    flush: () => {
      // First, since the list takes no two of the same name. Without need it is done for many at once.
      if (waiting.length > 0 || dropping.length >= fewListed) dropDone()
      const items = waiting
      waiting = []
      // The first time also what a run before has left is to be started.
      if (items.length > 0 || isFirst) append(items)
      const which = isFirst ? 'first' : 'later'
      isFirst = false
      return which
    },
  }
}

function openBatch(work: Work, wish: FetchWish): FetchBatch {
  const { pair, parts } = work
  const { accountId, label, localRoot: targetRoot } = pair
  const batch = parts.fetchQueue.open({ batchId: wish.batchId, accountId, label, targetRoot })
  wish.onBatch(batch.id)
  return batch
}

/** Until something happens, but never for long: what was changed in one stroke is told to nobody. True where it was quiet. */
function pauseFor({ signal, parts }: Work, onWake: (done: () => void) => void): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const end = (isQuiet: boolean) => {
      cancel()
      signal.removeEventListener('abort', stop)
      resolve(isQuiet)
    }
    const stop = () => {
      cancel()
      reject(signal.reason as Error)
    }
    const cancel = parts.ports.clock.after(lookMs, () => end(true))
    signal.addEventListener('abort', stop, { once: true })
    onWake(() => end(false))
  })
}

/** The same bytes to the same place; a completed one still has to be put there. */
function isSameFetch({ source, target }: Transfer, item: PlanItem, rules: NameRules): boolean {
  const file = toFile(item, rules, 0)
  return (
    source.entityId === item.entityId &&
    target.name === file.name &&
    target.folders.join('/') === file.folders.join('/')
  )
}

function toFile(item: PlanItem, rules: NameRules, listedAtMs: number): FetchFile {
  const { uri, id: fileId, entityId, sizeBytes, modifiedAtMs } = item
  if (uri === undefined) throw new Error('a file to fetch without a place on the site')
  const folder = `${hashName(item.parentId)}-${item.parentId.replace(/[^A-Za-z0-9]/g, '_')}`
  // Its own, whatever names the volume takes for one.
  const name = appendSuffix(item.localName, `~${hashName(`${fileId} ${entityId}`)}`, rules)
  const folders = [ownFolder, incoming, folder]
  return { uri, fileId, entityId, sizeBytes, modifiedAtMs, listedAtMs, folders, name }
}
