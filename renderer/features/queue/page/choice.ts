// Which transfers are chosen on their page, with what was last known of each, so that a choice may reach far beyond the
// rows that are loaded. Pure; the rules are those of a file manager.

import type { Selection } from '../../../../contract/treaty.ts'
import type { QueueRow } from '../../../../contract/views.ts'

export interface ChosenRow {
  readonly row: QueueRow
  /** 1: the whole download, also where it is one file. 2: one file of a download. */
  readonly level: 1 | 2
}

export interface Choice {
  readonly rows: ReadonlyMap<string, ChosenRow>
  /** Position of the keyboard, and where a Shift choice starts; -1 before there is one. */
  readonly active: number
  readonly anchor: number
}

export const noChoice: Choice = { rows: new Map(), active: -1, anchor: -1 }

/** Known by level too: a download of one file has the id of its file. */
export const keyOf = ({ row, level }: ChosenRow): string => `${level} ${row.id}`

export function chooseOnly(position: number, chosen: ChosenRow): Choice {
  return { rows: new Map([[keyOf(chosen), chosen]]), active: position, anchor: position }
}

export function toggle(choice: Choice, position: number, chosen: ChosenRow): Choice {
  const rows = new Map(choice.rows)
  if (!rows.delete(keyOf(chosen))) rows.set(keyOf(chosen), chosen)
  return { rows, active: position, anchor: position }
}

/** From the anchor to the position; `add`: beside what is chosen already. */
export function chooseRange(
  choice: Choice,
  { position, reach, add }: { position: number; reach: readonly ChosenRow[]; add: boolean },
): Choice {
  const rows = new Map([...(add ? choice.rows : []), ...byKey(reach)])
  return { rows, active: position, anchor: choice.anchor < 0 ? position : choice.anchor }
}

export function chooseAll(choice: Choice, reach: readonly ChosenRow[]): Choice {
  return { ...choice, rows: new Map(byKey(reach)) }
}

/** With what the host says of the rows now; those that it did not send are as they were. */
export function renewed(choice: Choice, fresh: readonly ChosenRow[]): Choice {
  const known = fresh.filter((one) => choice.rows.has(keyOf(one)))
  if (known.every((one) => choice.rows.get(keyOf(one))?.row === one.row)) return choice
  return { ...choice, rows: new Map([...choice.rows, ...byKey(known)]) }
}

const byKey = (reach: readonly ChosenRow[]) => reach.map((one): [string, ChosenRow] => [keyOf(one), one])

/** For what is done to the rows as they are shown. */
export function rowsOf(chosen: readonly ChosenRow[]): Selection {
  return {
    transferIds: chosen.filter(({ row }) => row.type === 'transfer').map(({ row }) => row.id),
    batchIds: chosen.filter(({ row }) => row.type === 'batch').map(({ row }) => row.id),
  }
}

/** For what is about the line: a download moves as a whole, a file within its download. */
export function placesOf(chosen: readonly ChosenRow[]): Selection {
  return {
    transferIds: chosen.filter(({ level }) => level === 2).map(({ row }) => row.id),
    batchIds: chosen.filter(({ level }) => level === 1).map(({ row }) => row.batchId),
  }
}

export interface Sums {
  readonly count: number
  readonly bytesTotal: number
}

/** A file inside of a download that is chosen too counts once. */
export function sumsOf(choice: Choice): Sums {
  const chosen = [...choice.rows.values()]
  const whole = new Set(chosen.filter(({ level }) => level === 1).map(({ row }) => row.batchId))
  const counted = chosen.filter(({ row, level }) => level === 1 || !whole.has(row.batchId))
  return {
    count: chosen.length,
    bytesTotal: counted.reduce((sum, { row }) => sum + row.bytesTotal, 0),
  }
}
