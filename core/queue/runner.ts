// Runs transfers that were given a slot, and decides what a failure means for each: try later, hold, start over with the
// new version, or give up. How one file is fetched is core/transfer's.

import { join } from 'node:path'
import type { Failure } from '../model/failure.ts'
import { defaultQueueId } from '../model/named-queue.ts'
import { levelOf } from '../model/priority.ts'
import type { Line } from '../store/line.ts'
import type { Transfer, TransferSource } from '../model/transfer.ts'
import { classify, isAbort } from '../transfer/classify.ts'
import { download } from '../transfer/download.ts'
import type { DownloadHooks } from '../transfer/download.ts'
import { isSmallFile } from '../transfer/small-file.ts'
import { isDoubtful, isWorthWaiting, nextTryAt, triesAllowed } from '../model/backoff.ts'
import { holdCauseOf } from './holds.ts'
import type { Holds } from './holds.ts'
import { followMove } from './follow-move.ts'
import { createLinkKeeper } from './link-keeper.ts'
import type { LinkKeeper } from './link-keeper.ts'
import type { QueueParts } from './queue-parts.ts'
import { createZipContents } from './zip-contents.ts'
import type { Apply } from './states.ts'

export interface Runner extends Pick<LinkKeeper, 'comesNext'> {
  start(transfer: Transfer): void
  /** Interrupts the download at a recorded point; its state is the caller's business. */
  stop(transferId: string): void
  /** It belongs to another named queue now. */
  moved(transferId: string, queueId: string): void
  stopAll(): void
  /** Tries count from zero again: the user wants it now. */
  forgive(transferId: string): void
  forgiveAll(): void
  runningIds(): readonly string[]
  /** Of one account, of one named queue, or of all. */
  running(of?: Partial<Line>): RunningCounts
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>
}

interface Running {
  readonly controller: AbortController
  readonly done: Promise<void>
  readonly isSmall: boolean
  readonly accountId: string
  queueId: string
}

export interface RunningCounts {
  readonly small: number
  readonly large: number
}

export interface RunnerParts extends QueueParts {
  readonly apply: Apply
  readonly holds: Holds
  /** A slot is free again. */
  readonly onSettled: (transferId: string) => void
}

/** New versions of one file in a row before it is left to the user: somebody writes faster than we read. */
const restartsAllowed = 3

export function createRunner(parts: RunnerParts): Runner {
  const { apply, store, sampler, ports } = parts
  const keeper = createLinkKeeper(parts)
  const zipContents = createZipContents(parts)
  const running = new Map<string, Running>()
  let smallRunning = 0
  const tries = new Map<string, number>()
  const restarts = new Map<string, number>()

  const forget = (id: string) => {
    keeper.forget(id)
    tries.delete(id)
    restarts.delete(id)
  }

  const run = async (transfer: Transfer, signal: AbortSignal) => {
    const { id } = transfer
    const before = transfer.bytesDone
    const { accountId, queueId = defaultQueueId, priority = 'normal', speedLimit } = transfer
    const limiter = parts.limits.open({ id, accountId, queueId, priority: levelOf(priority), speedLimit })
    try {
      const landed = await download(
        { ...parts.download, link: keeper.link, zipContents },
        { transfer, limiter, signal, hooks: createHooks(parts, transfer) },
      )
      const { path, outcome, leftOut } = landed
      store.transfers.saveLanded(id, landed.sizeBytes)
      apply(id, outcome === 'skipped' ? { type: 'skipped', path } : { type: 'committed', path, leftOut })
      forget(id)
    } catch (error) {
      if (isAbort(error)) return
      const failure = classify(error, 'network')
      if ((store.transfers.read(id)?.bytesDone ?? 0) > before) tries.delete(id)
      ports.logger.log(
        failure.remedy === 'bug' ? 'error' : 'info',
        'a transfer stopped',
        logFacts(transfer, failure),
      )
      await settle(transfer, failure, signal).catch((settling: unknown) => {
        if (!isAbort(settling)) throw settling
      })
    } finally {
      limiter.dispose()
      parts.download.space.release(id)
    }
  }

  const settle = async (transfer: Transfer, failure: Failure, signal: AbortSignal) => {
    const { id, accountId, target } = transfer
    if (failure.kind === 'changed-remotely') return restart(transfer, failure, signal)
    if (failure.remedy === 'hold') {
      const cause = holdCauseOf(failure, { accountId, root: target.root })
      parts.holds.add(cause, failure)
      apply(id, { type: 'hold', failure, cause })
      return
    }
    if (failure.kind === 'not-found') await followMove(parts, transfer, signal)
    if (isWorthWaiting(failure) || isDoubtful(failure)) return tryLater(transfer, failure)
    keeper.forget(id)
    apply(id, { type: 'give-up', failure })
  }

  const tryLater = (transfer: Transfer, failure: Failure) => {
    const { id } = transfer
    const count = (tries.get(id) ?? 0) + 1
    tries.set(id, count)
    if (failure.remedy === 'renew-link') keeper.forget(id)
    if (count > triesAllowed(failure)) {
      apply(id, { type: 'give-up', failure })
      return
    }
    const retryAtMs = nextTryAt({ tries: count, failure, nowMs: ports.clock.now(), random: ports.random() })
    apply(id, { type: 'trouble', failure, retryAtMs, tries: count })
  }

  /** The pinned version is gone: ask what is there now, and begin with that, unless the user wanted just this one. */
  const restart = async (transfer: Transfer, failure: Failure, signal: AbortSignal) => {
    const { id } = transfer
    const count = (restarts.get(id) ?? 0) + 1
    restarts.set(id, count)
    keeper.forget(id)
    if (transfer.source.pinned || count > restartsAllowed) {
      apply(id, { type: 'give-up', failure })
      return
    }
    try {
      const source = await currentSource(parts, transfer, signal)
      if (source.entityId === transfer.source.entityId && source.sizeBytes === transfer.source.sizeBytes) {
        // The site still names the same bytes: one odd answer is no reason to throw away what is here. A second one
        // is no accident, and bytes of two kinds are never mixed.
        if (count === 1) return tryLater(transfer, { ...failure, remedy: 'retry' })
        await dropPart(parts, transfer)
      } else {
        await dropPart(parts, transfer)
        store.transfers.saveSource(id, source)
      }
      parts.publisher.news.emit({ type: 'note', transferId: id, failure })
      apply(id, { type: 'trouble', failure, retryAtMs: ports.clock.now(), tries: count })
    } catch (error) {
      if (isAbort(error)) return
      const next = classify(error, 'network')
      if (next.kind === 'changed-remotely') apply(id, { type: 'give-up', failure: next })
      else await settle(transfer, next, signal)
    }
  }

  return {
    start: (transfer) => {
      const controller = new AbortController()
      const granted = apply(transfer.id, { type: 'granted' })
      if (granted === undefined) return
      const { id, batchId, bytesDone, source } = granted
      const isSmall = isSmallFile(granted)
      if (isSmall) smallRunning++
      sampler.begin({ id, batchId, bytesDone, bytesTotal: source.sizeBytes })
      const done = run(granted, controller.signal)
        .catch((error: unknown) => {
          // Nothing may leave a slot taken for ever: what run() itself could not settle is a bug and ends the transfer.
          ports.logger.log('error', 'a transfer could not be settled', { reason: String(error) })
          apply(id, { type: 'give-up', failure: classify(error, 'network') })
        })
        .finally(() => {
          running.delete(id)
          sampler.end(id)
          if (isSmall) smallRunning--
          if (running.size === 0) keeper.idle()
          parts.onSettled(id)
        })
      const { accountId, queueId = defaultQueueId } = granted
      running.set(id, { controller, done, isSmall, accountId, queueId })
    },
    stop: (transferId) => running.get(transferId)?.controller.abort(),
    stopAll: () => {
      for (const { controller } of running.values()) controller.abort()
    },
    forgive: (transferId) => void tries.delete(transferId),
    forgiveAll: () => tries.clear(),
    runningIds: () => [...running.keys()],
    running: ({ accountId, queueId } = {}) => {
      if (accountId === undefined && queueId === undefined)
        return { small: smallRunning, large: running.size - smallRunning }
      const ones = [...running.values()].filter(
        (one) =>
          (accountId === undefined || one.accountId === accountId) &&
          (queueId === undefined || one.queueId === queueId),
      )
      const small = ones.filter(({ isSmall }) => isSmall).length
      return { small, large: ones.length - small }
    },
    moved: (transferId, queueId) => {
      const one = running.get(transferId)
      if (one !== undefined) one.queueId = queueId
      parts.limits.setTransferQueue(transferId, queueId)
    },
    comesNext: keeper.comesNext,
    idle: async () => {
      while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}

function createHooks({ apply, sampler, publisher, ports }: RunnerParts, { id }: Transfer): DownloadHooks {
  let linked = false
  return {
    linked: () => {
      if (!linked) apply(id, { type: 'linked' })
      linked = true
    },
    linkLost: (failure) => {
      if (linked) apply(id, { type: 'link-lost' })
      linked = false
      publisher.news.emit({ type: 'note', transferId: id, failure })
    },
    bytesDurable: () => apply(id, { type: 'bytes-durable' }) !== undefined,
    progress: (bytesDone) => sampler.update(id, bytesDone),
    note: (message, facts) => ports.logger.log('warn', message, { transfer: id, ...facts }),
  }
}

async function currentSource(
  parts: QueueParts,
  transfer: Transfer,
  signal: AbortSignal,
): Promise<TransferSource> {
  const account = parts.account(transfer.accountId)
  const { source } = transfer
  if (account === undefined) return source
  const entry = await parts.remote.info(account, source.uri, signal)
  if (entry.kind !== 'file') return source
  const { id: fileId, entityId, sizeBytes, modifiedAtMs } = entry
  return { ...source, fileId, entityId, sizeBytes, modifiedAtMs }
}

/** Removes the part file and what is recorded of it. */
export async function dropPart({ store, ports }: QueueParts, transfer: Transfer): Promise<void> {
  const point = store.resumePoints.read(transfer.id)
  if (point === undefined) return
  const { root, folders } = transfer.target
  await ports.disk.remove(join(root, ...folders, point.partName))
  store.resumePoints.drop(transfer.id)
}

function logFacts({ id }: Transfer, failure: Failure): Record<string, string | number> {
  const { kind, detail, code, status, correlationId } = failure
  return {
    transfer: id,
    kind,
    detail,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(correlationId === undefined ? {} : { correlationId }),
  }
}
