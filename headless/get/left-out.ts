// A zip that the site did not fill is told plainly: it is there, but it is not all of it.

import type { LeftOut, Transfer } from '../../core/model/transfer.ts'
import type { Output } from '../terminal/output.ts'

export function leftOutOf({ state }: Transfer): { leftOut?: LeftOut } {
  return state.kind === 'completed' && state.leftOut !== undefined ? { leftOut: state.leftOut } : {}
}

export function sayLeftOut(output: Pick<Output, 'problem'>, transfer: Transfer, path: string): void {
  const { leftOut } = leftOutOf(transfer)
  if (leftOut === undefined) return
  const { count, names } = leftOut
  const more = count > names.length ? ` and ${count - names.length} more` : ''
  const files = count === 1 ? 'a file' : `${count} files`
  output.problem(
    `${path}: the site left out ${files}: ${names.join(', ')}${more}. Download without --archive to get everything.`,
  )
}
