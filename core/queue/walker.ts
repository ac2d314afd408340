// Turns batches into transfers: walks their folders and appends what it finds, page by page, so the first transfers run
// while the walk goes on. One that broke off goes on where it was; one that a restart cut off is done again and finds what
// it already has.

import type { Batch, Walk } from '../model/batch.ts'
import { createFailure, fail, TransferError } from '../model/failure.ts'
import type { NameRules } from '../model/local-name.ts'
import type { Transfer } from '../model/transfer.ts'
import { volumeRules } from '../plan/volume-rules.ts'
import { createDiscovery } from '../plan/discover.ts'
import type { DiscoverParts, Discovery, FoundFile } from '../plan/discover.ts'
import { classify, isAbort } from '../transfer/classify.ts'
import { isWorthWaiting, nextTryAt, triesAllowed } from '../model/backoff.ts'
import { waitFor } from '../ports/wait-for.ts'
import type { QueueParts } from './queue-parts.ts'

export interface Walker {
  start(batchId: string): void
  /** Stops walking; what was found stays. */
  stop(batchId: string, why: 'pause' | 'cancel'): void
  /** Stops walking, and says nothing: its queue is paused, or it starts later. */
  suspend(batchId: string): void
  /** It walks, or waits to try again. */
  has(batchId: string): boolean
  stopAll(): void
  walking(): readonly string[]
  idle(): Promise<void>
}

/** What a walk knows while it waits for its next try. */
interface Kept {
  readonly discovery: Discovery
  /** Folders that were finished when it last broke off. */
  finished: number
  rules: Promise<NameRules> | undefined
  impossible: TransferError | undefined
}

export function createWalker(parts: QueueParts, onFound: () => void): Walker {
  const { store, ports, publisher } = parts
  const walks = new Map<string, { controller: AbortController; done: Promise<void> }>()
  const timers = new Map<string, () => void>()
  const tries = new Map<string, number>()
  const kept = new Map<string, Kept>()

  const saveWalk = (batchId: string, walk: Walk) => {
    store.batches.saveWalk(batchId, walk)
    const batch = store.batches.read(batchId)
    if (batch !== undefined) publisher.news.emit({ type: 'walk', batch })
    publisher.touch()
  }

  const discoveryOf = (batch: Batch): Kept => {
    const before = kept.get(batch.id)
    if (before !== undefined) return before
    const account = () => {
      const found = parts.account(batch.accountId)
      if (found === undefined) throw fail('sign-in-required', 'the account is not set up any more')
      return found
    }
    const remote: DiscoverParts = {
      nameRules: ports.nameRules,
      volumeRules: () => (own.rules ??= rulesOf(batch)),
      list: async (uri, options) => parts.remote.list(account(), uri, options),
      info: async (uri, signal) => parts.remote.info(account(), uri, signal),
      versions: async (uri, signal) => parts.remote.versions(account(), uri, signal),
      now: () => ports.clock.now(),
      pause: (ms, signal) => waitFor(ports.clock, ms, signal),
    }
    const own: Kept = {
      ...{ discovery: createDiscovery(remote, batch.roots), finished: 0 },
      ...{ rules: undefined, impossible: undefined },
    }
    kept.set(batch.id, own)
    return own
  }

  const makeFolder = async (batch: Batch, own: Kept, folders: readonly string[]) => {
    try {
      await ports.disk.ensureFolder(batch.targetRoot, folders)
    } catch (error) {
      // Too deep for this disk, or something else has its name: its files say so one by one, and all others are still
      // found. Where nothing at all can be written one word for all of them is enough.
      const failure = classify(error, 'disk')
      const isOneFolder = failure.kind === 'disk-denied' && folders.length > 1
      if (failure.kind !== 'name-impossible' && !isOneFolder) throw error
      own.impossible ??= new TransferError(failure, { cause: error })
    }
  }

  const walk = async (batch: Batch, signal: AbortSignal) => {
    const own = discoveryOf(batch)
    own.rules = undefined
    // Before anything is listed: how old bytes are is judged by it (core/transfer/stored-before.ts).
    const now = ports.clock.now()
    for await (const found of own.discovery.walk(signal)) {
      for (const folders of found.folders) await makeFolder(batch, own, folders)
      if (found.files.length === 0) continue
      // The conflict policy may have been changed since the walk began.
      const current = store.batches.read(batch.id) ?? batch
      const fresh = found.files.map((file) => toTransfer(current, file, { id: ports.uuid(), now }))
      if (store.transfers.append(fresh) === 0) continue
      tries.delete(batch.id)
      store.touched()
      publisher.touch()
      onFound()
    }
    if (own.impossible !== undefined) throw own.impossible
  }

  /** What came in between begins the count of fruitless tries anew. */
  const countTry = (batchId: string): number => {
    const own = kept.get(batchId)
    const finished = own?.discovery.finished() ?? 0
    const count = own !== undefined && finished > own.finished ? 1 : (tries.get(batchId) ?? 0) + 1
    if (own !== undefined) own.finished = finished
    tries.set(batchId, count)
    return count
  }

  const rulesOf = async ({ id, targetRoot }: Batch): Promise<NameRules> => {
    const { disk, nameRules } = ports
    try {
      return await volumeRules({ disk, root: targetRoot, rules: nameRules, askerId: id })
    } catch (error) {
      // A disk that cannot be asked cannot be written to either, and the downloads will say why.
      const { kind, detail } = classify(error, 'disk')
      ports.logger.log('info', 'the volume was not asked for its names', { batch: id, kind, detail })
      return nameRules
    }
  }

  const settle = (batch: Batch, error: unknown) => {
    const failure = classify(error, 'network')
    ports.logger.log('info', 'a folder could not be walked', {
      batch: batch.id,
      kind: failure.kind,
      detail: failure.detail,
    })
    const count = countTry(batch.id)
    const mayRetry = (isWorthWaiting(failure) && count <= triesAllowed(failure)) || failure.remedy === 'hold'
    if (!mayRetry) {
      kept.delete(batch.id)
      saveWalk(batch.id, { kind: 'failed', failure })
      return
    }
    const retryAtMs = nextTryAt({ tries: count, failure, nowMs: ports.clock.now(), random: ports.random() })
    if (failure.remedy === 'hold') saveWalk(batch.id, { kind: 'held', failure })
    else saveWalk(batch.id, { kind: 'waiting', failure, retryAtMs, tries: count })
    // A wrong password is not tried again by itself: the proxy might lock its user out.
    if (failure.kind === 'proxy-sign-in') return
    timers.set(
      batch.id,
      ports.clock.after(retryAtMs - ports.clock.now(), () => start(batch.id)),
    )
  }

  const start = (batchId: string) => {
    timers.get(batchId)?.()
    timers.delete(batchId)
    const batch = store.batches.read(batchId)
    if (batch === undefined) return
    const before = walks.get(batchId)
    if (before !== undefined) {
      // Stopped a moment ago and not quite gone: this one follows it.
      if (before.controller.signal.aborted) void before.done.then(() => start(batchId))
      return
    }
    if (batch.walk.kind !== 'walking') saveWalk(batchId, { kind: 'walking' })
    const controller = new AbortController()
    // Gone before anybody hears of its end: who starts it again at that word is not to find it still there.
    const done = walk(batch, controller.signal)
      .then(
        () => {
          walks.delete(batchId)
          kept.delete(batchId)
          saveWalk(batchId, { kind: 'done' })
        },
        (error: unknown) => {
          walks.delete(batchId)
          if (!controller.signal.aborted || !isAbort(error)) settle(batch, error)
        },
      )
      .catch((error: unknown) => {
        ports.logger.log('error', 'a walk could not be settled', { reason: String(error) })
        saveWalk(batchId, { kind: 'failed', failure: createFailure('illegal-state', 'walk') })
      })
      .finally(onFound)
    walks.set(batchId, { controller, done })
  }

  const stop = (batchId: string) => {
    timers.get(batchId)?.()
    timers.delete(batchId)
    walks.get(batchId)?.controller.abort()
  }

  return {
    start,
    stop: (batchId, why) => {
      stop(batchId)
      kept.delete(batchId)
      const kind = store.batches.read(batchId)?.walk.kind
      if (kind === undefined || kind === 'done' || kind === 'failed') return
      saveWalk(batchId, why === 'cancel' ? { kind: 'stopped', canceled: true } : { kind: 'stopped' })
    },
    suspend: stop,
    has: (batchId) => timers.has(batchId) || walks.get(batchId)?.controller.signal.aborted === false,
    stopAll: () => {
      for (const batchId of [...walks.keys(), ...timers.keys()]) stop(batchId)
    },
    walking: () => [...walks.keys()],
    idle: async () => {
      while (walks.size > 0) await Promise.all([...walks.values()].map(({ done }) => done))
    },
  }
}

function toTransfer(batch: Batch, found: FoundFile, { id, now }: { id: string; now: number }): Transfer {
  const { entry } = found
  const unfinished = entry.uploading && !found.pinned
  return {
    id,
    batchId: batch.id,
    accountId: batch.accountId,
    source: {
      uri: entry.uri,
      fileId: entry.id,
      entityId: entry.entityId,
      sizeBytes: entry.sizeBytes,
      modifiedAtMs: entry.modifiedAtMs,
      pinned: found.pinned,
    },
    target: { root: batch.targetRoot, folders: found.folders, name: found.name },
    conflict: batch.conflict,
    // The site would serve nothing for a file that is still being uploaded (section 5), so it is not even asked.
    state: unfinished
      ? {
          kind: 'failed',
          failure: createFailure('still-uploading', 'the upload of the file is not finished'),
        }
      : { kind: 'queued' },
    addedAtMs: now,
    changedAtMs: now,
    bytesDone: 0,
  }
}
