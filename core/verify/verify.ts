// Compares a folder with what landed in it, and with the site where that is asked for. Streams: one finding after the
// other, a few files read at a time; of a remote tree a short line for each file is kept. Writes nothing.
//
//   remote tree (listed) -> recorded files (read) -> what the site has besides -> files nobody recorded

import type { CloudUri } from '../model/cloud-uri.ts'
import { fail } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import type { Landing, Landings } from '../ports/landings.ts'
import type { Finding } from './finding.ts'
import { inOrder } from './in-order.ts'
import { checkLanding } from './local-check.ts'
import type { LocalParts } from './local-check.ts'
import { createRecordedPlaces, noRemote, readRemoteTree } from './remote-tree.ts'
import type { RemoteLookup, RemoteTree, Site, TreeFile } from './remote-tree.ts'
import { findStrangers } from './strangers.ts'

export interface VerifyParts extends LocalParts {
  readonly landings: Pick<Landings, 'read' | 'below' | 'countBelow'>
  /** Undefined where there is no such account. */
  readonly siteOf: (accountId: string) => Site | undefined
}

export type RemoteChoice =
  | { readonly kind: 'none' }
  /** The places that the recorded files came from; what else is there is not asked. */
  | { readonly kind: 'recorded' }
  /** The folder is a copy of what is below the URI. */
  | { readonly kind: 'tree'; readonly accountId: string; readonly uri: CloudUri }

export interface VerifyProgress {
  /** `listing`: files of the site so far; `reading`: recorded files; `looking`: for files nobody recorded. */
  readonly phase: 'listing' | 'reading' | 'looking'
  readonly files: number
  readonly filesTotal: number
  readonly bytes: number
  readonly bytesTotal: number
}

export interface VerifyRequest {
  /** Absolute. */
  readonly folder: string
  /** Reads only what length or time leave in doubt. */
  readonly quick: boolean
  readonly remote: RemoteChoice
  readonly signal: AbortSignal
  readonly onProgress: (progress: VerifyProgress) => void
}

export interface VerifyEnd {
  /** Recorded files below the folder. */
  readonly recorded: number
  /** Why parts of the remote tree could not be compared. */
  readonly failure: Failure | undefined
}

const filesAtOnce = 4
const landingsAtOnce = 256

export async function* verify(
  parts: VerifyParts,
  request: VerifyRequest,
): AsyncGenerator<Finding, VerifyEnd> {
  const { folder, signal } = request
  const total = parts.landings.countBelow(folder)
  const progress = createCounter(request, { filesTotal: total.files, bytesTotal: total.bytes })
  const tree = await openTree(parts, request, progress)
  const remote = tree ?? openRecorded(parts, request)
  progress.phase('reading')
  const check = async (landing: Landing) => {
    signal.throwIfAborted()
    let read = 0
    const onBytes = (bytes: number) => {
      read += bytes
      progress.add(0, bytes)
    }
    const facts = await remote.facts(landing)
    const finding = await checkLanding(parts, landing, {
      quick: request.quick,
      remote: facts,
      signal,
      onBytes,
    })
    progress.add(1, landing.sizeBytes - read)
    return finding
  }
  yield* inOrder(landingsBelow(parts.landings, folder), filesAtOnce, check)
  progress.phase('looking')
  const met = new Set<string>()
  for (const file of tree?.rest() ?? []) {
    signal.throwIfAborted()
    const finding = await compareUnrecorded(parts, file, request.remote)
    if (finding.kind === 'not-ours') met.add(file.path)
    yield finding
  }
  for await (const { path, code } of findStrangers(parts, folder, signal)) {
    if (met.has(path)) continue
    yield code === undefined
      ? await describeStranger(parts, path)
      : { kind: 'unreadable', path, sizeBytes: 0, remote: 'unchecked', code }
  }
  return { recorded: total.files, failure: tree?.failure }
}

function openTree(
  { siteOf }: VerifyParts,
  { remote, folder, signal }: VerifyRequest,
  progress: Counter,
): Promise<RemoteTree> | undefined {
  if (remote.kind !== 'tree') return undefined
  const { accountId, uri } = remote
  const site = siteOf(accountId)
  if (site === undefined) throw fail('sign-in-required', 'there is no such account')
  progress.phase('listing')
  return readRemoteTree({ site, accountId, uri, folder, signal, onFiles: progress.set })
}

function openRecorded({ siteOf }: VerifyParts, { remote, signal }: VerifyRequest): RemoteLookup {
  return remote.kind === 'recorded' ? createRecordedPlaces(siteOf, signal) : noRemote
}

/** Page by page: the database is not read ahead of the disk. */
function* landingsBelow(landings: Pick<Landings, 'below'>, folder: string): Generator<Landing> {
  let afterPath: string | undefined
  for (;;) {
    const limit = landingsAtOnce
    const page = landings.below(folder, afterPath === undefined ? { limit } : { limit, afterPath })
    yield* page
    if (page.length < limit) return
    afterPath = page.at(-1)?.path
  }
}

/** On the site, and not recorded: it may be here all the same, from before or from elsewhere. */
async function compareUnrecorded(
  { disk }: VerifyParts,
  { path, uri, sizeBytes }: TreeFile,
  remote: RemoteChoice,
): Promise<Finding> {
  const origin = remote.kind === 'tree' ? { origin: { accountId: remote.accountId, uri } } : {}
  const found = await disk.stat(path)
  if (found === undefined) return { kind: 'new-remotely', path, sizeBytes, remote: 'changed', ...origin }
  const isSame = found.kind === 'file' && found.sizeBytes === sizeBytes
  const lengths = { sizeBytes, foundBytes: found.sizeBytes }
  return { kind: 'not-ours', path, ...lengths, remote: isSame ? 'same' : 'changed', ...origin }
}

async function describeStranger({ disk }: VerifyParts, path: string): Promise<Finding> {
  const foundBytes = (await disk.stat(path))?.sizeBytes ?? 0
  return { kind: 'not-ours', path, sizeBytes: foundBytes, foundBytes, remote: 'unchecked' }
}

interface Counter {
  phase(phase: VerifyProgress['phase']): void
  add(files: number, bytes: number): void
  set(files: number): void
}

function createCounter(
  { onProgress }: VerifyRequest,
  totals: Pick<VerifyProgress, 'filesTotal' | 'bytesTotal'>,
): Counter {
  let now: VerifyProgress = { phase: 'reading', files: 0, bytes: 0, ...totals }
  const tell = (change: Partial<VerifyProgress>) => {
    now = { ...now, ...change }
    onProgress(now)
  }
  return {
    phase: (phase) => tell({ phase, files: phase === 'looking' ? now.files : 0 }),
    add: (files, bytes) => tell({ files: now.files + files, bytes: now.bytes + bytes }),
    set: (files) => tell({ files }),
  }
}
