// Which rows are drawn, always the same number of them: so each one that leaves at one end comes in at the other with
// another entry in it, which is a fraction of the work of a new one. Pure but for the number, which only grows.

interface ShownRange {
  readonly startIndex: number
  readonly endIndex: number
  readonly overscan: number
  readonly count: number
}

/** A row more or less is to be seen while one scrolls; beginning with some to spare, the number stays. */
const spareRows = 2

/** Indexes without a gap, those that can be seen in the middle. */
export function createRowWindow(): (range: ShownRange) => number[] {
  let most = 0
  return ({ startIndex, endIndex, overscan, count }) => {
    const shown = endIndex - startIndex + 1 + 2 * overscan
    if (shown > most) most = shown + spareRows
    const length = Math.min(count, most)
    const first = Math.max(0, Math.min(startIndex - overscan, count - length))
    return Array.from({ length }, (_, at) => first + at)
  }
}

/** The row element that shows an index. */
export function slotOf(index: number, drawn: number): number {
  return index % drawn
}

/** Each row element where it is in the page already: moving one is work too. */
export function inSlots<Item extends { readonly index: number }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => slotOf(a.index, items.length) - slotOf(b.index, items.length))
}
