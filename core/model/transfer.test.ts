import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFailure } from './failure.ts'
import { actionsFor, isActive, isEnded, stateKinds, statesAllowing, transition } from './transfer.ts'
import type { StateKind, TransferEvent, TransferState } from './transfer.ts'

const failure = createFailure('network', 'planned')
const cause = { scope: 'queue' } as const

const events: Record<TransferEvent['type'], TransferEvent> = {
  granted: { type: 'granted' },
  linked: { type: 'linked' },
  'link-lost': { type: 'link-lost' },
  'bytes-durable': { type: 'bytes-durable' },
  committed: { type: 'committed', path: '/t/a' },
  skipped: { type: 'skipped', path: '/t/a' },
  trouble: { type: 'trouble', failure, retryAtMs: 5, tries: 2 },
  hold: { type: 'hold', failure, cause },
  'give-up': { type: 'give-up', failure },
  pause: { type: 'pause' },
  yield: { type: 'yield' },
  cancel: { type: 'cancel' },
  requeue: { type: 'requeue' },
  recovered: { type: 'recovered' },
}

const states: Record<StateKind, TransferState> = {
  queued: { kind: 'queued' },
  resolving: { kind: 'resolving' },
  downloading: { kind: 'downloading' },
  finishing: { kind: 'finishing' },
  waiting: { kind: 'waiting', failure, retryAtMs: 1, tries: 1 },
  held: { kind: 'held', failure, cause },
  paused: { kind: 'paused' },
  completed: { kind: 'completed', path: '/t/a', outcome: 'downloaded' },
  failed: { kind: 'failed', failure },
  canceled: { kind: 'canceled' },
}

/** Where every event leads from every state; a state that is not named stays as it is. */
const table: Record<TransferEvent['type'], Partial<Record<StateKind, StateKind>>> = {
  granted: { queued: 'resolving' },
  linked: { resolving: 'downloading' },
  'link-lost': { downloading: 'resolving' },
  'bytes-durable': { downloading: 'finishing' },
  committed: { finishing: 'completed' },
  skipped: { resolving: 'completed', finishing: 'completed' },
  trouble: { resolving: 'waiting', downloading: 'waiting', finishing: 'waiting' },
  hold: { resolving: 'held', downloading: 'held', finishing: 'held' },
  'give-up': {
    resolving: 'failed',
    downloading: 'failed',
    finishing: 'failed',
    waiting: 'failed',
    queued: 'failed',
  },
  pause: {
    queued: 'paused',
    resolving: 'paused',
    downloading: 'paused',
    waiting: 'paused',
    held: 'paused',
  },
  cancel: {
    queued: 'canceled',
    resolving: 'canceled',
    downloading: 'canceled',
    waiting: 'canceled',
    held: 'canceled',
    paused: 'canceled',
    failed: 'canceled',
  },
  yield: { resolving: 'queued', downloading: 'queued' },
  requeue: { waiting: 'queued', held: 'queued', paused: 'queued', failed: 'queued', canceled: 'queued' },
  recovered: { resolving: 'queued', downloading: 'queued', finishing: 'queued' },
}

const allEvents = Object.values(events)
const sequence = fc.array(fc.constantFrom(...allEvents), { maxLength: 60 })

describe('transition', () => {
  it.each(allEvents.flatMap((event) => stateKinds.map((kind) => [event.type, kind] as const)))(
    '%s in %s',
    (type, kind) => {
      const before = states[kind]
      const after = transition(before, events[type])
      expect(after.kind).toBe(table[type][kind] ?? kind)
      if (table[type][kind] === undefined) expect(after).toBe(before)
    },
  )

  it('says by statesAllowing where an event fits', () => {
    for (const { type } of allEvents) {
      expect([...statesAllowing(type)].sort()).toEqual(Object.keys(table[type]).sort())
    }
  })

  it('stays within its states whatever comes, and an end is left only because somebody asks', () => {
    fc.assert(
      fc.property(sequence, (sent) => {
        let state: TransferState = states.queued
        for (const event of sent) {
          const before: TransferState = state
          state = transition(state, event)
          expect(stateKinds).toContain(state.kind)
          if (isEnded(before.kind) && state !== before) expect(['requeue', 'cancel']).toContain(event.type)
          if (before.kind === 'completed') expect(state).toBe(before)
          // A slot is only ever taken by being granted one.
          if (!isActive(before.kind) && isActive(state.kind)) expect(event.type).toBe('granted')
          // What is being named can be neither paused nor canceled.
          if (before.kind === 'finishing') expect(['paused', 'canceled']).not.toContain(state.kind)
          // Nothing waits without a moment, nothing is held without a cause.
          if (state.kind === 'waiting') expect(state.retryAtMs).toBeTypeOf('number')
          if (state.kind === 'held') expect(state.cause).toBeDefined()
        }
      }),
    )
  })

  it('completes a download only from finishing, and finishes only what was downloading', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(states)), sequence, (first, sent) => {
        let state: TransferState = first
        for (const event of sent) {
          const before: TransferState = state
          state = transition(state, event)
          if (state === before) continue
          expect(statesAllowing(event.type)).toContain(before.kind)
          if (state.kind === 'completed' && state.outcome === 'downloaded')
            expect(before.kind).toBe('finishing')
          if (state.kind === 'finishing') expect(before.kind).toBe('downloading')
          if (state.kind === 'downloading') expect(before.kind).toBe('resolving')
        }
      }),
    )
  })

  it('completes only by way of a slot', () => {
    fc.assert(
      fc.property(sequence, (sent) => {
        let state: TransferState = states.queued
        let granted = false
        for (const event of sent) {
          const next = transition(state, event)
          granted ||= event.type === 'granted' && next !== state
          state = next
          if (state.kind === 'completed') expect(granted).toBe(true)
        }
      }),
    )
  })
})

describe('actionsFor', () => {
  const eventOf = { pause: 'pause', resume: 'requeue', cancel: 'cancel', retry: 'requeue' } as const

  it.each(stateKinds)('offers in %s only what the model lets happen', (kind) => {
    for (const action of actionsFor(kind)) {
      if (action === 'open' || action === 'reveal') expect(kind).toBe('completed')
      else if (action === 'remove') expect(isEnded(kind)).toBe(true)
      else expect(statesAllowing(eventOf[action])).toContain(kind)
    }
  })
})
