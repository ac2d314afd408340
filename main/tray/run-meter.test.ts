import { expect, it } from 'vitest'
import { createRunMeter } from './run-meter.ts'

it('counts what went away, and begins anew with the next run', () => {
  const meter = createRunMeter()
  expect([0, 100, 75, 50, 150, 50, 0, 40, 30].map(meter.take)).toEqual([
    undefined,
    0,
    0.25,
    0.5,
    // more came: a quarter of it all is done
    0.25,
    0.75,
    undefined,
    0,
    0.25,
  ])
})
