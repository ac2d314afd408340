// How a folder is shown: as a list or as tiles, with which columns, how wide, in which order. Pure; kept by
// view-memory.ts for each folder.

import { entryOrders, type EntryOrder, type OrderDirection } from '../../../core/model/entry.ts'

export const columnIds = ['name', 'size', 'modified', 'created', 'type'] as const
export type ColumnId = (typeof columnIds)[number]

export interface FolderView {
  readonly layout: 'list' | 'tiles'
  /** In the order of `columnIds`; the name is always among them. */
  readonly columns: readonly ColumnId[]
  /** Pixels; a column that is not named here has its usual width. The name takes what is left. */
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>
  readonly order: EntryOrder
  readonly direction: OrderDirection
}

export const defaultView: FolderView = {
  layout: 'list',
  columns: ['name', 'size', 'modified', 'type'],
  widths: {},
  order: 'name',
  direction: 'asc',
}

export const usualWidths: Readonly<Record<ColumnId, number>> = {
  name: 0,
  size: 96,
  modified: 196,
  created: 196,
  type: 128,
}
export const columnBounds = { min: 64, max: 480 } as const

/** The server's order of each column; undefined where it has none. */
export const orderOfColumn: Readonly<Record<ColumnId, EntryOrder | undefined>> = {
  name: 'name',
  size: 'size',
  modified: 'updated_at',
  created: 'created_at',
  type: undefined,
}

export function widthOf(view: FolderView, column: ColumnId): number {
  return view.widths[column] ?? usualWidths[column]
}

export function withWidth(view: FolderView, column: ColumnId, pixels: number): FolderView {
  const width = Math.round(Math.min(columnBounds.max, Math.max(columnBounds.min, pixels)))
  return { ...view, widths: { ...view.widths, [column]: width } }
}

/** Shown where it was not, and the other way round; the name cannot be hidden. */
export function withColumn(view: FolderView, column: ColumnId): FolderView {
  if (column === 'name') return view
  const shown = view.columns.includes(column)
  return {
    ...view,
    columns: columnIds.filter((id) => (id === column ? !shown : view.columns.includes(id))),
  }
}

/** The same column again turns it around; sizes and times begin with the largest and latest only then. */
export function withOrder(view: FolderView, order: EntryOrder): FolderView {
  const turned = view.direction === 'asc' ? 'desc' : 'asc'
  return { ...view, order, direction: view.order === order ? turned : 'asc' }
}

/** What was kept, checked: somebody may have edited it, or an older program may have written it. */
export function readView(kept: unknown): FolderView | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { layout, columns, widths, order, direction } = kept as Record<string, unknown>
  const named = columnIds.filter((id) => id === 'name' || (Array.isArray(columns) && columns.includes(id)))
  return {
    layout: layout === 'tiles' ? 'tiles' : 'list',
    columns: named,
    widths: readWidths(widths),
    order: entryOrders.find((one) => one === order) ?? defaultView.order,
    direction: direction === 'desc' ? 'desc' : 'asc',
  }
}

function readWidths(kept: unknown): FolderView['widths'] {
  if (typeof kept !== 'object' || kept === null) return {}
  const entries = columnIds.flatMap((id) => {
    const width = (kept as Record<string, unknown>)[id]
    const fits = typeof width === 'number' && width >= columnBounds.min && width <= columnBounds.max
    return fits ? [[id, width] as const] : []
  })
  return Object.fromEntries(entries)
}
