// What may be done with which rows, where it is not one of the actions that the host lists in each row. Pure.

import { mayMove } from '../../../../core/model/queue-move.ts'
import type { StateKind, TransferAction } from '../../../../core/model/transfer.ts'
import type { ChosenRow } from './choice.ts'

/** Of more than these it is asked first: what is off the list does not come back. */
export const mostWithoutAsking = 10
/** They move in one request, so that they keep their order. */
export const mostMoved = 10_000

export function withAction(chosen: readonly ChosenRow[], action: TransferAction): readonly ChosenRow[] {
  return chosen.filter(({ row }) => row.actions.includes(action))
}

export function mayHaveMoved({ row }: ChosenRow): boolean {
  return row.type === 'batch'
    ? row.state !== 'completed' && row.state !== 'canceled'
    : mayMove(row.state satisfies StateKind)
}

/** Something landed, and nothing is on its way any more. */
export function mayRemoveFiles({ row }: ChosenRow): boolean {
  if (!row.actions.includes('remove')) return false
  return row.type === 'batch' ? row.filesDone > 0 : row.state === 'completed' && row.outcome !== 'skipped'
}
