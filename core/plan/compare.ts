// Compares one folder of the site with what is known of it and with what lies here, and says what would have to be done.
// Total and pure: facts in, items out. Nothing in here decides by a clock alone, and nothing deletes: what is missing on
// the site is handed back, since it may only have moved (removals.ts).

import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, FileEntry } from '../model/entry.ts'
import { collisionKey, createNameRegistry } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import type { KnownEntry, PlanAction, PlanItem, PlanKind, PlanReason } from '../model/sync.ts'
import type { Wanted } from './wanted.ts'

export interface KnownTree {
  get(id: string): KnownEntry | undefined
  /** Of the pair's own folder: of ''. */
  children(parentId: string): Iterable<KnownEntry>
}

/** What lies under a name here. */
export interface LocalFact {
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly sizeBytes: number
  readonly modifiedAtMs: number
  /** Of a known file: whether it is still what was put here. */
  readonly ours: boolean
  /** The version that landed there, as long as nobody touched the file since. */
  readonly landed?: { readonly fileId: string; readonly entityId: string }
}

export interface FolderView {
  /** '' for the pair's own folder. */
  readonly id: string
  readonly uri: CloudUri
  /** Names below the pair's folder, on the site and here. */
  readonly remotePath: readonly string[]
  readonly localPath: readonly string[]
  /** The listing, to its end. */
  readonly entries: readonly Entry[]
}

/** A folder that is looked into next. */
export interface Below {
  readonly id: string
  readonly uri: CloudUri
  readonly remotePath: readonly string[]
  readonly localPath: readonly string[]
}

export interface Compared {
  readonly items: readonly PlanItem[]
  /** Known to be in this folder, and not listed in it. */
  readonly missing: readonly KnownEntry[]
  /** Known entries that are listed here and were elsewhere. */
  readonly movedIn: readonly string[]
  readonly below: readonly Below[]
}

export interface CompareRules {
  readonly names: NameRules
  readonly wanted: Wanted
  /** Where a known entry is now, below the pair's folder. */
  pathOf(known: KnownEntry): string
}

/** Coarsest file times among the systems that people copy to (FAT: 2 s). */
const coarsestMs = 2_000
/** A time is handed to the system in seconds with a fraction, and may come back a little less. */
const roundedMs = 1

interface Judged {
  readonly entry: Entry
  readonly known: KnownEntry | undefined
  readonly whyNot: PlanReason | undefined
  readonly localName: string
}

/** Local names of everything that is wanted: those given before stay, whatever comes later. */
export function nameEntries(view: FolderView, tree: KnownTree, rules: CompareRules): readonly Judged[] {
  const judged = view.entries.map((entry) => {
    const found = tree.get(entry.id)
    const known = found?.kind === entry.kind ? found : undefined
    return { entry, known, whyNot: rules.wanted.whyNot(entry, view.remotePath) }
  })
  const stays = ({ entry, known, whyNot }: (typeof judged)[number]) =>
    whyNot === undefined && known?.parentId === view.id && known.remoteName === entry.name
  const register = createNameRegistry(
    rules.names,
    judged.filter(stays).map(({ known }) => known?.localName ?? ''),
  )
  return judged.map((one) => {
    if (one.whyNot !== undefined) return { ...one, localName: '' }
    return {
      ...one,
      localName: stays(one) ? (one.known?.localName ?? '') : register(one.entry.name, one.entry.id),
    }
  })
}

export interface LocalSide {
  /** By local name, in the folder as it lies here now. */
  readonly facts: ReadonlyMap<string, LocalFact>
}

export function compareFolder(
  view: FolderView,
  { judged, facts }: { judged: readonly Judged[] } & LocalSide,
  { tree, rules }: { tree: KnownTree; rules: CompareRules },
): Compared {
  const items: PlanItem[] = []
  const below: Below[] = []
  const movedIn: string[] = []
  const listed = new Set(view.entries.map(({ id }) => id))
  const before = [...tree.children(view.id)]
  const keyOf = (name: string) => collisionKey(name, rules.names)
  const names = new Set(before.map(({ localName }) => keyOf(localName)))
  for (const one of judged) {
    const { entry, known, whyNot, localName } = one
    if (known !== undefined && known.parentId !== view.id) movedIn.push(known.id)
    if (whyNot !== undefined) {
      items.push(...leaveOut(view, one, rules))
      continue
    }
    const fact = facts.get(localName)
    // What has the name and never came from here: it will be kept beside.
    const isStranger = fact !== undefined && !names.has(keyOf(localName))
    items.push(
      ...(entry.kind === 'folder'
        ? compareFolderEntry(view, one, { fact, isStranger, rules })
        : compareFile(view, { ...one, entry }, { fact, isStranger, rules })),
    )
    if (entry.kind === 'folder') {
      const remotePath = [...view.remotePath, entry.name]
      below.push({ id: entry.id, uri: entry.uri, remotePath, localPath: [...view.localPath, localName] })
    }
  }
  return { items, missing: before.filter(({ id }) => !listed.has(id)), movedIn, below }
}

interface Doing {
  readonly kind: PlanKind
  readonly action: PlanAction
  readonly reason: PlanReason
}

function itemOf(view: FolderView, { entry, localName }: Judged, doing: Doing): PlanItem {
  const file = entry.kind === 'file' ? entry : undefined
  return {
    ...doing,
    entry: entry.kind,
    id: entry.id,
    parentId: view.id,
    remoteName: entry.name,
    localName,
    entityId: file?.entityId ?? '',
    sizeBytes: file?.sizeBytes ?? 0,
    modifiedAtMs: entry.modifiedAtMs,
    path: [...view.localPath, localName === '' ? entry.name : localName].join('/'),
    ...(file === undefined ? {} : { uri: entry.uri }),
  }
}

/** What is not wanted any more stays where it is: nobody deletes because of a rule. */
function leaveOut(view: FolderView, one: Judged, rules: CompareRules): PlanItem[] {
  const reason = one.whyNot ?? 'ignored'
  // A first version that is being uploaded over an empty file: wait and see.
  const action = one.known === undefined || reason === 'uploading' ? 'none' : 'forget'
  const item = itemOf(view, one, { kind: 'skip', action, reason })
  return [one.known === undefined ? item : { ...item, path: rules.pathOf(one.known) }]
}

interface Beside {
  readonly fact: LocalFact | undefined
  readonly isStranger: boolean
  readonly rules: CompareRules
}

function compareFolderEntry(view: FolderView, one: Judged, beside: Beside): PlanItem[] {
  const { known } = one
  const { fact } = beside
  if (known !== undefined && isElsewhere(view, one, known)) return [moveItem(view, one, { known, ...beside })]
  if (fact?.kind === 'folder')
    return known === undefined
      ? [itemOf(view, one, { kind: 'adopt', action: 'make', reason: 'already-here' })]
      : []
  if (fact !== undefined)
    return [itemOf(view, one, { kind: 'conflict', action: 'make', reason: 'in-the-way' })]
  const reason = known === undefined ? 'new' : 'missing-here'
  return [itemOf(view, one, { kind: 'create', action: 'make', reason })]
}

type JudgedFile = Judged & { readonly entry: FileEntry }

function compareFile(view: FolderView, one: JudgedFile, beside: Beside): PlanItem[] {
  const { entry, known } = one
  const { fact } = beside
  if (known === undefined) return [compareStranger(view, one, fact)]
  const isChanged = known.entityId !== entry.entityId
  if (isElsewhere(view, one, known)) {
    const update = { kind: 'update', action: 'fetch', reason: 'changed' } as const
    return [moveItem(view, one, { known, ...beside }), ...(isChanged ? [itemOf(view, one, update)] : [])]
  }
  if (fact === undefined)
    return [itemOf(view, one, { kind: 'create', action: 'fetch', reason: 'missing-here' })]
  if (fact.ours)
    return isChanged ? [itemOf(view, one, { kind: 'update', action: 'fetch', reason: 'changed' })] : []
  // It may be the site's newest already: put here by a run that could not record it any more.
  if (isHere(entry, fact))
    return [itemOf(view, one, { kind: 'adopt', action: 'adopt', reason: 'already-here' })]
  return [itemOf(view, one, { kind: 'conflict', action: 'fetch', reason: 'changed-here' })]
}

/** A file that never came from here may be the same one all the same. */
function compareStranger(view: FolderView, one: JudgedFile, fact: LocalFact | undefined): PlanItem {
  if (fact === undefined) return itemOf(view, one, { kind: 'create', action: 'fetch', reason: 'new' })
  if (isHere(one.entry, fact))
    return itemOf(view, one, { kind: 'adopt', action: 'adopt', reason: 'already-here' })
  const isSameLength = fact.kind === 'file' && fact.sizeBytes === one.entry.sizeBytes
  const reason = isSameLength ? 'same-length' : 'in-the-way'
  return itemOf(view, one, { kind: 'conflict', action: 'fetch', reason })
}

function isHere(entry: FileEntry, fact: LocalFact): boolean {
  const { landed } = fact
  if (landed?.fileId === entry.id) return landed.entityId === entry.entityId
  return looksLike(entry, fact)
}

/**
 * Length and time together, and the time to the millisecond as a download sets it; the site has no hash to go by
 * (cloudreve-api.md section 6.3). Disks that keep whole seconds only may be off by their coarseness.
 */
export function looksLike(
  { sizeBytes, modifiedAtMs }: Pick<FileEntry, 'sizeBytes' | 'modifiedAtMs'>,
  fact: Pick<LocalFact, 'kind' | 'sizeBytes' | 'modifiedAtMs'>,
): boolean {
  if (fact.kind !== 'file' || fact.sizeBytes !== sizeBytes) return false
  const offMs = Math.abs(fact.modifiedAtMs - modifiedAtMs)
  return sizeBytes === 0 || offMs <= roundedMs || (offMs <= coarsestMs && fact.modifiedAtMs % 1_000 === 0)
}

function isElsewhere(view: FolderView, { localName, entry }: Judged, known: KnownEntry): boolean {
  const isSame = known.parentId === view.id && known.localName === localName
  return !isSame || known.held || known.remoteName !== entry.name
}

function moveItem(
  view: FolderView,
  one: Judged,
  { known, isStranger, rules }: Beside & { known: KnownEntry },
): PlanItem {
  const reason = known.parentId === view.id ? 'renamed' : 'moved'
  const item = isStranger
    ? itemOf(view, one, { kind: 'conflict', action: 'move', reason: 'in-the-way' })
    : itemOf(view, one, { kind: 'rename', action: 'move', reason })
  return { ...item, fromPath: rules.pathOf(known) }
}
