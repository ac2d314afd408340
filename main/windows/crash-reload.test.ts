import { expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { createCrashReload, pauseMs } from './crash-reload.ts'

function start() {
  const clock = createManualClock(0)
  const reloads: number[] = []
  const crash = createCrashReload({
    now: () => clock.monotonic(),
    after: (delayMs, run) => clock.after(delayMs, run),
    reload: () => reloads.push(clock.monotonic()),
  })
  return { clock, reloads, crash }
}

it('loads a page that crashed at once, and again after a pause where it keeps crashing', () => {
  const { clock, reloads, crash } = start()
  crash.crashed()
  clock.advance(100)
  crash.crashed()
  clock.advance(200)
  crash.crashed()
  clock.advance(pauseMs)
  expect(reloads).toEqual([0, 300 + pauseMs])
  clock.advance(pauseMs)
  crash.crashed()
  expect(reloads).toHaveLength(3)
})

it('does not let somebody wait who looks at it', () => {
  const { clock, reloads, crash } = start()
  crash.wanted()
  crash.crashed()
  crash.crashed()
  crash.wanted()
  clock.advance(2 * pauseMs)
  expect([reloads, clock.pending()]).toEqual([[0, 0], 0])
})

it('leaves a window that is gone alone', () => {
  const { clock, reloads, crash } = start()
  crash.crashed()
  crash.crashed()
  crash.dispose()
  clock.advance(2 * pauseMs)
  expect(reloads).toEqual([0])
})
