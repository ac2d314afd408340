// What has ended in the queue, many at a time: each file is put in its place, then their folders are synced once, then all
// of them are recorded in one transaction. A file counts as placed only from there on; a run that is cut off in between
// finds it where it belongs, by what landed there, and takes it over (docs/adr/0036).

import { dirname } from 'node:path'
import { createFailure } from '../model/failure.ts'
import type { PlanItem } from '../model/sync.ts'
import type { Transfer } from '../model/transfer.ts'
import type { FileStat } from '../ports/disk.ts'
import type { Landing } from '../ports/landings.ts'
import { placeFile } from './place-file.ts'
import type { Placed } from './place-file.ts'
import { addProblem, recordOf, tryOne } from './work.ts'
import type { Work } from './work.ts'

export interface Ended {
  readonly transfer: Transfer
  readonly item: PlanItem
}

export interface FetchTally {
  /** Somebody gave a file up in the queue. */
  canceled: boolean
  /** The site had something else by then. */
  again: boolean
  bytes: number
}

const atOnce = 8

/** Resolves with what has to be fetched once more; rejects with what stops everything, after the others are recorded. */
export async function settleFetched(
  work: Work,
  ended: readonly Ended[],
  tally: FetchTally,
): Promise<readonly Ended[]> {
  const again: Ended[] = []
  const placed: Placed[] = []
  const place = createPlacing(work, tally)
  const queue = ended.values()
  const hand = async () => {
    for (const one of queue) {
      const end = await place(one)
      if (end === 'again') again.push(one)
      else if (end !== undefined) placed.push(end)
    }
  }
  const hands = await Promise.allSettled(Array.from({ length: Math.min(atOnce, ended.length) }, hand))
  await recordPlaced(work, placed)
  for (const one of hands) if (one.status === 'rejected') throw one.reason
  return again
}

function createPlacing(work: Work, tally: FetchTally) {
  return async ({ transfer, item }: Ended): Promise<Placed | 'again' | undefined> => {
    const { state, source } = transfer
    if (state.kind === 'canceled') tally.canceled = true
    if (state.kind === 'failed') {
      // The place it was asked for has another file by now, or none.
      if (['not-found', 'changed-remotely'].includes(state.failure.kind)) tally.again = true
      addProblem(work, item.path, state.failure)
      work.step()
    }
    if (state.kind !== 'completed') return undefined
    // Placed by a run that was cut off before it could say so, or taken away or changed by somebody.
    const landing = await whatCame(work, transfer, state.path)
    if (landing === undefined) return 'again'
    if (source.fileId !== item.id) {
      tally.again = true
      addProblem(work, item.path, createFailure('changed-remotely', 'another file has its place on the site'))
      await work.parts.ports.disk.remove(state.path)
      return undefined
    }
    if (isPlacedElsewhere(work, item)) {
      tally.again = true
      work.step()
      return undefined
    }
    const { entityId, sizeBytes, modifiedAtMs } = source
    const fetched = { ...item, entityId, sizeBytes, modifiedAtMs }
    const placed = await tryOne(work, item.path, () =>
      placeFile(work, { item: fetched, path: state.path, landing }),
    )
    tally.bytes += sizeBytes
    if (placed === undefined) work.step()
    return placed
  }
}

/** It moved on the site while folders were listed, so that two of them had it: one file is enough until the next look. */
function isPlacedElsewhere({ known: tree }: Work, { id, parentId, localName }: PlanItem): boolean {
  const known = tree.get(id)
  if (known === undefined || known.held) return false
  return known.parentId !== parentId || known.localName !== localName
}

/** Only what the record says has landed there is ever put into a place. */
async function whatCame({ parts }: Work, { source }: Transfer, path: string): Promise<Landing | undefined> {
  const landing = parts.landings.read(path)
  const found = await parts.ports.disk.stat(path)
  const isIt =
    found?.kind === 'file' &&
    landing?.fileId === source.fileId &&
    landing.entityId === source.entityId &&
    landing.sizeBytes === found.sizeBytes &&
    landing.modifiedAtMs === found.modifiedAtMs
  return isIt ? landing : undefined
}

/** Folders first, then the record, then what the new ones have replaced. */
async function recordPlaced(work: Work, placed: readonly Placed[]): Promise<void> {
  const recorded: Placed[] = []
  for (const [folder, files] of byFolder(placed)) {
    const looks = await tryAll(work, files, () => lookAfterSync(work, folder, files))
    files.forEach((one, index) => {
      const found = looks?.[index]
      // Written to in that very moment: from here on it is somebody's own file, and the next look treats it as such.
      if (!isAsPlaced(one, found)) return
      work.known.save(recordOf(one.item, found, { proven: true }))
      recorded.push(one)
    })
  }
  await work.parts.store.recorded()
  for (const { item, afterwards } of recorded)
    if (afterwards !== undefined) await tryOne(work, item.path, afterwards)
  for (const { note } of placed) {
    work.note(note)
    work.step()
  }
}

async function lookAfterSync({ parts }: Work, folder: string, files: readonly Placed[]) {
  await parts.syncFolder(folder)
  return Promise.all(files.map(({ to }) => parts.ports.disk.stat(to)))
}

/** They are where they belong, but not on record: the next run takes them over. */
async function tryAll<T>(
  work: Work,
  files: readonly Placed[],
  run: () => Promise<T>,
): Promise<T | undefined> {
  const [first, ...others] = files
  const before = work.problems.length
  const result = first === undefined ? undefined : await tryOne(work, first.item.path, run)
  const failure = result === undefined ? work.problems[before]?.failure : undefined
  if (failure !== undefined) for (const { item } of others) addProblem(work, item.path, failure)
  return result
}

function isAsPlaced({ placedAs }: Placed, found: FileStat | undefined): found is FileStat {
  return (
    found?.kind === 'file' &&
    found.sizeBytes === placedAs.sizeBytes &&
    found.modifiedAtMs === placedAs.modifiedAtMs
  )
}

function byFolder(placed: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
  const folders = new Map<string, Placed[]>()
  for (const one of placed) {
    const folder = dirname(one.to)
    const files = folders.get(folder)
    if (files === undefined) folders.set(folder, [one])
    else files.push(one)
  }
  return folders
}
