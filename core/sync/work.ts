// One run's tools, and how a step that fails is met: what stops everything is thrown, what concerns one entry is noted
// and the others go on.

import type { KnownEntry, PlanItem, SyncActivity, SyncPair, SyncProblem } from '../model/sync.ts'
import type { Failure } from '../model/failure.ts'
import { TransferError } from '../model/failure.ts'
import { classify, isAbort } from '../transfer/classify.ts'
import type { FileStat } from '../ports/disk.ts'
import type { ItemTable } from '../store/sync-items.ts'
import type { KnownTable } from '../store/sync-known.ts'
import { createFolderGuard } from './folder-guard.ts'
import type { FolderGuard } from './folder-guard.ts'
import { createLocalLook } from './local-look.ts'
import type { LocalLook } from './local-look.ts'
import { createPlaces } from './places.ts'
import type { Places } from './places.ts'
import { createPutAway } from './put-away.ts'
import type { PutAway } from './put-away.ts'
import type { SyncParts } from './sync-parts.ts'

export interface WorkRequest {
  readonly pair: SyncPair
  readonly known: KnownTable
  readonly items: ItemTable
  readonly signal: AbortSignal
  note(activity: Omit<SyncActivity, 'atMs'>): void
  /** Another item is done, or given up. */
  step(): void
}

export interface Work extends WorkRequest {
  readonly parts: SyncParts
  readonly places: Places
  readonly guard: FolderGuard
  readonly look: LocalLook
  readonly away: PutAway
  readonly problems: SyncProblem[]
  /** To be fetched besides what the plan says: what was to be moved is not there, or not ours any more. */
  readonly instead: PlanItem[]
}

export function createWork(parts: SyncParts, request: WorkRequest): Work {
  const { disk, clock } = parts.ports
  const root = request.pair.localRoot
  return {
    ...request,
    parts,
    places: createPlaces(request.pair, request.known),
    guard: createFolderGuard(disk, clock, root),
    look: createLocalLook({ ...parts, disk }),
    away: createPutAway(parts.ports, root),
    problems: [],
    instead: [],
  }
}

/** Where the disk or the account has to come back first, nothing else is tried. */
const stopping: readonly Failure['kind'][] = ['disk-full', 'disk-gone', 'sign-in-required']

export async function attempt(work: Work, path: string, run: () => Promise<void>): Promise<void> {
  work.signal.throwIfAborted()
  await tryOne(work, path, run)
  work.step()
}

/** Resolves with nothing where it failed and the others may go on. */
export async function tryOne<T>(work: Work, path: string, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    if (isAbort(error)) throw error
    const failure = classify(error, 'disk')
    if (stopping.includes(failure.kind)) throw new TransferError(failure, { cause: error })
    addProblem(work, path, failure)
    return undefined
  }
}

/** A list that a person can read; the rest is found again by the next run. */
const mostProblems = 1_000

export function addProblem(work: Work, path: string, failure: Failure): void {
  if (work.problems.length < mostProblems) work.problems.push({ path, failure })
  work.note({ kind: 'problem', path, failure })
}

/** The record after something was put, or found, at a place. */
export function recordOf(
  item: PlanItem,
  local: FileStat | undefined,
  facts: { proven: boolean },
): KnownEntry {
  return {
    id: item.id,
    parentId: item.parentId,
    kind: item.entry,
    remoteName: item.remoteName,
    localName: item.localName,
    entityId: item.entityId,
    sizeBytes: item.sizeBytes,
    modifiedAtMs: item.modifiedAtMs,
    localBytes: item.entry === 'file' ? (local?.sizeBytes ?? 0) : 0,
    localModifiedAtMs: item.entry === 'file' ? (local?.modifiedAtMs ?? 0) : 0,
    stamp: item.entry === 'file' ? (local?.stamp ?? '') : '',
    proven: facts.proven,
    held: false,
  }
}
