// All connections of one file: begins with one, adds more while that makes the whole faster, and decides what the failure
// of one means for the others. What one connection does is in segment.ts, who fetches what in segment-plan.ts.
//
//   fill -> wait for an end (or the time to look at the rate) -> settle -> fill ...
//
// A failure ends the file only where no other connection goes on, or where it speaks of the file itself.

import type { Failure } from '../model/failure.ts'
import { classify, isAbort } from './classify.ts'
import type { Seat } from './connection-budget.ts'
import type { DownloadParts, DownloadRequest, LinkChoice } from './download.ts'
import { createGrowth, spanMs } from './growth.ts'
import type { Growth } from './growth.ts'
import type { PartFile } from './part-file.ts'
import { bytesLeft, handBack, mostSegments, planNext } from './segment-plan.ts'
import type { NextSegment, Segment } from './segment-plan.ts'
import { runSegment } from './segment.ts'
import { createTally } from './tally.ts'
import type { Tally } from './tally.ts'

interface Berth {
  readonly origin: string
  readonly seat: Seat
  readonly stop: AbortController
}

interface Running extends Berth {
  readonly segment: Segment
}

interface Ended {
  readonly running: Running
  /** Undefined where it went well. */
  readonly trouble?: { readonly error: unknown }
}

/** Why a connection stops whose seat another file needs more. */
const recalled = new DOMException('recalled', 'AbortError')
/** Renewals without a single new byte between them: the site hands out links that do not work. */
export const fruitlessRenewals = 3

/** Resolves when every byte is recorded. Rejects when everything that ran has stopped. */
export async function fetchSegments(
  parts: DownloadParts,
  request: DownloadRequest,
  part: PartFile,
): Promise<void> {
  const crew = createCrew(parts, request, part)
  try {
    while (await crew.fill()) crew.settle(await crew.nextEnd())
  } catch (error) {
    await crew.stopAll()
    throw error
  }
}

interface Crew {
  /** Starts what is worth starting; false when nothing is left to do. */
  fill(): Promise<boolean>
  /** Undefined when it is time to look at the rate again. */
  nextEnd(): Promise<Ended | undefined>
  /** Throws what ends the whole. */
  settle(ended: Ended | undefined): void
  stopAll(): Promise<void>
}

function createCrew(parts: DownloadParts, request: DownloadRequest, part: PartFile): Crew {
  const { transfer, hooks, signal } = request
  const { sizeBytes } = transfer.source
  const { accountId } = transfer
  const { clock, budget } = parts
  const tally = createTally({
    transferId: transfer.id,
    resumePoints: parts.resumePoints,
    have: part.have,
    progress: (bytes) => hooks.progress(bytes),
  })
  const mode: Mode = { useRange: true, fresh: false, renewals: 0, fetchedAtRenewal: 0 }
  /** Where the newest connection was opened. */
  let newest: { readonly link: LinkChoice; readonly origin: string } | undefined
  const running = new Map<Running, Promise<void>>()
  const ended: Ended[] = []
  let wake: () => void = () => undefined
  const growth = createFileGrowth(parts, request)

  const plan = () => ({
    have: tally.have(),
    running: [...running.keys()].map(({ segment }) => segment),
    sizeBytes,
  })
  const wanted = (): number => {
    if (newest === undefined || !mode.useRange) return 1
    if (newest.link.oneConnection || budget.refusesSegments(newest.origin)) return 1
    const sample = { atMs: clock.monotonic(), bytes: tally.fetched(), segments: running.size }
    return Math.min(growth.wanted(sample), mostSegments(bytesLeft(plan())))
  }

  const begin = ({ range, cut }: NextSegment, { link, ...berth }: Berth & { link: LinkChoice }) => {
    if (cut !== undefined) cut.end = range.start
    const segment: Segment = {
      ...range,
      at: range.start,
      promisedEnd: range.end,
      solid: false,
    }
    const one: Running = { segment, ...berth }
    const done = runSegment(parts, request, {
      ...{ part, segment, link, tally, useRange: mode.useRange, isExtra: running.size > 0 },
      running: () => running.size,
      signal: AbortSignal.any([signal, berth.stop.signal]),
    }).then(
      () => ended.push({ running: one }),
      (error: unknown) => ended.push({ running: one, trouble: { error } }),
    )
    running.set(
      one,
      done.then(() => wake()),
    )
  }

  /** False where there is nothing (more) to start now. */
  const startOne = async (): Promise<boolean> => {
    if (running.size > 0 && running.size >= wanted()) return false
    if (planNext(plan()) === undefined) return false
    const link = await parts.link(transfer, { fresh: mode.fresh, pinned: true, signal })
    mode.fresh = false
    hooks.linked()
    const { origin } = new URL(link.url)
    newest = { link, origin }
    const stop = new AbortController()
    const seat =
      running.size === 0
        ? await budget.take({ origin, accountId, signal })
        : budget.tryTake({ origin, accountId }, () => stop.abort(recalled))
    if (seat === undefined) return false
    // Planned now, after all waiting.
    const next = planNext(plan())
    if (next === undefined) seat.release()
    else begin(next, { link, seat, origin, stop })
    return next !== undefined
  }

  const refused = ({ segment, origin }: Running, failure: Failure) => {
    growth.settleAt(running.size, clock.monotonic())
    if (segment.at === segment.start && speaksOfCount.has(failure.kind)) budget.learnLimit(origin)
    hooks.note('one connection of several ended', { left: running.size })
  }
  const judge = (one: Running, error: unknown) => {
    signal.throwIfAborted()
    if (one.stop.signal.reason === recalled) return growth.settleAt(running.size, clock.monotonic())
    if (isAbort(error)) throw error
    const failure = classify(error, 'network')
    const isAlone = running.size === 0
    if (failure.kind === 'range-refused') {
      if (!isAlone) budget.learnWhole(one.origin)
      else if (mode.useRange) mode.useRange = false
      else throw error
    } else if (failure.remedy === 'renew-link') {
      if (renewsTooOften(mode, tally)) {
        if (isAlone) throw error
        return refused(one, failure)
      }
      mode.fresh = true
    } else if (isAlone || failure.remedy !== 'retry') {
      if (budget.inUse(one.origin) > 1 && failure.kind === 'server-busy') budget.learnLimit(one.origin)
      throw error
    } else return refused(one, failure)
    if (isAlone) hooks.linkLost(failure)
  }

  return {
    fill: async () => {
      try {
        while (await startOne());
      } catch (error) {
        // Who fetches already goes on: a link that cannot be had now is a failure when nobody is left.
        if (running.size === 0 || signal.aborted || classify(error, 'network').remedy !== 'retry') throw error
        growth.settleAt(running.size, clock.monotonic())
      }
      return running.size > 0
    },
    nextEnd: async () => {
      if (ended.length === 0) {
        await new Promise<void>((resolve) => {
          const cancel = clock.after(spanMs, resolve)
          wake = () => {
            cancel()
            resolve()
          }
        })
      }
      return ended.shift()
    },
    settle: (end) => {
      if (end === undefined) return
      const { running: one, trouble } = end
      running.delete(one)
      try {
        if (trouble === undefined) return
        handBack(one.segment, plan().running)
        judge(one, trouble.error)
      } finally {
        one.seat.release()
      }
    },
    stopAll: async () => {
      for (const one of running.keys()) one.stop.abort()
      await Promise.all(running.values())
      for (const one of running.keys()) one.seat.release()
    },
  }
}

interface Mode {
  useRange: boolean
  /** The next link has to be a new one. */
  fresh: boolean
  renewals: number
  fetchedAtRenewal: number
}

function renewsTooOften(mode: Mode, tally: Tally): boolean {
  const progressed = tally.fetched() > mode.fetchedAtRenewal
  mode.fetchedAtRenewal = tally.fetched()
  mode.renewals = progressed ? 1 : mode.renewals + 1
  return mode.renewals > fruitlessRenewals
}

/** What servers that count connections answer to one too many. */
const speaksOfCount: ReadonlySet<string> = new Set(['server-busy', 'link-rejected', 'network', 'timeout'])

/** A number that the user chose for this transfer holds from the moment it is chosen; else it grows. */
function createFileGrowth(parts: DownloadParts, { transfer }: DownloadRequest): Growth {
  const begin = (chosen: number | undefined) =>
    chosen === undefined ? createGrowth(parts.connectionsPerFile()) : createChosen(chosen)
  let chosen = parts.connectionsOf(transfer.id)
  let growth = begin(chosen)
  return {
    wanted: (sample) => {
      const now = parts.connectionsOf(transfer.id)
      if (now !== chosen) growth = begin((chosen = now))
      return growth.wanted(sample)
    },
    settleAt: (segments, atMs) => growth.settleAt(segments, atMs),
  }
}

function createChosen(most: number): Growth {
  return {
    wanted: () => most,
    settleAt: (segments) => void (most = Math.max(1, segments)),
  }
}
