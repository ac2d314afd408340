// What the file list shows at a moment, and questions about it that several places ask. Pure.

import type { SpaceView } from '../../../contract/browser-views.ts'
import type { EntryView } from '../../../contract/views.ts'
import type { EntryOrder } from '../../../core/model/entry.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { Permission } from '../../../core/model/permission.ts'
import type { FolderView } from './folder-view.ts'
import { folderUriOf, type Trail } from './places.ts'
import { isSelected, selectedCount, type Selection } from './selection.ts'
import type { Panes } from './view-memory.ts'

export interface BrowserState {
  readonly trail: Trail
  readonly status: 'loading' | 'ready' | 'failed'
  /** Grows when what is shown is asked for from its beginning. */
  readonly looks: number
  readonly entries: readonly EntryView[]
  readonly keys: readonly string[]
  readonly nextPageToken: string | undefined
  /** Of the first page: the list is not there at all. */
  readonly failure: Failure | undefined
  readonly more: 'idle' | 'loading' | 'failed'
  readonly selection: Selection
  readonly view: FolderView
  /** What may be done here, as far as the site says so. */
  readonly may: readonly Permission[] | undefined
  /** Orders that the site offers here; undefined where it does not say. */
  readonly orders: readonly EntryOrder[] | undefined
  /** The site stopped searching before it had seen everything. */
  readonly incomplete: boolean
  /** The URI of the entry whose name is being edited. */
  readonly renaming: string | undefined
  readonly panes: Panes
  /** What the site lets this account do; undefined until it has said so. */
  readonly space: SpaceView | undefined
  /** The field that has been asked for: the path as text, or the search. */
  readonly asking: Asking
  /** What is being done on the site right now, in words. */
  readonly acting: string | undefined
  /** The last change that can be taken back. */
  readonly undoId: string | undefined
}

export type Asking = 'nothing' | 'path' | 'search'

export function chosenEntries({
  entries,
  selection,
}: Pick<BrowserState, 'entries' | 'selection'>): readonly EntryView[] {
  if (selection.everything && selection.keys.size === 0) return entries
  return entries.filter(({ uri }) => isSelected(selection, uri))
}

export function chosenCount({ keys, selection }: BrowserState): number {
  return selectedCount(selection, keys.length)
}

/** The one entry that is selected, when it is one. */
export function chosenEntry(state: BrowserState): EntryView | undefined {
  if (chosenCount(state) !== 1) return undefined
  const active = state.entries[state.selection.active]
  if (active !== undefined && isSelected(state.selection, active.uri)) return active
  return state.entries.find(({ uri }) => isSelected(state.selection, uri))
}

/** Where the site does not say, it is left to the site to refuse. */
export function isAllowed({ may }: BrowserState, permission: Permission): boolean {
  return may === undefined || may.includes(permission)
}

/** Results of a search lie together by folder, in the order in which the folders were found. */
export function groupByFolder(entries: readonly EntryView[]): readonly EntryView[] {
  const groups = new Map<string, EntryView[]>()
  for (const entry of entries) {
    const folder = folderUriOf(entry.uri)
    const group = groups.get(folder)
    if (group === undefined) groups.set(folder, [entry])
    else group.push(entry)
  }
  return [...groups.values()].flat()
}
