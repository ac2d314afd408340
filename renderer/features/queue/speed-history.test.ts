import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../dev/manual-clock.ts'
import { createSpeedHistory, figuresOfSpeed, linePoints, samplesOf, secondsShown } from './speed-history.ts'

describe('the speed of the last two minutes', () => {
  it('is one figure a second, the last one said; silence is a standstill after a second', () => {
    const clock = createManualClock()
    const history = createSpeedHistory(clock)
    clock.advance(200_000)
    history.record(5)
    history.record(7)
    clock.advance(2_000)
    history.record(9)
    clock.advance(3_000)
    const samples = samplesOf(history.store.getState(), clock.now())
    expect(samples).toHaveLength(secondsShown)
    expect(samples.slice(-7)).toEqual([0, 7, 7, 9, 9, 0, 0])
    expect(figuresOfSpeed(samples)).toEqual({ now: 0, highest: 9, average: 32 / 6 })
  })

  it('forgets what is older, and never grows', () => {
    const clock = createManualClock()
    const history = createSpeedHistory(clock)
    for (let second = 0; second < 1_000; second += 1) {
      history.record(second)
      clock.advance(1_000)
    }
    expect(history.store.getState().size).toBeLessThanOrEqual(secondsShown + 2)
    history.clear()
    expect(figuresOfSpeed(samplesOf(history.store.getState(), clock.now()))).toEqual({
      now: 0,
      highest: 0,
      average: 0,
    })
  })

  it('is a line from the left edge to the right, the highest at the top', () => {
    expect(linePoints([0, 10, 5], { width: 100, height: 12 })).toEqual(['0.0,11.0', '50.0,1.0', '100.0,6.0'])
  })
})
