import { describe, expect, test } from 'vitest'
import { createConnectionBudget } from './connection-budget.ts'
import type { Seat } from './connection-budget.ts'

const here = 'https://a.example'
const there = 'https://b.example'
const { signal } = new AbortController()

function setUp(caps = { connections: 4, connectionsPerOrigin: 3 }) {
  let nowMs = 0
  const budget = createConnectionBudget(() => caps, { monotonic: () => nowMs })
  return { budget, pass: (spanMs: number) => void (nowMs += spanMs) }
}

/** Whether it has its seat once everything that was due has run. */
async function isServed(wanted: Promise<Seat>): Promise<boolean> {
  return Promise.race([wanted.then(() => true), new Promise<boolean>((go) => setImmediate(() => go(false)))])
}

describe('seats for connections', () => {
  test('are given up to the cap of the origin, then in the order asked', async () => {
    const { budget } = setUp()
    const seats = [await budget.take({ origin: here, signal })]
    seats.push(await budget.take({ origin: here, signal }), await budget.take({ origin: here, signal }))
    const fourth = budget.take({ origin: here, signal })
    const fifth = budget.take({ origin: here, signal })
    expect(await isServed(fourth)).toBe(false)
    seats[0]?.release()
    expect([await isServed(fourth), await isServed(fifth)]).toEqual([true, false])
  })

  test('of a full origin do not hold up another origin', async () => {
    const { budget } = setUp()
    for (let n = 0; n < 3; n++) await budget.take({ origin: here, signal })
    void budget.take({ origin: here, signal })
    expect(await isServed(budget.take({ origin: there, signal }))).toBe(true)
    expect(await isServed(budget.take({ origin: there, signal }))).toBe(false)
  })

  test('a second release gives nothing', async () => {
    const { budget } = setUp({ connections: 1, connectionsPerOrigin: 1 })
    const first = await budget.take({ origin: here, signal })
    first.release()
    const second = await budget.take({ origin: here, signal })
    first.release()
    expect(await isServed(budget.take({ origin: here, signal }))).toBe(false)
    expect(budget.inUse(here)).toBe(1)
    second.release()
  })

  test('a further connection gives its seat back when a first one waits', async () => {
    const { budget } = setUp()
    await budget.take({ origin: here, signal })
    const recalled: string[] = []
    const extras = ['second', 'third'].map((name) =>
      budget.tryTake({ origin: here }, () => void recalled.push(name)),
    )
    expect(budget.tryTake({ origin: here }, () => undefined)).toBe(undefined)
    const waiting = budget.take({ origin: here, signal })
    expect(recalled).toEqual(['third'])
    extras[1]?.release()
    expect(await isServed(waiting)).toBe(true)
  })

  test('a further connection is refused while a first one waits', async () => {
    const { budget } = setUp({ connections: 9, connectionsPerOrigin: 1 })
    const first = await budget.take({ origin: here, signal })
    const waiting = budget.take({ origin: here, signal })
    expect(budget.tryTake({ origin: here }, () => undefined)).toBe(undefined)
    first.release()
    expect(await isServed(waiting)).toBe(true)
  })

  test('one that stops waiting leaves its place', async () => {
    const { budget } = setUp({ connections: 1, connectionsPerOrigin: 1 })
    const first = await budget.take({ origin: here, signal })
    const stop = new AbortController()
    const given = budget.take({ origin: here, signal: stop.signal })
    const next = budget.take({ origin: here, signal })
    stop.abort()
    await expect(given).rejects.toThrow('aborted')
    first.release()
    expect(await isServed(next)).toBe(true)
  })

  test('a refused connection teaches the origin its limit, for a while', async () => {
    const { budget, pass } = setUp()
    const seats = [await budget.take({ origin: here, signal }), await budget.take({ origin: here, signal })]
    budget.learnLimit(here)
    seats[1]?.release()
    const waiting = budget.take({ origin: here, signal })
    expect(await isServed(waiting)).toBe(false)
    pass(60_000)
    seats[0]?.release()
    expect(await isServed(waiting)).toBe(true)
    expect(await isServed(budget.take({ origin: here, signal }))).toBe(true)
    const third = budget.take({ origin: here, signal })
    expect(await isServed(third)).toBe(false)
  })

  test('an account has no more than its own, and does not hold up the others', async () => {
    const caps = { connections: 9, connectionsPerOrigin: 9, accountConnections: { a: 1 } }
    const { budget } = setUp(caps)
    const first = await budget.take({ origin: here, accountId: 'a', signal })
    const second = budget.take({ origin: there, accountId: 'a', signal })
    expect([
      await isServed(second),
      budget.tryTake({ origin: here, accountId: 'a' }, () => undefined),
      await isServed(budget.take({ origin: here, accountId: 'b', signal })),
    ]).toEqual([false, undefined, true])
    first.release()
    expect(await isServed(second)).toBe(true)
  })

  test('an origin that sends whole files only is remembered for ten minutes', () => {
    const { budget, pass } = setUp()
    budget.learnWhole(here)
    expect([budget.refusesSegments(here), budget.refusesSegments(there)]).toEqual([true, false])
    pass(600_000)
    expect(budget.refusesSegments(here)).toBe(false)
  })

  test('an origin that refuses even the first connection still gets one', async () => {
    const { budget } = setUp()
    const only = await budget.take({ origin: here, signal })
    budget.learnLimit(here)
    only.release()
    expect(await isServed(budget.take({ origin: here, signal }))).toBe(true)
  })
})
