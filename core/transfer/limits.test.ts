import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { createLimits, weightOfPriority } from './limits.ts'

const calm = new AbortController().signal
const none = { speedLimit: 0, accountSpeedLimits: {} }
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Whether `bytes` pass within a span: the whole truth about a rate. */
async function passes(
  clock: ReturnType<typeof createManualClock>,
  taken: Promise<void> | undefined,
  withinMs: number,
): Promise<boolean> {
  let done = taken === undefined
  void taken?.then(() => (done = true))
  clock.advance(withinMs)
  await settle()
  return done
}

describe('limits', () => {
  it('of all, of an account and of a transfer come from the settings and from who asks', async () => {
    const clock = createManualClock()
    const limits = createLimits(clock, none)
    const slow = limits.open({ id: 'slow', accountId: 'a', speedLimit: 1_000 })
    const fast = limits.open({ id: 'fast', accountId: 'a' })
    const other = limits.open({ id: 'other', accountId: 'b' })
    expect(fast.take(1e9, calm)).toBeUndefined()
    expect(await passes(clock, slow.take(1_000, calm), 900)).toBe(false)
    limits.setTransferLimit('slow', 0)
    expect(slow.take(1e9, calm)).toBeUndefined()

    limits.settingsChanged({ speedLimit: 0, accountSpeedLimits: { a: 1_000 } })
    expect(await passes(clock, fast.take(1_000, calm), 900)).toBe(false)
    expect(other.take(1e9, calm)).toBeUndefined()

    limits.settingsChanged({ speedLimit: 1_000, accountSpeedLimits: {} })
    expect(await passes(clock, other.take(1_000, calm), 900)).toBe(false)

    limits.settingsChanged(none)
    expect(fast.take(1e9, calm)).toBeUndefined()
  })

  it('of a transfer change while it runs', async () => {
    const clock = createManualClock()
    const limits = createLimits(clock, none)
    const running = limits.open({ id: 'x', accountId: 'a' })
    limits.setTransferLimit('x', 1_000)
    expect(await passes(clock, running.take(1_000, calm), 900)).toBe(false)
    limits.setTransferLimit('x', 0)
    expect(running.take(1e9, calm)).toBeUndefined()
  })

  it.each([
    [0, 1],
    [1, 2],
    [-2, 0.25],
    [99, 8],
    [-99, 0.125],
  ])('priority %i weighs %d', (priority, weight) => {
    expect(weightOfPriority(priority)).toBe(weight)
  })
})
