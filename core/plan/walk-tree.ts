// Lists a remote tree, several folders at a time, each to its end, with an order and a page size of its own. A page that
// failed for a passing reason is asked for again before anything is given up; a folder that changed while it was listed
// is listed anew. Knows nothing of what is done with it.

import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, EntryPage } from '../model/entry.ts'
import { fail, TransferError } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import { doubtPausesMs, isDoubtful, isWorthWaiting } from '../model/backoff.ts'

export interface WalkSite {
  list(
    uri: CloudUri,
    options: { pageToken?: string; pageSize: number; signal: AbortSignal },
  ): Promise<EntryPage>
}

export interface WalkTreeParts {
  readonly site: WalkSite
  readonly signal: AbortSignal
  /** Resolves after so many milliseconds, or rejects when the signal says so. */
  wait(ms: number): Promise<void>
}

export interface Stop {
  readonly uri: CloudUri
  readonly remotePath: readonly string[]
}

export interface Missed {
  readonly path: string
  readonly failure: Failure
  /** Trying again will not help: it is forbidden, for one. */
  readonly lasting: boolean
}

/** The largest that sites answer by default (cloudreve-api.md section 4.1); theirs is taken where it is less. */
export const treePageSize = 2_000
const foldersAtOnce = 6
const triesPerPage = 5
const firstWaitMs = 500
/** A folder that changes all the time is left for later. */
const triesPerFolder = 3

export interface Walker<S> {
  visit(stop: S, entries: readonly Entry[]): Promise<readonly S[]>
  /** By default the site is asked. */
  list?(stop: S): Promise<readonly Entry[]>
}

/**
 * Calls `visit` for every folder that was listed to its end; what it returns is walked next. Rejects where the top cannot
 * be listed, and where everything has to wait (a sign-in is needed).
 */
export async function walkTree<S extends Stop>(
  parts: WalkTreeParts,
  top: S,
  { visit, list = ({ uri }) => listFolder(parts, uri) }: Walker<S>,
): Promise<readonly Missed[]> {
  const missed: Missed[] = []
  const stack: S[] = []
  const enter = async (stop: S, isTop: boolean) => {
    const listed = await list(stop).catch((error: unknown) => {
      if (isTop || !(error instanceof TransferError) || error.failure.remedy === 'hold') throw error
      return error
    })
    if (listed instanceof TransferError) missed.push(toMissed(stop, listed))
    // The last first: the stack gives them back in the order of the listing.
    else for (const next of [...(await visit(stop, listed))].reverse()) stack.push(next)
  }
  await enter(top, true)
  await drain(stack, (stop) => enter(stop, false))
  return missed
}

/** Depth first by several hands: only the siblings of open folders wait in memory. */
async function drain<S>(stack: S[], work: (one: S) => Promise<void>): Promise<void> {
  const active = new Set<Promise<void>>()
  let broken: { error: unknown } | undefined
  while (broken === undefined && (stack.length > 0 || active.size > 0)) {
    const next = active.size < foldersAtOnce ? stack.pop() : undefined
    if (next === undefined) {
      await Promise.race(active)
      continue
    }
    const done: Promise<void> = work(next)
      .catch((error: unknown) => {
        broken ??= { error }
      })
      .finally(() => active.delete(done))
    active.add(done)
  }
  await Promise.all(active)
  if (broken !== undefined) throw broken.error
}

function toMissed({ remotePath }: Stop, { failure }: TransferError): Missed {
  // Not found, though it was listed a moment ago: it has just moved or gone, and is looked at anew.
  const lasting = failure.remedy === 'give-up' && failure.kind !== 'not-found' && !isDoubtful(failure)
  return { path: remotePath.join('/'), failure, lasting }
}

/** Everything in one folder, whole or not at all. */
export async function listFolder(parts: WalkTreeParts, uri: CloudUri): Promise<readonly Entry[]> {
  for (let tries = 1; ; tries++) {
    const entries = await readPages(parts, uri)
    if (entries !== undefined) return entries
    if (tries >= triesPerFolder) throw fail('server-busy', 'the folder changes while it is listed')
  }
}

/** Undefined where an entry came twice: it got another name on the way, and so may others have, unseen. */
async function readPages(parts: WalkTreeParts, uri: CloudUri): Promise<readonly Entry[] | undefined> {
  const found = new Map<string, Entry>()
  let pageToken: string | undefined
  do {
    const page = await readPage(parts, uri, pageToken)
    if (page.singleFile) throw fail('invalid-request', 'this is a share of one file, and no folder')
    const before = found.size
    for (const entry of page.entries) {
      if (found.has(entry.id)) return undefined
      found.set(entry.id, entry)
    }
    pageToken = page.nextPageToken
    if (pageToken !== undefined && found.size === before)
      throw fail('bad-response', 'a listing that goes on without anything new')
  } while (pageToken !== undefined)
  return [...found.values()]
}

function triesOf(failure: Failure): number {
  if (isDoubtful(failure)) return 1 + doubtPausesMs.length
  return isWorthWaiting(failure) ? triesPerPage : 1
}

/** The page that failed, not the folder from its beginning. */
async function readPage(
  { site, signal, wait }: WalkTreeParts,
  uri: CloudUri,
  pageToken: string | undefined,
): Promise<EntryPage> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted()
    try {
      const asked = { pageSize: treePageSize, signal }
      return await site.list(uri, pageToken === undefined ? asked : { ...asked, pageToken })
    } catch (error) {
      if (!(error instanceof TransferError) || tries >= triesOf(error.failure)) throw error
      await wait(firstWaitMs * 2 ** (tries - 1))
    }
  }
}
