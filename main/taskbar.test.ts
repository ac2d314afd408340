import { expect, it } from 'vitest'
import type { QueueTotals } from '../core/engine-api.ts'
import { createFailure } from '../core/model/failure.ts'
import { stateKinds, type StateKind } from '../core/model/transfer.ts'
import { followTaskbar, taskbarView } from './taskbar.ts'

function totals(byState: Partial<Record<StateKind, number>>, parts: Partial<QueueTotals> = {}): QueueTotals {
  const zero = Object.fromEntries(stateKinds.map((kind) => [kind, 0])) as Record<StateKind, number>
  return {
    revision: 1,
    byState: { ...zero, ...byState },
    bytesLeft: 0,
    bytesPerSecond: 0,
    holds: [],
    ...parts,
  }
}
const hold = {
  cause: { scope: 'queue' },
  failure: createFailure('offline'),
  transfers: 1,
} as const

it.each([
  ['nothing to do', totals({ completed: 4 }), undefined, { progress: -1, mode: 'paused', badge: 0 }],
  [
    'half way',
    totals({ downloading: 2, queued: 3, completed: 1 }),
    0.5,
    { progress: 0.5, mode: 'normal', badge: 5 },
  ],
  ['paused', totals({ paused: 3 }), 0.25, { progress: 0.25, mode: 'paused', badge: 0 }],
  ['held', totals({ held: 3 }, { holds: [hold] }), 0.25, { progress: 0.25, mode: 'error', badge: 3 }],
])('%s', (_name, given, fraction, view) => {
  expect(taskbarView(given, fraction)).toEqual(view)
})

it('tells the system only what is new, and nothing once it is disposed of', () => {
  const said: unknown[] = []
  const listeners = new Set<() => void>()
  const on = (listener: (value: never) => void) => {
    const call = listener as () => void
    listeners.add(call)
    return () => void listeners.delete(call)
  }
  let now = totals({ downloading: 1 }, { bytesLeft: 1_000 })
  const stop = followTaskbar({
    app: { setBadgeCount: (count) => (said.push(count), true) },
    queue: { totals: () => now, onChanged: on, onProgress: on },
    window: () => ({
      isDestroyed: () => false,
      setProgressBar: (progress, options) => void said.push([progress, options?.mode]),
    }),
  })
  const tell = (next: QueueTotals) => {
    now = next
    listeners.forEach((listener) => listener())
  }
  tell(totals({ downloading: 1 }, { bytesLeft: 999 }))
  tell(totals({ downloading: 1 }, { bytesLeft: 400 }))
  tell(totals({ completed: 1 }))
  expect(said).toEqual([[0, 'normal'], 1, [0.6, 'normal'], 1, [-1, 'paused'], 0])
  stop()
  expect(listeners.size).toBe(0)
})
