import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UpdateState } from '../../contract/update-treaty.ts'
import { transition, type UpdateEvent } from './transition.ts'

const release = { version: '0.2.0', notes: 'More.', sizeBytes: 1_000 }
const off: UpdateState = { kind: 'off', reason: 'system' }
const idle: UpdateState = { kind: 'idle' }
const checking: UpdateState = { kind: 'checking' }
const available: UpdateState = { kind: 'available', release }
const downloading: UpdateState = { kind: 'downloading', release, bytesDone: 400 }
const ready: UpdateState = { kind: 'ready', release }
const installing: UpdateState = { kind: 'installing', release }

const found: UpdateEvent = { kind: 'found', release }
const nothing: UpdateEvent = { kind: 'nothing', atMs: 7 }
const progress: UpdateEvent = { kind: 'progress', bytesDone: 500 }
const problem: UpdateEvent = { kind: 'problem', problem: 'corrupt' }
const events: readonly UpdateEvent[] = [
  ...(['check', 'download', 'downloaded', 'cancel', 'install'] as const).map((kind) => ({ kind })),
  ...[found, nothing, progress, problem],
]

describe('how an update goes', () => {
  it.each<[UpdateState, Partial<Record<UpdateEvent['kind'], UpdateState>>]>([
    [off, {}],
    [idle, { check: checking }],
    [
      checking,
      {
        found: available,
        nothing: { kind: 'idle', checkedAtMs: 7 },
        problem: { kind: 'idle', problem: 'corrupt' },
      },
    ],
    [available, { download: { kind: 'downloading', release, bytesDone: 0 }, check: checking }],
    [
      downloading,
      {
        progress: { kind: 'downloading', release, bytesDone: 500 },
        downloaded: ready,
        cancel: available,
        problem: { kind: 'available', release, problem: 'corrupt' },
      },
    ],
    [ready, { install: installing }],
    [installing, { problem: { kind: 'available', release, problem: 'corrupt' } }],
  ])('from %o every event leads where the drawing says, and the others nowhere', (state, leads) => {
    for (const event of events) expect(transition(state, event)).toEqual(leads[event.kind] ?? state)
  })

  it('never downloads or installs what nobody asked for', () => {
    const steps = fc.array(fc.constantFrom(...events), { maxLength: 30 })
    fc.assert(
      fc.property(steps, (all) => {
        let state: UpdateState = idle
        for (const event of all) {
          const next = transition(state, event)
          if (next.kind === 'downloading' && state.kind !== 'downloading') expect(event.kind).toBe('download')
          if (next.kind === 'installing' && state.kind !== 'installing') expect(event.kind).toBe('install')
          state = next
        }
      }),
    )
  })
})
