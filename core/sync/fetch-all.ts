// Fetches what a plan wants through the queue, into the pair's own folder, and puts every file in its place as soon as it
// is whole. So many are on the queue's list at a time; what a run before has begun goes on where it stopped.

import { createFailure } from '../model/failure.ts'
import { appendSuffix, hashName } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import type { PlanItem } from '../model/sync.ts'
import type { Transfer } from '../model/transfer.ts'
import { isEnded } from '../model/transfer.ts'
import { ownFolder } from '../plan/wanted.ts'
import type { FetchBatch, FetchFile } from '../ports/fetch-queue.ts'
import { incoming } from './places.ts'
import { placeFile } from './place-file.ts'
import { addProblem, attempt } from './work.ts'
import type { Work } from './work.ts'

export interface FetchWish {
  readonly batchId: string | undefined
  /** The batch is on the list: a run after this one has to find it. */
  onBatch(batchId: string): void
}

export interface FetchEnd {
  /** Somebody gave a file up in the queue. */
  readonly canceled: boolean
  /** The site had something else by then. */
  readonly again: boolean
  readonly bytes: number
}

const mostListed = 1_000
const placedAtOnce = 8
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
      while (next.done !== true && fetching.count() < mostListed) {
        fetching.want(next.value)
        next = wanted.next()
      }
      fetching.flush()
      if (next.done === true && fetching.count() === 0) break
      await fetching.progress()
    }
    fetching.batch().close()
    return fetching.end()
  } finally {
    stop()
    await fetching.idle()
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
  /** What was wanted goes on the list. */
  flush(): void
  moved(transfer: Transfer): void
  count(): number
  /** Resolves when something has ended or been placed; rejects with what stops everything. */
  progress(): Promise<void>
  idle(): Promise<void>
  end(): FetchEnd
}

function createFetching(work: Work, wish: FetchWish): Fetching {
  const { nameRules } = work.parts.ports
  let batch = openBatch(work, wish)
  const earlier = new Map(batch.leftovers.map((transfer) => [transfer.source.fileId, transfer]))
  const open = new Map<string, PlanItem>()
  const ended: Transfer[] = []
  const placing = new Set<Promise<void>>()
  let waiting: PlanItem[] = []
  let isFirst = true
  let wake: () => void = () => undefined
  let broken: { error: unknown } | undefined
  const tally = { canceled: false, again: false, bytes: 0 }

  const fetchAgain = (item: PlanItem) => {
    const times = (again.get(item.id) ?? 0) + 1
    again.set(item.id, times)
    if (times <= mostFetches) waiting.push(item)
    else
      addProblem(work, item.path, createFailure('disk-busy', 'what was fetched is changed again and again'))
  }
  const again = new Map<string, number>()
  const append = (items: readonly PlanItem[]) => {
    const files = items.map((item) => toFile(item, nameRules))
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
  const pump = () => {
    while (placing.size < placedAtOnce && broken === undefined) {
      const transfer = ended.shift()
      const item = transfer === undefined ? undefined : open.get(transfer.id)
      if (transfer === undefined) return
      if (item === undefined) continue
      const done: Promise<void> = settle(work, { transfer, item, tally })
        .then(
          (isSettled) => {
            batch.drop(transfer.id)
            if (!isSettled) fetchAgain(item)
          },
          (error: unknown) => void (broken ??= { error }),
        )
        .finally(() => {
          placing.delete(done)
          open.delete(transfer.id)
          taken.delete(transfer.id)
          wake()
          pump()
        })
      placing.add(done)
    }
  }
  const moved = (transfer: Transfer) => {
    if (!open.has(transfer.id) || !isEnded(transfer.state.kind)) return
    if (ended.some(({ id }) => id === transfer.id) || taken.has(transfer.id)) return
    taken.add(transfer.id)
    ended.push(transfer)
    pump()
  }
  const taken = new Set<string>()
  /** Changes in one stroke are not told one by one. */
  const look = () => {
    for (const id of [...open.keys()]) {
      const transfer = batch.read(id)
      if (transfer !== undefined) moved(transfer)
      else if (!taken.has(id)) {
        open.delete(id)
        tally.canceled = true
      }
    }
  }
  return {
    batch: () => batch,
    moved,
    count: () => open.size + waiting.length,
    want: (item) => {
      const known = earlier.get(item.id)
      earlier.delete(item.id)
      if (known === undefined || !isSameFetch(known, item, nameRules)) {
        if (known !== undefined) batch.drop(known.id)
        waiting.push(item)
        return
      }
      open.set(known.id, item)
      const { kind } = known.state
      if (kind === 'paused' || kind === 'failed' || kind === 'canceled') batch.resume(known.id)
    },
    flush: () => {
      const files = waiting
      waiting = []
      append(files)
      // What a run before has left may have ended already.
      if (isFirst) look()
      isFirst = false
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
      while (placing.size > 0) await Promise.all(placing)
    },
    end: () => tally,
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
  const file = toFile(item, rules)
  return (
    source.entityId === item.entityId &&
    target.name === file.name &&
    target.folders.join('/') === file.folders.join('/')
  )
}

function toFile(item: PlanItem, rules: NameRules): FetchFile {
  const { uri, id: fileId, entityId, sizeBytes, modifiedAtMs } = item
  if (uri === undefined) throw new Error('a file to fetch without a place on the site')
  const folder = `${hashName(item.parentId)}-${item.parentId.replace(/[^A-Za-z0-9]/g, '_')}`
  // Its own, whatever names the volume takes for one.
  const name = appendSuffix(item.localName, `~${hashName(`${fileId} ${entityId}`)}`, rules)
  return { uri, fileId, entityId, sizeBytes, modifiedAtMs, folders: [ownFolder, incoming, folder], name }
}

/** Only what the record says has landed there is ever put into a place. */
async function isWhatCame({ parts }: Work, { source }: Transfer, path: string): Promise<boolean> {
  const landing = parts.landings.read(path)
  const found = await parts.ports.disk.stat(path)
  return (
    found?.kind === 'file' &&
    landing?.fileId === source.fileId &&
    landing.entityId === source.entityId &&
    landing.sizeBytes === found.sizeBytes &&
    landing.modifiedAtMs === found.modifiedAtMs
  )
}

interface Settling {
  readonly transfer: Transfer
  readonly item: PlanItem
  readonly tally: { canceled: boolean; again: boolean; bytes: number }
}

/** Resolves with `false` where it has to be fetched once more. */
async function settle(work: Work, { transfer, item, tally }: Settling): Promise<boolean> {
  const { state, source } = transfer
  if (state.kind === 'canceled') {
    tally.canceled = true
    return true
  }
  if (state.kind === 'failed') {
    // The place it was asked for has another file by now, or none.
    if (['not-found', 'changed-remotely'].includes(state.failure.kind)) tally.again = true
    addProblem(work, item.path, state.failure)
    work.step()
    return true
  }
  if (state.kind !== 'completed') return true
  // Placed by a run that was cut off before it could say so, or taken away or changed by somebody.
  if (!(await isWhatCame(work, transfer, state.path))) return false
  if (source.fileId !== item.id) {
    tally.again = true
    addProblem(work, item.path, createFailure('changed-remotely', 'another file has its place on the site'))
    await work.parts.ports.disk.remove(state.path)
    return true
  }
  const { entityId, sizeBytes, modifiedAtMs } = source
  const fetched = { ...item, entityId, sizeBytes, modifiedAtMs }
  await attempt(work, item.path, () => placeFile(work, { item: fetched, path: state.path }))
  tally.bytes += sizeBytes
  return true
}
