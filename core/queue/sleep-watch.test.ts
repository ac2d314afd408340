import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { ManualClock } from '../../testing/engine/manual-clock.ts'
import { watchSleep } from './sleep-watch.ts'

/** A machine whose measuring clock goes on while it sleeps: its timers come late. */
function lateTimers(clock: ManualClock, lateMs: number): ManualClock {
  let skippedMs = 0
  return {
    ...clock,
    now: () => clock.now() + skippedMs,
    monotonic: () => clock.monotonic() + skippedMs,
    after: (delayMs, run) =>
      clock.after(delayMs, () => {
        skippedMs += lateMs
        run()
      }),
  }
}

function count(clock: ManualClock, isBusy = () => true) {
  let woken = 0
  const stop = watchSleep({ clock, isBusy, onWake: () => woken++ })
  return { woken: () => woken, stop }
}

describe('the watch for sleep', () => {
  it('says nothing while time goes its way', () => {
    const clock = createManualClock()
    const { woken } = count(clock)
    clock.advance(3_600_000)
    expect(woken()).toBe(0)
  })

  it.each([
    ['sleep', 3_600_000, 1],
    ['a correction of the clock', 20_000, 0],
    ['a clock put back', -3_600_000, 0],
  ])('the wall clock ahead of the other after %s', (_, jumpMs, times) => {
    const clock = createManualClock()
    const { woken } = count(clock)
    clock.advance(15_000)
    clock.jump(jumpMs)
    clock.advance(60_000)
    expect(woken()).toBe(times)
  })

  it.each([
    ['by the sleep', 3_600_000, 1],
    ['because the machine is busy', 5_000, 0],
  ])('a timer is late %s', (_, lateMs, times) => {
    const clock = createManualClock()
    const { woken } = count(lateTimers(clock, lateMs))
    clock.advance(10_000)
    expect(woken()).toBe(times)
  })

  it('takes its time while nothing is under way', () => {
    const clock = createManualClock()
    const seen: number[] = []
    const counting = {
      ...clock,
      after: (delayMs: number, run: () => void) => {
        seen.push(delayMs / 1_000)
        return clock.after(delayMs, run)
      },
    }
    let busy = false
    const { woken } = count(counting, () => busy)
    clock.advance(60_000)
    busy = true
    clock.advance(70_000)
    expect(seen).toEqual([60, 60, 10, 10])
    clock.jump(3_600_000)
    busy = false
    clock.advance(10_000)
    expect(woken()).toBe(1)
  })

  it('ends', () => {
    const clock = createManualClock()
    const { woken, stop } = count(clock)
    stop()
    clock.jump(3_600_000)
    clock.advance(60_000)
    expect([woken(), clock.pending()]).toEqual([0, 0])
  })
})
