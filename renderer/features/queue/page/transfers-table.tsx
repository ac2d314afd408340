// The table of all transfers: a window of rows under its headers, chosen like files in a file manager, and moved by
// dragging.

import { useEffect, useState, type MouseEvent } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import type { FlatRow } from '../flat-rows.ts'
import { WaitingRow } from '../queue-list.tsx'
import { isSearching } from '../queue-store.ts'
import { useQueueWindow } from '../use-queue-window.ts'
import { chooseOnly, keyOf, noChoice, renewed, type ChosenRow } from './choice.ts'
import type { ColumnId } from './columns.ts'
import { useRowDragging } from './drag-rows.ts'
import { QueueMenu, type MenuPoint } from './queue-menu.tsx'
import { TableHeader } from './table-header.tsx'
import { createTableKeys } from './table-keys.ts'
import { pageRowHeight, TableRow, tableHeightOf } from './table-row.tsx'
import { useTableStyles } from './table-styles.ts'
import { useRowActs } from './use-row-acts.ts'

export function TransfersTable({ columns }: { columns: readonly ColumnId[] }) {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useTableStyles()
  const acts = useRowActs()
  const choice = useStore(queue.choice)
  const searching = useStore(queue.store, ({ narrowed }) => isSearching(narrowed))
  // Elsewhere than in the order of their turn there is nowhere to drag to.
  const moves = useStore(queue.store, ({ order }) => order === 'line') && !searching
  const list = useQueueWindow(tableHeightOf)
  const { flat, items, openIndex, scroller, setActiveId, tabStop, virtual } = list
  const [menu, setMenu] = useState<MenuPoint>()
  const at = (position: number) => chosenAt(flat.at(position), searching)
  useFreshChoice(items.map(({ index }) => at(index)))
  const keys = createTableKeys({
    queue,
    acts,
    flat,
    at,
    scrollTo: (position) => virtual.scrollToIndex(position),
  })
  useRowDragging(scroller, { at, total: flat.total, acts, queue, off: !moves })

  const openMenu = (event: MouseEvent) => {
    const position = positionOf(event.target)
    const chosen = position === undefined ? undefined : at(position)
    if (position === undefined || chosen === undefined) return
    event.preventDefault()
    if (!choice.rows.has(keyOf(chosen))) queue.choice.setState(chooseOnly(position, chosen), true)
    const box = (event.target as Element).getBoundingClientRect()
    // By the keyboard there is no pointer: below the row.
    setMenu(event.clientX > 0 ? { x: event.clientX, y: event.clientY } : { x: box.left + 48, y: box.bottom })
  }

  return (
    <div
      role="treegrid"
      aria-label={words('queue.list')}
      aria-multiselectable
      aria-rowcount={flat.total}
      className={styles.table}
      data-transfers-table
    >
      <TableHeader columns={columns} />
      <div
        ref={scroller}
        role="rowgroup"
        className={styles.scroller}
        tabIndex={-1}
        onKeyDown={keys.onKeyDown}
        onClick={(event) => keys.onClick(event, positionOf(event.target))}
        onContextMenu={openMenu}
        onFocus={({ target }) => setActiveId(target.closest<HTMLElement>('[data-row-id]')?.dataset['rowId'])}
      >
        <div role="none" className={styles.body} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const chosen = at(index)
            if (chosen === undefined)
              return <WaitingRow key={`waiting ${index}`} top={start} height={pageRowHeight} />
            return (
              <TableRow
                key={keyOf(chosen)}
                row={chosen.row}
                top={start}
                position={index + 1}
                level={flat.at(index).level}
                inBatch={chosen.level === 2}
                open={flat.at(index).level === 1 && index === openIndex}
                active={chosen.row.id === tabStop}
                chosen={choice.rows.has(keyOf(chosen))}
                draggable={moves}
                columns={columns}
              />
            )
          })}
        </div>
      </div>
      <QueueMenu
        point={menu}
        onClose={() => {
          setMenu(undefined)
          focusPosition(scroller.current, queue.choice.getState().active)
        }}
      />
    </div>
  )
}

/** What a search finds are single files of downloads, whatever the list looks like. */
function chosenAt({ row, level }: FlatRow, searching: boolean): ChosenRow | undefined {
  return row === undefined ? undefined : { row, level: searching ? 2 : level }
}

function positionOf(target: EventTarget): number | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-position]') : null
  return element === null ? undefined : Number(element.dataset['position']) - 1
}

function focusPosition(list: HTMLElement | null, position: number): void {
  // A dialog that a command opened has the keyboard already.
  if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return
  list?.querySelector<HTMLElement>(`[data-position="${position + 1}"]`)?.focus()
}

/** The rows change while they are chosen: buttons go by what they are now. */
function useFreshChoice(shown: readonly (ChosenRow | undefined)[]): void {
  const { queue } = useReverie()
  useEffect(() => {
    const fresh = shown.filter((one) => one !== undefined)
    queue.choice.setState((choice) => renewed(choice, fresh), true)
  })
  useEffect(() => () => queue.choice.setState(noChoice, true), [queue])
}
