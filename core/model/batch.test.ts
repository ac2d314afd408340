import { describe, expect, it } from 'vitest'
import { batchActionsFor, batchStateKind, countTransfers } from './batch.ts'
import type { BatchCounts, BatchStateKind, Walk } from './batch.ts'
import { createFailure } from './failure.ts'
import { stateKinds } from './transfer.ts'
import type { StateKind } from './transfer.ts'

const failure = createFailure('network')
const walks: Record<Walk['kind'], Walk> = {
  walking: { kind: 'walking' },
  waiting: { kind: 'waiting', failure, retryAtMs: 1, tries: 1 },
  held: { kind: 'held', failure },
  stopped: { kind: 'stopped' },
  failed: { kind: 'failed', failure },
  done: { kind: 'done' },
}

function counts(by: Partial<Record<StateKind, number>>): BatchCounts {
  const zero = Object.fromEntries(stateKinds.map((kind) => [kind, 0])) as Record<StateKind, number>
  return { byState: { ...zero, ...by }, bytesTotal: 0, bytesDone: 0 }
}

const rows: [Walk['kind'], Partial<Record<StateKind, number>>, BatchStateKind][] = [
  ['done', {}, 'completed'],
  ['done', { completed: 3 }, 'completed'],
  ['done', { completed: 3, canceled: 1 }, 'canceled'],
  ['done', { canceled: 2 }, 'canceled'],
  ['done', { completed: 9, failed: 1 }, 'failed'],
  ['done', { completed: 9, failed: 1, queued: 1 }, 'running'],
  ['done', { failed: 1, paused: 1 }, 'paused'],
  ['done', { paused: 1, held: 1 }, 'held'],
  ['done', { held: 1, waiting: 1 }, 'waiting'],
  ['done', { waiting: 1, queued: 1 }, 'running'],
  ['done', { resolving: 1, paused: 5 }, 'running'],
  ['done', { finishing: 1 }, 'running'],
  ['walking', {}, 'walking'],
  ['walking', { queued: 4 }, 'walking'],
  ['walking', { downloading: 1 }, 'running'],
  ['walking', { completed: 4, failed: 1 }, 'walking'],
  ['waiting', { completed: 4 }, 'waiting'],
  ['held', { completed: 4 }, 'held'],
  ['held', { waiting: 1 }, 'waiting'],
  ['failed', {}, 'failed'],
  ['failed', { completed: 4 }, 'failed'],
  ['failed', { queued: 1 }, 'running'],
  ['stopped', {}, 'paused'],
  ['stopped', { canceled: 1, completed: 4 }, 'canceled'],
  ['stopped', { paused: 1 }, 'paused'],
  ['stopped', { completed: 4 }, 'paused'],
]

describe('batchStateKind', () => {
  it('a walk that was canceled says so, whether it had found anything or not', () => {
    const canceled: Walk = { kind: 'stopped', canceled: true }
    expect([{}, { completed: 4 }, { paused: 1 }].map((by) => batchStateKind(canceled, counts(by)))).toEqual([
      ...['canceled', 'canceled', 'paused'],
    ])
  })

  it.each(rows)('walk %s with %o is %s', (walk, by, expected) => {
    expect(batchStateKind(walks[walk], counts(by))).toBe(expected)
  })

  it.each<[Walk['kind'], Partial<Record<StateKind, number>>, BatchStateKind]>([
    ['walking', {}, 'later'],
    ['done', { queued: 2, completed: 1 }, 'later'],
    ['done', { downloading: 1, queued: 1 }, 'running'],
    ['done', { paused: 2 }, 'paused'],
    ['done', { completed: 2 }, 'completed'],
  ])('walk %s with %o before its start is %s', (walk, by, expected) => {
    expect(batchStateKind(walks[walk], counts(by), 1)).toBe(expected)
  })

  it('offers pause and cancel exactly while something can still happen', () => {
    const live: BatchStateKind[] = ['walking', 'running', 'waiting', 'held']
    for (const [walk, by] of rows) {
      const kind = batchStateKind(walks[walk], counts(by))
      expect(batchActionsFor(kind).includes('pause')).toBe(live.includes(kind))
    }
  })

  it('counts every transfer once', () => {
    expect(countTransfers(counts({ queued: 2, failed: 3, completed: 4 }))).toBe(9)
  })
})
