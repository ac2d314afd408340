// Keyboard and pointer in the table: walking, choosing one, several, a range or all, and the keys of the commands. A
// range may reach over rows that are not loaded: those are asked for.

import type { KeyboardEvent, MouseEvent } from 'react'
import type { QueueRow } from '../../../../contract/views.ts'
import { fits } from '../../browser/commands/command.ts'
import type { FlatRows } from '../flat-rows.ts'
import { focusRow, openOrClose, targetOf } from '../queue-keys.ts'
import { isSearching, type QueueFeature } from '../queue-store.ts'
import { chooseAll, chooseOnly, chooseRange, noChoice, toggle, type ChosenRow } from './choice.ts'
import { queueCommandList } from './queue-commands.ts'
import type { RowActs } from './row-acts.ts'

export interface TableParts {
  readonly queue: QueueFeature
  readonly acts: RowActs
  readonly flat: FlatRows
  at(position: number): ChosenRow | undefined
  scrollTo(position: number): void
}

export function createTableKeys(parts: TableParts) {
  const { queue, acts, at } = parts
  const set = (choice: Parameters<typeof queue.choice.setState>[0]) => queue.choice.setState(choice, true)
  const pick = (position: number, { add, range }: { add: boolean; range: boolean }) => {
    if (range) return void stretch(parts, position, add)
    const choose = (chosen: ChosenRow) =>
      set((choice) => (add ? toggle(choice, position, chosen) : chooseOnly(position, chosen)))
    const chosen = at(position)
    if (chosen !== undefined) choose(chosen)
    else void rowsBetween(parts, position, position).then((rows) => rows?.slice(0, 1).forEach(choose))
  }
  const choose = (event: KeyboardEvent, position: number): boolean => {
    const ctrl = event.ctrlKey || event.metaKey
    if (event.key === ' ') pick(position, { add: true, range: event.shiftKey })
    else if (ctrl && event.key.toLowerCase() === 'a') void chooseEverything(parts)
    else if (event.key === 'Escape') set(noChoice)
    else return false
    return true
  }
  return {
    onClick(event: MouseEvent, position: number | undefined) {
      if (position === undefined || isControl(event.target)) return
      pick(position, { add: event.ctrlKey || event.metaKey, range: event.shiftKey })
    },
    onKeyDown(event: KeyboardEvent) {
      const element =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-position]') : null
      if (element === null || event.target !== element) return
      const position = Number(element.dataset['position']) - 1
      if (walk(event, position, { ...parts, pick })) return event.preventDefault()
      const isMine =
        choose(event, position) ||
        openOrClose(event.key, { queue, row: at(position)?.row, level: parts.flat.at(position).level }) ||
        runKey(event, acts, [...queue.choice.getState().rows.values()])
      if (!isMine) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

type Pick = (position: number, how: { add: boolean; range: boolean }) => void

/** Arrows, Home and End; with Ctrl the keyboard walks and the choice stays. */
function walk(
  event: KeyboardEvent,
  position: number,
  { flat, scrollTo, pick }: TableParts & { pick: Pick },
): boolean {
  if (event.altKey) return false
  const target = targetOf(event.key, position, flat.total)
  if (target === undefined) return false
  const list = (event.target as Element).parentElement
  focusRow(list, target, scrollTo)
  if (event.shiftKey || !(event.ctrlKey || event.metaKey)) pick(target, { add: false, range: event.shiftKey })
  return true
}

function runKey(event: KeyboardEvent, acts: RowActs, chosen: readonly ChosenRow[]): boolean {
  const command = queueCommandList.find(
    ({ shortcut }) => shortcut !== undefined && fits(shortcut, event, true),
  )
  if (command === undefined) return false
  if (command.isEnabled(chosen)) command.run(acts, chosen)
  return true
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, input, label, a') !== null
}

async function stretch(parts: TableParts, position: number, add: boolean): Promise<void> {
  const { queue } = parts
  const { anchor } = queue.choice.getState()
  const from = anchor < 0 ? position : anchor
  const reach = await rowsBetween(parts, Math.min(from, position), Math.max(from, position))
  if (reach !== undefined)
    queue.choice.setState((choice) => chooseRange(choice, { position, reach, add }), true)
}

/** Every row of the list; the files of an open download go with it. */
async function chooseEverything({ queue, at }: TableParts): Promise<void> {
  const { top } = queue.store.getState()
  const level = at(0)?.level ?? 1
  const rows = await queue.rowsAt('top', 0, top.total - 1)
  if (rows !== undefined) queue.choice.setState((choice) => chooseAll(choice, withLevel(rows, level)), true)
}

async function rowsBetween(
  { queue, flat, at }: TableParts,
  first: number,
  last: number,
): Promise<readonly ChosenRow[] | undefined> {
  const positions = Array.from({ length: last - first + 1 }, (_none, index) => first + index)
  const loaded = positions.map(at)
  if (loaded.every((one) => one !== undefined)) return loaded
  const { top, inside } = flat.split(first, last)
  const levels = new Set(positions.map((position) => flat.at(position).level))
  const tops = levels.has(1) && top !== undefined ? await queue.rowsAt('top', top.first, top.last) : []
  const insides = inside === undefined ? [] : await queue.rowsAt('inside', inside.first, inside.last)
  if (tops === undefined || insides === undefined) return undefined
  const searching = isSearching(queue.store.getState().narrowed)
  return [...withLevel(tops, searching ? 2 : 1), ...withLevel(insides, 2)]
}

const withLevel = (rows: readonly QueueRow[], level: 1 | 2): readonly ChosenRow[] =>
  rows.map((row) => ({ row, level }))
