// Makes a plan: lists the site, looks at the disk, compares folder by folder, and writes down what would have to be done.
// Changes nothing but the list of items.
//
//   listing of a folder (whole) -> names -> look at those names here -> compare -> items
//   ... all folders ... -> what is missing on the site and was not seen elsewhere -> certain? -> removals

import { fail } from '../model/failure.ts'
import type { Entry } from '../model/entry.ts'
import type { NameRules } from '../model/local-name.ts'
import { secondsFor } from '../model/throughput.ts'
import type { Throughput } from '../model/throughput.ts'
import type { KnownEntry, PlanItem, SyncPair, SyncPlan } from '../model/sync.ts'
import { compareFolder, nameEntries } from '../plan/compare.ts'
import type { Below, CompareRules, KnownTree, LocalFact } from '../plan/compare.ts'
import { createTotals, questionOf } from '../plan/plan-totals.ts'
import type { Agreed } from '../plan/plan-totals.ts'
import { planRemovals } from '../plan/removals.ts'
import { volumeRules } from '../plan/volume-rules.ts'
import { walkTree } from '../plan/walk-tree.ts'
import type { Missed, WalkTreeParts } from '../plan/walk-tree.ts'
import { createWanted } from '../plan/wanted.ts'
import type { KnownTable } from '../store/sync-known.ts'
import type { ItemTable } from '../store/sync-items.ts'
import type { WalkTable } from '../store/sync-walk.ts'
import { confirmMissing } from './confirm-missing.ts'
import type { Gone } from './confirm-missing.ts'
import { createListings } from './listings.ts'
import type { Listings } from './listings.ts'
import { createLocalLook } from './local-look.ts'
import type { LocalLook } from './local-look.ts'
import { createPlaces } from './places.ts'
import type { Places } from './places.ts'
import { isInScope } from './scope.ts'
import type { Scope } from './scope.ts'
import type { SyncParts } from './sync-parts.ts'
import { waitFor } from '../ports/wait-for.ts'

export interface PlanRequest {
  readonly pair: SyncPair
  readonly known: KnownTable
  readonly items: ItemTable
  readonly walk: WalkTable
  readonly signal: AbortSignal
  /** Only these folders; undefined: everything. */
  readonly scope: Scope | undefined
  readonly agreed: Agreed | undefined
  /** Whether folders that a run before has listed need not be listed again. */
  readonly resume: boolean
  /** To reckon the time with. */
  readonly throughput: Throughput
  onEntries(entries: number): void
}

export interface MadePlan {
  readonly plan: SyncPlan
  /** Nothing was listed before, Unix milliseconds. */
  readonly begunAtMs: number
  /** Something moved while it was looked at, or a part does not tell the whole: everything has to be looked at soon. */
  readonly again: boolean
}

interface Stop extends Below {
  /** New here, so all of it is: walked whatever the scope. */
  readonly whole: boolean
  /** Where the folder lies here now; undefined where nothing of it does. */
  readonly here: readonly string[] | undefined
}

interface Making {
  readonly parts: SyncParts
  readonly request: PlanRequest
  readonly walk: WalkTreeParts
  readonly listings: Listings
  readonly places: Places
  readonly look: LocalLook
  readonly rules: CompareRules
  readonly moved: Set<string>
  readonly gone: Gone[]
  readonly add: (item: PlanItem) => void
}

/** Rejects with a TransferError where the site cannot be asked, or the disk not be looked at. */
export async function makePlan(parts: SyncParts, request: PlanRequest): Promise<MadePlan> {
  const { pair, known, items, signal } = request
  const account = parts.account(pair.accountId)
  if (account === undefined) throw fail('sign-in-required', 'the account is not set up any more')
  const begunAtMs = parts.ports.clock.now()
  const totals = createTotals()
  const places = createPlaces(pair, known)
  const walk: WalkTreeParts = {
    signal,
    site: { list: (uri, options) => parts.remote.list(account, uri, options) },
    wait: (ms) => waitFor(parts.ports.clock, ms, signal),
  }
  const making: Making = {
    ...{ parts, request, walk, places },
    listings: createListings({
      ...{ walk, table: request.walk, clock: parts.ports.clock },
      resume: request.resume && request.scope === undefined,
      keeps: request.scope === undefined,
    }),
    look: createLocalLook({ ...parts, disk: parts.ports.disk }),
    rules: {
      names: await rulesOfVolume(parts, pair),
      wanted: createWanted(pair.rules),
      pathOf: places.shownOf,
    },
    moved: new Set(),
    gone: [],
    add: (item) => {
      items.add(item)
      totals.add(item)
    },
  }
  items.clear()
  const { missed, rootEmptied } = await compareAll(making)
  const removed = await planAllRemovals(making, missed, (entry) => parts.remote.info(account, entry, signal))
  const figures = totals.totals(known.totals().files)
  const question = questionOf({ ...pair, totals: figures, rootEmptied, agreed: request.agreed })
  const { filesFetched: files, bytesFetched: bytes } = figures
  const secondsEstimated = secondsFor(request.throughput, { files, bytes })
  return {
    begunAtMs,
    again: removed.again,
    plan: {
      pairId: pair.id,
      madeAtMs: parts.ports.clock.now(),
      totals: figures,
      question,
      complete: missed.length === 0 && !making.listings.isPartlyOld(),
      missed: missed.slice(0, 100).map(({ path, failure }) => ({ path, failure })),
      ...(secondsEstimated === undefined ? {} : { secondsEstimated }),
    },
  }
}

async function compareAll(making: Making): Promise<{ missed: readonly Missed[]; rootEmptied: boolean }> {
  const { request } = making
  const { pair, scope } = request
  let entriesSeen = 0
  let rootEmptied = false
  const isThere = (await making.parts.ports.disk.stat(pair.localRoot))?.kind === 'folder'
  const top: Stop = {
    ...{ id: '', uri: pair.remote, remotePath: [], localPath: [] },
    whole: scope === undefined,
    here: isThere ? [] : undefined,
  }
  const visit = async (stop: Stop, entries: readonly Entry[]) => {
    const below = await compareOne(making, stop, entries)
    if (stop.id === '') rootEmptied = entries.length === 0 && request.known.children('').length > 0
    entriesSeen += entries.length
    request.onEntries(entriesSeen)
    return below
  }
  const missed = await walkTree<Stop>(making.walk, top, { visit, list: making.listings.of })
  for (const { path } of missed) making.add(notListed(path))
  return { missed, rootEmptied }
}

async function compareOne(making: Making, stop: Stop, entries: readonly Entry[]): Promise<readonly Stop[]> {
  const { request, places, rules } = making
  const { signal, scope } = request
  const tree = folderTree(request.known, stop.id)
  const view = { ...stop, entries }
  const judged = nameEntries(view, tree, rules)
  const facts = await lookHere(making, stop, { judged, tree })
  const compared = compareFolder(view, { judged, facts }, { tree, rules })
  for (const item of compared.items) making.add(item)
  making.listings.judged(
    stop.id,
    compared.items.some(({ action }) => action !== 'none'),
  )
  for (const id of compared.movedIn) making.moved.add(id)
  if (compared.missing.length > 0) {
    const emptied = entries.length === 0
    making.gone.push({ uri: stop.uri, remotePath: stop.remotePath, emptied, entries: compared.missing })
  }
  signal.throwIfAborted()
  return compared.below.flatMap((below) => {
    const known = tree.get(below.id)
    const isNew = known === undefined
    if (!stop.whole && !isNew && !isInScope(scope, below.remotePath)) return []
    const name = below.localPath.at(-1) ?? ''
    const isFolderHere = facts.get(name)?.kind === 'folder' && stop.here !== undefined
    const beside = isFolderHere && stop.here !== undefined ? [...stop.here, name] : undefined
    const here = known === undefined ? beside : places.namesOf(known)
    const whole = stop.whole || isNew || isInScope(scope, below.remotePath) === 'deep'
    return [{ ...below, whole, here }]
  })
}

/** What is known of one folder, read once: every entry in it is asked for. */
function folderTree(known: KnownTable, folderId: string): KnownTree {
  const children = known.children(folderId)
  const byId = new Map(children.map((child) => [child.id, child]))
  return {
    get: (id) => byId.get(id) ?? known.get(id),
    children: (id) => (id === folderId ? children : known.children(id)),
  }
}

/** At the names that things have or will have: never a listing of the folder, which may be full of other things. */
async function lookHere(
  { request, look, places }: Making,
  stop: Stop,
  { judged, tree }: { judged: ReturnType<typeof nameEntries>; tree: KnownTree },
): Promise<ReadonlyMap<string, LocalFact>> {
  if (stop.here === undefined) return new Map()
  const byName = new Map<string, KnownEntry | undefined>()
  for (const { localName } of judged) if (localName !== '') byName.set(localName, undefined)
  for (const known of tree.children(stop.id)) {
    if (byName.has(known.localName) && !known.held) byName.set(known.localName, known)
  }
  const wishes = [...byName].map(([name, known]) => ({ name, known }))
  return look.look(places.at(stop.here), wishes, request.signal)
}

async function planAllRemovals(
  making: Making,
  missed: readonly Missed[],
  info: Parameters<typeof confirmMissing>[1]['info'],
): Promise<{ again: boolean }> {
  const { request, look, places, moved } = making
  const { known: tree, pair, scope, signal } = request
  // What was listed some time ago does not prove that anything is gone, nor that it has not just come.
  const isBlind = missed.some(({ lasting }) => !lasting) || making.listings.isPartlyOld()
  const gone = making.gone
    .map((one) => ({ ...one, entries: one.entries.filter(({ id }) => !moved.has(id)) }))
    .filter(({ entries }) => entries.length > 0)
  const { certain, again } = await confirmMissing(making.walk, {
    gone,
    isBlind,
    scope,
    moved,
    info,
    add: making.add,
    places,
  })
  const orphans = scope === undefined && !isBlind ? orphansOf(tree, moved, certain) : []
  const facts = {
    ...{ tree, moved, mode: pair.mode, pathOf: places.shownOf },
    look: async (entries: readonly KnownEntry[]) => lookAt({ look, places, signal }, entries),
  }
  for await (const item of planRemovals(facts, [...certain, ...orphans])) making.add(item)
  return { again: again || isBlind }
}

/** Held from a folder that is gone by now, and listed nowhere. */
function orphansOf(
  tree: KnownTable,
  moved: ReadonlySet<string>,
  certain: readonly KnownEntry[],
): readonly KnownEntry[] {
  const taken = new Set(certain.map(({ id }) => id))
  return tree
    .held()
    .filter(
      ({ id, parentId }) =>
        !moved.has(id) && !taken.has(id) && parentId !== '' && tree.get(parentId) === undefined,
    )
}

/** Of children of one folder; each where it is now. */
async function lookAt(
  { look, places, signal }: Pick<Making, 'look' | 'places'> & { signal: AbortSignal },
  entries: readonly KnownEntry[],
): Promise<ReadonlyMap<string, LocalFact>> {
  const found = new Map<string, LocalFact>()
  const byFolder = new Map<
    string,
    { folder: readonly string[]; wishes: { name: string; known: KnownEntry }[] }
  >()
  for (const known of entries) {
    const names = places.namesOf(known)
    const folder = names.slice(0, -1)
    const group = byFolder.get(folder.join('/')) ?? { folder, wishes: [] }
    group.wishes.push({ name: names.at(-1) ?? '', known })
    byFolder.set(folder.join('/'), group)
  }
  for (const { folder, wishes } of byFolder.values()) {
    const facts = await look.look(places.at(folder), wishes, signal)
    for (const { name, known } of wishes) {
      const fact = facts.get(name)
      if (fact !== undefined) found.set(known.id, fact)
    }
  }
  return found
}

function notListed(path: string): PlanItem {
  const name = path.split('/').at(-1) ?? ''
  return {
    ...{ kind: 'skip', action: 'none', reason: 'not-listed', entry: 'folder', id: '', parentId: '' },
    ...{ remoteName: name, localName: '', entityId: '', sizeBytes: 0, modifiedAtMs: 0, path },
  }
}

/** Asked of the folder itself where it is there; a plan must not make it. */
async function rulesOfVolume({ ports }: SyncParts, { id: askerId, localRoot }: SyncPair): Promise<NameRules> {
  const { disk, nameRules, logger } = ports
  // Not there to be asked: names that fit any volume.
  const strict = { ...nameRules, caseSensitive: false, normalizing: true }
  if ((await disk.stat(localRoot))?.kind !== 'folder') return strict
  try {
    return await volumeRules({ disk, root: localRoot, rules: nameRules, askerId })
  } catch (error) {
    // A disk that cannot be asked cannot be written to either, and the run will say why.
    logger.log('info', 'the volume was not asked for its names', { reason: String(error) })
    return nameRules
  }
}
