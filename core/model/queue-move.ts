// Another place in the line: of a batch among those of its queue, of a transfer among those of its batch. Pure values.

import type { StateKind } from './transfer.ts'

export const moveKinds = ['first', 'last', 'up', 'down', 'next'] as const

/**
 * `next` runs ahead of everything that waits, whatever the priorities; the last one told so comes first. Every other move
 * takes that back. `before` also joins the queue of the other one, and its priority where that is the higher one.
 */
export type QueueMove =
  { readonly kind: (typeof moveKinds)[number] } | { readonly kind: 'before'; readonly id: string }

/** It still has a turn, which an order can be about. */
export function mayMove(kind: StateKind): boolean {
  return kind !== 'completed' && kind !== 'canceled' && kind !== 'finishing'
}
