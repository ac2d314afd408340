// One list out of two windows: the batches and single transfers, and below the open batch its files. Pure arithmetic on
// positions; rows that are not loaded yet are undefined.

import type { QueueRow } from '../../../contract/views.ts'
import type { LoadedRows } from './window-feed.ts'

export interface FlatRows {
  readonly total: number
  at(position: number): FlatRow
  /** Which rows of each window the positions [first, last] show. */
  split(first: number, last: number): { top: Span | undefined; inside: Span | undefined }
}

export interface FlatRow {
  readonly level: 1 | 2
  readonly row: QueueRow | undefined
}

export interface Span {
  readonly first: number
  readonly last: number
}

export interface FlatParts {
  readonly top: LoadedRows
  readonly inside: LoadedRows
  /** Index of the open batch among the top rows; -1 when none is open. */
  readonly openIndex: number
}

export function flattenRows({ top, inside, openIndex }: FlatParts): FlatRows {
  const isOpen = openIndex >= 0 && openIndex < top.total
  const insideTotal = isOpen ? inside.total : 0
  const locate = (position: number): { level: 1 | 2; index: number } => {
    if (!isOpen || position <= openIndex) return { level: 1, index: position }
    if (position <= openIndex + insideTotal) return { level: 2, index: position - openIndex - 1 }
    return { level: 1, index: position - insideTotal }
  }
  return {
    total: top.total + insideTotal,
    at(position) {
      const { level, index } = locate(position)
      const window = level === 1 ? top : inside
      return { level, row: window.rows[index - window.offset] }
    },
    split(first, last) {
      const topSpan = spanOf(1, { first, last }, locate)
      const insideSpan = spanOf(2, { first, last }, locate)
      return {
        top: topSpan ?? (isOpen ? { first: openIndex, last: openIndex } : undefined),
        inside: insideSpan,
      }
    },
  }
}

function spanOf(
  level: 1 | 2,
  { first, last }: Span,
  locate: (position: number) => { level: 1 | 2; index: number },
): Span | undefined {
  const indexes: number[] = []
  for (let position = first; position <= last; position += 1) {
    const place = locate(position)
    if (place.level === level) indexes.push(place.index)
  }
  const low = indexes[0]
  const high = indexes.at(-1)
  return low === undefined || high === undefined ? undefined : { first: low, last: high }
}
