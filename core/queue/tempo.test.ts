import { expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { createTempo } from './tempo.ts'

it('wants more in flight where answers take long, never more than allowed, and at least one', () => {
  const clock = createManualClock()
  const tempo = createTempo(clock)
  expect([tempo.inFlight(128), tempo.inFlight(8), tempo.inFlight(0)]).toEqual([32, 8, 1])
  tempo.note(5)
  expect(tempo.inFlight(128)).toBe(44)
  clock.advance(20_000)
  tempo.note(20)
  expect([tempo.inFlight(128), tempo.inFlight(32)]).toEqual([64, 32])
  clock.advance(20_000)
  tempo.note(3_000)
  expect(tempo.inFlight(128)).toBe(64)
})

it('goes by the shortest wait of the last seconds, and forgets it after some more', () => {
  const clock = createManualClock()
  const tempo = createTempo(clock)
  for (const latencyMs of [40, 1, 40]) tempo.note(latencyMs)
  expect(tempo.inFlight(128)).toBe(34)
  clock.advance(4_000)
  tempo.note(10)
  expect(tempo.inFlight(128)).toBe(34)
  clock.advance(4_000)
  tempo.note(10)
  expect(tempo.inFlight(128)).toBe(56)
  clock.advance(60_000)
  expect(tempo.inFlight(128)).toBe(32)
})
