// Places between places: a rank halfway between two neighbours, so that a move writes one row. Where halves no longer fit
// between two of them, the few that follow are spread out; the list as a whole is never renumbered.

export interface RankedList {
  /** Those behind a rank, in order; at most `limit`. */
  behind(rank: number, limit: number): readonly Ranked[]
  save(seq: number, rank: number): void
}

export interface Ranked {
  readonly seq: number
  readonly rank: number
}

const firstSpread = 16
/** A spread leaves room for many halves. */
const leastStep = 2 ** -20

/** A rank between the two; undefined where numbers end. */
export function between(before: number, after: number): number | undefined {
  const middle = before + (after - before) / 2
  return middle > before && middle < after ? middle : undefined
}

/** Makes room behind `rank`, whatever stands there now. */
export function spreadBehind(list: RankedList, rank: number): void {
  for (let count = firstSpread; ; count *= 2) {
    const found = list.behind(rank, count + 1)
    const isEnd = found.length <= count
    const moved = isEnd ? found : found.slice(0, count)
    const end = isEnd ? rank + moved.length + 1 : (found[count]?.rank ?? rank)
    const step = (end - rank) / (moved.length + 1)
    if (step < leastStep && !isEnd) continue
    moved.forEach(({ seq }, at) => list.save(seq, rank + step * (at + 1)))
    return
  }
}
