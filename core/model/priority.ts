// How urgent a batch or a transfer is beside the others: higher ones start first, and get more of a limit that several
// share. Where something stands among its equals is its rank, kept by core/store.

/** From the least to the most urgent. */
export const priorities = ['low', 'normal', 'high'] as const
export type Priority = (typeof priorities)[number]

/** -1, 0 and 1: the steps of core/transfer/limits.ts, and the levels of the line. */
export function levelOf(priority: Priority): number {
  return priorities.indexOf(priority) - 1
}

/** Of a level that something told to run next has (above all priorities), the highest. */
export function priorityOf(level: number): Priority {
  return priorities[Math.max(0, Math.min(priorities.length - 1, level + 1))] ?? 'normal'
}
