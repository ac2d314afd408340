import { expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { createIdleDrop, dropAfterMs } from './idle-drop.ts'

it('drops once, a while after it was hidden for good', () => {
  const clock = createManualClock(0)
  let drops = 0
  const idle = createIdleDrop(
    (delayMs, run) => clock.after(delayMs, run),
    () => (drops += 1),
  )
  idle.hidden()
  clock.advance(dropAfterMs - 1)
  idle.shown()
  clock.advance(dropAfterMs)
  expect(drops).toBe(0)
  idle.hidden()
  idle.hidden()
  clock.advance(dropAfterMs)
  expect([drops, clock.pending()]).toEqual([1, 0])
  idle.hidden()
  idle.dispose()
  expect(clock.pending()).toBe(0)
})
