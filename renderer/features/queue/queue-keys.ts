// The keyboard in the list of transfers: arrows walk from row to row, right and left open and close a batch, Tab goes to
// the buttons of the row.

import type { KeyboardEvent } from 'react'
import type { QueueRow } from '../../../contract/views.ts'
import type { FlatRows } from './flat-rows.ts'
import type { QueueFeature } from './queue-store.ts'

interface RowKeyParts {
  readonly queue: QueueFeature
  readonly flat: FlatRows
  scrollTo(position: number): void
}

export function onRowKey(event: KeyboardEvent, { queue, flat, scrollTo }: RowKeyParts): void {
  const element =
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-position]') : null
  if (element === null || event.target !== element) return
  const position = Number(element.dataset['position']) - 1
  const { row } = flat.at(position)
  const target = targetOf(event.key, position, flat.total)
  if (target !== undefined) {
    event.preventDefault()
    focusRow(element.parentElement, target, scrollTo)
    return
  }
  if (openOrClose(event.key, { queue, row, level: 1 })) event.preventDefault()
}

/** Enter, or the arrow that fits; true where the key was one of them. */
export function openOrClose(
  key: string,
  { queue, row, level }: { queue: QueueFeature; row: QueueRow | undefined; level: 1 | 2 },
): boolean {
  if (row?.type !== 'batch' || level !== 1) return false
  const isOpen = queue.store.getState().openBatchId === row.id
  // Towards what is inside: the way that the text goes.
  const inward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const wants = /^Arrow(Left|Right)$/.test(key) ? key === inward : undefined
  if (key !== 'Enter' && (wants === undefined || wants === isOpen)) return false
  queue.toggleBatch(row.id)
  return true
}

export function targetOf(key: string, position: number, total: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(total - 1, position + 1)
    case 'ArrowUp':
      return Math.max(0, position - 1)
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return undefined
  }
}

/** Ten seconds of a screen; a host that takes longer has other troubles. */
const mostFrames = 600

/**
 * The row may have to be scrolled to, and to come from the host first. Until it is there the list around it has the
 * keyboard, which would else fall to nobody with the row that scrolls away.
 */
export function focusRow(
  list: HTMLElement | null,
  position: number,
  scrollTo: (position: number) => void,
): void {
  const find = () => list?.querySelector<HTMLElement>(`[data-position="${position + 1}"]`)
  const keeper = list?.parentElement
  scrollTo(position)
  const row = find()
  if (row instanceof HTMLElement) return row.focus()
  keeper?.focus({ preventScroll: true })
  const wait = (frames: number) => {
    if (document.activeElement !== keeper) return
    const drawn = find()
    if (drawn instanceof HTMLElement) drawn.focus()
    else if (frames > 0) requestAnimationFrame(() => wait(frames - 1))
  }
  requestAnimationFrame(() => wait(mostFrames))
}
