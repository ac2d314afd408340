// Dragging chosen rows to another place in the line: downloads among downloads, files among the files of their download.
// What is dragged stays in this page's memory, so that a drag from elsewhere can never move anything.

import { useEffect, useRef } from 'react'
import type { QueueMove } from '../../../../core/model/queue-move.ts'
import type { QueueFeature } from '../queue-store.ts'
import { chooseOnly, keyOf, type ChosenRow } from './choice.ts'
import { mayHaveMoved, mostMoved } from './permitted.ts'
import type { RowActs } from './row-acts.ts'

interface DragParts {
  readonly queue: QueueFeature
  readonly acts: RowActs
  readonly total: number
  /** The list is not in the order of the line. */
  readonly off: boolean
  at(position: number): ChosenRow | undefined
}

export function useRowDragging(root: { readonly current: HTMLElement | null }, parts: DragParts): void {
  const latest = useRef(parts)
  useEffect(() => {
    latest.current = parts
  })
  useEffect(() => {
    const element = root.current
    if (element === null) return undefined
    const drag = createDrag(() => latest.current)
    const listeners = Object.entries(drag) as [keyof HTMLElementEventMap, (event: DragEvent) => void][]
    for (const [name, listener] of listeners) element.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of listeners) element.removeEventListener(name, listener as EventListener)
    }
  }, [root])
}

interface DropPlace {
  readonly element: HTMLElement
  readonly side: 'before' | 'after'
  readonly move: QueueMove
}

function createDrag(parts: () => DragParts) {
  let dragged: readonly ChosenRow[] = []
  let over: HTMLElement | undefined
  const mark = (place: DropPlace | undefined) => {
    if (over !== undefined && over !== place?.element) delete over.dataset['drop']
    over = place?.element
    if (place !== undefined) place.element.dataset['drop'] = place.side
  }
  const end = () => {
    mark(undefined)
    dragged = []
  }
  return {
    dragstart(event: DragEvent) {
      const { queue, at, off } = parts()
      const position = positionOf(event)
      const chosen = position === undefined ? undefined : at(position)
      if (off || position === undefined || chosen === undefined) return
      if (!queue.choice.getState().rows.has(keyOf(chosen)))
        queue.choice.setState(chooseOnly(position, chosen), true)
      const rows = [...queue.choice.getState().rows.values()]
      dragged = rows.filter((one) => mayHaveMoved(one) && isBeside(one, chosen)).slice(0, mostMoved)
      if (event.dataTransfer === null) return
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', chosen.row.name)
    },
    dragover(event: DragEvent) {
      const place = dropPlace(event, dragged, parts())
      mark(place)
      if (place === undefined) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'move'
    },
    drop(event: DragEvent) {
      const place = dropPlace(event, dragged, parts())
      if (place !== undefined) {
        event.preventDefault()
        void parts().acts.move(dragged, place.move)
      }
      end()
    },
    dragend: end,
  }
}

function isBeside(one: ChosenRow, other: ChosenRow): boolean {
  return one.level === other.level && (one.level === 1 || one.row.batchId === other.row.batchId)
}

function dropPlace(event: DragEvent, dragged: readonly ChosenRow[], parts: DragParts): DropPlace | undefined {
  const element = rowOf(event)
  const position = positionOf(event)
  const [first] = dragged
  if (element === undefined || position === undefined || first === undefined) return undefined
  const target = parts.at(position)
  if (target === undefined || !isBeside(first, target)) return undefined
  if (dragged.some((one) => keyOf(one) === keyOf(target))) return undefined
  const { top, height } = element.getBoundingClientRect()
  if (event.clientY < top + height / 2) return { element, side: 'before', move: before(target) }
  const next = nextBeside(parts, position, { target, dragged })
  return { element, side: 'after', move: next === undefined ? { kind: 'last' } : before(next) }
}

const before = ({ row, level }: ChosenRow): QueueMove => ({
  kind: 'before',
  id: level === 1 ? row.batchId : row.id,
})

/** The files of an open download lie between it and the next one; what is dragged leaves its place. */
function nextBeside(
  { at, total }: DragParts,
  position: number,
  { target, dragged }: { target: ChosenRow; dragged: readonly ChosenRow[] },
): ChosenRow | undefined {
  const leaving = new Set(dragged.map(keyOf))
  for (let index = position + 1; index < total; index += 1) {
    const one = at(index)
    if (one === undefined) return undefined
    if (isBeside(one, target) && !leaving.has(keyOf(one))) return one
    if (target.level === 2 && one.level === 1) return undefined
  }
  return undefined
}

function rowOf({ target }: DragEvent): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>('[data-position]')) || undefined
}

function positionOf(event: DragEvent): number | undefined {
  const text = rowOf(event)?.dataset['position']
  return text === undefined ? undefined : Number(text) - 1
}
