// The edge of a column: dragged, or moved with the arrow keys while it has the keyboard. A double click gives back the
// usual width.

import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { useHeaderStyles } from './file-list-styles.ts'
import { columnBounds, usualWidths, widthOf, withWidth, type ColumnId } from './folder-view.ts'

const stepPixels = 16

export function ColumnHandle({ column }: { column: ColumnId }) {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useHeaderStyles()
  const width = useStore(browser.store, ({ view }) => widthOf(view, column))
  const start = useRef<{ readonly x: number; readonly width: number }>(undefined)
  const sign = words.direction === 'rtl' ? -1 : 1
  const set = (pixels: number) => browser.setView(withWidth(browser.store.getState().view, column, pixels))
  const onPointerDown = (event: PointerEvent) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width }
  }
  const onPointerMove = (event: PointerEvent) => {
    const from = start.current
    if (from !== undefined) set(from.width + sign * (event.clientX - from.x))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    event.stopPropagation()
    set(width + sign * (event.key === 'ArrowRight' ? stepPixels : -stepPixels))
  }
  return (
    <span
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={words('browser.column.resize', { column: words(`browser.column.${column}`) })}
      aria-valuenow={width}
      aria-valuemin={columnBounds.min}
      aria-valuemax={columnBounds.max}
      className={styles.handle}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (start.current = undefined)}
      onDoubleClick={() => set(usualWidths[column])}
      onKeyDown={onKeyDown}
    />
  )
}
