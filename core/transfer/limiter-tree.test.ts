import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { createLimiterTree } from './limiter-tree.ts'
import type { Leaf } from './limiter-tree.ts'
import { passPaid } from './limiter.ts'

const kib = 1024
const mib = 1_048_576
const calm = new AbortController().signal
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

interface Passed {
  readonly atMs: number
  readonly stream: number
  readonly bytes: number
}

/** Streams that take chunks for as long as they are let, on a clock that a test moves. */
function createBench() {
  const clock = createManualClock()
  const tree = createLimiterTree(clock)
  const passed: Passed[] = []
  let streams = 0
  const stop = new AbortController()
  const run = (leaf: Leaf, chunk: number, signal: AbortSignal = stop.signal) => {
    const stream = streams++
    const data = new Uint8Array(chunk)
    const flow = async () => {
      while (!signal.aborted) {
        await passPaid(leaf, { chunk: data, signal, recycle: () => undefined }, (portion, done) => {
          passed.push({ atMs: clock.monotonic(), stream, bytes: portion.length })
          done()
          return undefined
        })
        if (passed.length > 500_000) throw new Error('no limit at all')
      }
    }
    const ended = flow().catch((error: unknown) => error)
    return { stream, ended }
  }
  const advance = async (ms: number, stepMs = 5) => {
    for (let at = 0; at < ms; at += stepMs) {
      await settle()
      clock.advance(stepMs)
    }
    await settle()
  }
  const between = (fromMs: number, toMs: number, stream?: number) =>
    passed
      .filter((one) => one.atMs >= fromMs && one.atMs < toMs && (stream ?? one.stream) === one.stream)
      .reduce((sum, { bytes }) => sum + bytes, 0)
  return { clock, tree, run, advance, between, stop: () => stop.abort(), signal: stop.signal }
}

const open = (bench: ReturnType<typeof createBench>, count: number, accountId = 'a') =>
  Array.from({ length: count }, () => bench.tree.open({ accountId }))

function expectWithin(bytes: number, wanted: number, share: number): void {
  expect(bytes / wanted).toBeGreaterThanOrEqual(1 - share)
  expect(bytes / wanted).toBeLessThanOrEqual(1 + share)
}

describe('a limiter tree', () => {
  it('without a rate lets everything through at once, in one portion', () => {
    const { tree } = createBench()
    const leaf = tree.open({ accountId: 'a' })
    expect(leaf.take(1e9, calm)).toBeUndefined()
    expect(leaf.portion(1e9)).toBe(1e9)
  })

  it.each([
    [100 * kib, 16 * kib, 1],
    [100 * kib, mib, 1],
    [100 * kib, mib, 16],
    [mib, mib, 16],
    [10 * mib, 64 * kib, 4],
    [200 * mib, mib, 16],
    [200 * mib, 256 * kib, 1],
  ])('holds %i bytes a second with chunks of %i over %i transfers', async (rate, chunk, count) => {
    const bench = createBench()
    bench.tree.setRate(rate)
    for (const leaf of open(bench, count)) bench.run(leaf, chunk)
    await bench.advance(6_000)
    bench.stop()
    expectWithin(bench.between(0, 6_000), 6 * rate, 0.02)
    for (let from = 0; from <= 5_000; from += 250) expectWithin(bench.between(from, from + 1_000), rate, 0.1)
  })

  it('holds the rate of a named queue over transfers of several accounts, and of one that joins it', async () => {
    const bench = createBench()
    bench.tree.setRate(10 * mib)
    bench.tree.setAccountRate('slow', mib)
    bench.tree.setQueueRate('night', 4 * mib)
    const inQueue = ['slow', 'a', 'b'].map((accountId) => bench.tree.open({ accountId, queueId: 'night' }))
    const outside = bench.tree.open({ accountId: 'a', queueId: 'day' })
    const [slow, ...others] = inQueue.map((leaf) => bench.run(leaf, 64 * kib).stream)
    const joins = bench.run(outside, 64 * kib).stream
    await bench.advance(4_000)
    outside.setQueue('night')
    await bench.advance(2_000)
    bench.stop()
    const sum = (streams: readonly (number | undefined)[], from: number, to: number) =>
      streams.reduce<number>((all, stream) => all + bench.between(from, to, stream), 0)
    // What the account keeps from the slow one goes to the others of the queue.
    expectWithin(sum([slow], 0, 4_000), 4 * mib, 0.03)
    expectWithin(sum(others, 0, 4_000), 12 * mib, 0.05)
    expectWithin(sum([joins], 0, 4_000), 24 * mib, 0.03)
    expectWithin(sum([slow, ...others, joins], 4_500, 6_000), 6 * mib, 0.1)
  })

  it('holds the rate of one transfer over 16 streams, of an account over its transfers, and of all, at the same time', async () => {
    const bench = createBench()
    bench.tree.setRate(10 * mib)
    bench.tree.setAccountRate('slow', 4 * mib)
    const single = bench.tree.open({ accountId: 'slow', bytesPerSecond: mib })
    const ofSingle = Array.from({ length: 16 }, () => bench.run(single, 64 * kib).stream)
    const [other] = open(bench, 1, 'slow').map((leaf) => bench.run(leaf, 64 * kib).stream)
    const free = open(bench, 2, 'free').map((leaf) => bench.run(leaf, 64 * kib).stream)
    await bench.advance(4_000)
    bench.stop()
    const sum = (streams: readonly (number | undefined)[]) =>
      streams.reduce<number>((all, stream) => all + bench.between(0, 4_000, stream), 0)
    expectWithin(sum(ofSingle), 4 * mib, 0.02)
    // What the slow one may not use goes to the rest: 9 MiB for three.
    expectWithin(sum([other]), 12 * mib, 0.03)
    expectWithin(sum(free), 24 * mib, 0.03)
  })

  it('never passes more than was earned and saved up, whatever is asked for and changed', async () => {
    const streams = fc.array(
      fc.record({
        account: fc.constantFrom('a', 'b'),
        chunk: fc.integer({ min: 1, max: 300_000 }),
        weight: fc.constantFrom(0.125, 1, 8),
        own: fc.constantFrom(0, 20_000, 300_000),
      }),
      { minLength: 1, maxLength: 6 },
    )
    const phases = fc.array(
      fc.record({ rate: fc.constantFrom(50_000, 400_000, 5_000_000), ms: fc.integer({ min: 50, max: 700 }) }),
      { minLength: 1, maxLength: 4 },
    )
    await fc.assert(
      fc.asyncProperty(streams, phases, fc.integer({ min: 1, max: 90 }), async (flows, times, stepMs) => {
        const bench = createBench()
        let earned = 0
        let highest = 0
        let begun = false
        for (const { rate, ms } of times) {
          bench.tree.setRate(rate)
          if (!begun) {
            for (const { account, chunk, weight, own } of flows)
              bench.run(bench.tree.open({ accountId: account, bytesPerSecond: own, weight }), chunk)
          }
          begun = true
          const before = bench.clock.monotonic()
          await bench.advance(ms, stepMs)
          earned += (rate * (bench.clock.monotonic() - before)) / 1000
          highest = Math.max(highest, rate)
          // What was saved up at a higher rate may be spent later, and nothing else.
          expect(bench.between(0, Infinity)).toBeLessThanOrEqual(earned + highest * 0.08)
        }
        bench.stop()
      }),
      { numRuns: 40 },
    )
  })

  it('shares what all want by weight, and nobody starves', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(0.125, 0.5, 1, 2, 8), { minLength: 2, maxLength: 8 }),
        fc.constantFrom(4_000, 64_000),
        async (weights, chunk) => {
          const bench = createBench()
          bench.tree.setRate(2_000_000)
          const runs = weights.map((weight) => bench.run(bench.tree.open({ accountId: 'a', weight }), chunk))
          await bench.advance(4_000)
          bench.stop()
          const all = weights.reduce((sum, weight) => sum + weight, 0)
          const shares = runs.map(({ stream }) => bench.between(0, 4_000, stream))
          expect(shares.map((bytes) => bytes > 0)).toEqual(weights.map(() => true))
          for (const [index, weight] of weights.entries()) {
            const fair = (8_000_000 * weight) / all
            expect(Math.abs((shares[index] ?? 0) - fair)).toBeLessThanOrEqual(fair * 0.1 + 2 * chunk)
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('makes up for time in which the machine was too busy to look, without a second above 110 %', async () => {
    const bench = createBench()
    bench.tree.setRate(mib)
    for (const leaf of open(bench, 2)) bench.run(leaf, 64 * kib)
    await bench.advance(1_000)
    await bench.advance(300, 300)
    await bench.advance(10_700)
    bench.stop()
    expectWithin(bench.between(0, 12_000), 12 * mib, 0.02)
    for (let from = 0; from <= 11_000; from += 100) {
      expect(bench.between(from, from + 1_000)).toBeLessThanOrEqual(1.1 * mib)
    }
  })

  it('saves up next to nothing while nobody asks', async () => {
    const bench = createBench()
    bench.tree.setRate(100_000)
    const [leaf] = open(bench, 1)
    bench.clock.advance(60_000)
    if (leaf !== undefined) bench.run(leaf, 1_000)
    await settle()
    bench.stop()
    expect(bench.between(0, Infinity)).toBeLessThanOrEqual(8_000)
  })

  it('takes other rates at once, at every level, for those who wait too', async () => {
    const bench = createBench()
    bench.tree.setRate(1_000)
    const [leaf] = open(bench, 1)
    if (leaf === undefined) return
    bench.run(leaf, 64 * kib)
    await bench.advance(1_000)
    bench.tree.setRate(1_000_000)
    await bench.advance(1_000)
    expectWithin(bench.between(1_000, 2_000), 1_000_000, 0.1)
    bench.tree.setAccountRate('a', 500_000)
    await bench.advance(1_000)
    expectWithin(bench.between(2_000, 3_000), 500_000, 0.1)
    leaf.setRate(100_000)
    await bench.advance(1_000)
    expectWithin(bench.between(3_000, 4_000), 100_000, 0.15)
    leaf.setRate(0)
    bench.tree.setAccountRate('a', 0)
    await bench.advance(1_000)
    bench.stop()
    expectWithin(bench.between(4_000, 5_000), 1_000_000, 0.1)
  })

  it('lets everybody go when the limit is lifted, and sets no timer any more', async () => {
    const { clock, tree } = createBench()
    tree.setRate(1)
    const leaf = tree.open({ accountId: 'a' })
    const waits = [leaf.take(5_000, calm), leaf.take(5, calm)]
    tree.setRate(0)
    for (const wait of waits) await wait
    clock.advance(5)
    expect(clock.pending()).toBe(0)
  })

  it('stops waiting at an abort; what was paid already is not lost for the others', async () => {
    const bench = createBench()
    bench.tree.setRate(1_000)
    const [leaf, other] = open(bench, 2)
    const controller = new AbortController()
    const first = leaf?.take(100_000, controller.signal)
    await bench.advance(2_000)
    controller.abort()
    await expect(first).rejects.toMatchObject({ name: 'AbortError' })
    const second = leaf?.take(500, calm)
    const third = other?.take(500, calm)
    await bench.advance(1_100)
    await second
    await third
    await expect(leaf?.take(500, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('a transfer that ends leaves its share to the others, and nothing of it stays', async () => {
    const bench = createBench()
    bench.tree.setRate(mib)
    const [leaf, other] = open(bench, 2)
    if (leaf === undefined || other === undefined) return
    const own = new AbortController()
    bench.run(leaf, 16 * kib, own.signal)
    const { stream } = bench.run(other, 16 * kib)
    await bench.advance(2_000)
    own.abort()
    leaf.dispose()
    leaf.dispose()
    await bench.advance(2_000)
    bench.stop()
    expectWithin(bench.between(0, 2_000, stream), mib, 0.1)
    expectWithin(bench.between(2_000, 4_000, stream), 2 * mib, 0.05)
    await bench.advance(10)
    expect(bench.clock.pending()).toBe(0)
  })

  it('streams of one transfer are served in the order of asking', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(sizes, async (wanted) => {
        const { clock, tree } = createBench()
        const leaf = tree.open({ accountId: 'a', bytesPerSecond: 1_000 })
        const served: number[] = []
        wanted.forEach((size, index) => void leaf.take(size, calm)?.then(() => served.push(index)))
        clock.advance(200_000)
        await settle()
        expect(served).toEqual(wanted.map((_, index) => index))
      }),
      { numRuns: 30 },
    )
  })
})
