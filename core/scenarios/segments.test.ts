// One file by several connections, on real sockets: that they come, that they go, and that the file is right whatever
// happens to one of them.

import fc from 'fast-check'
import { afterEach, expect, describe, it } from 'vitest'
import type { Settings } from '../model/settings.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { Fault } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreveOptions } from '../../testing/fake-cloudreve/index.ts'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { uri } from '../../testing/engine/test-engine.ts'

const mib = 1_048_576
const size = 12 * mib + 321

let s: Scenario

async function withSlowFile(
  settings: Partial<Settings> = {},
  site: FakeCloudreveOptions = {},
  bytesPerSecond = 8 * mib,
): Promise<void> {
  s = await startScenario({
    site,
    settings: { connectionsPerFile: 8, ...settings },
    // Slow enough for rates to be real, quick enough for waits between tries.
    clock: createQuickClock(2),
    timeouts: { firstByteMs: 20_000, idleMs: 20_000 },
  })
  s.file('film.bin', size)
  slow(bytesPerSecond)
}

/** Each connection alone is slow: several are worth having. */
function slow(bytesPerSecond: number): void {
  s.fake.faults.add({ on: 'content', fault: faults.narrow(bytesPerSecond) })
}

async function expectRight(path = 'film.bin'): Promise<void> {
  const transfer = await s.download(path)
  expect(transfer.state).toMatchObject({ kind: 'completed', outcome: 'downloaded' })
  expect(await s.landed(path)).toEqual(s.right(path))
}

const names = () => s.blobs().map(({ path }) => path.split('/').at(-1))

afterEach(() => s.close())

describe('segments', () => {
  it('a server that slows each connection down gets more of them', async () => {
    await withSlowFile({ connectionsPerFile: 4 })
    await expectRight()
    expect(s.blobs().length).toBeGreaterThanOrEqual(2)
    expect(s.asked('url')).toHaveLength(1)
    expect(s.troubles).toEqual([])
  })

  it('a number that the user chose for the download holds from the start, and changes while it runs', async () => {
    await withSlowFile({ connectionsPerFile: 1 }, {}, mib)
    const roots = [{ uri: uri('cloudreve://my/film.bin') }]
    const { batchId } = await s
      .engine()
      .queue.add({ accountId: s.accountId, targetRoot: s.target, roots, pace: { connections: 3 } })
    await s.received(batchId, 100_000)
    expect(s.blobs()).toHaveLength(3)
    s.engine().queue.setPace({ transferIds: [], batchIds: [batchId] }, { connections: 5 })
    await s.received(batchId, 4 * mib)
    expect(s.blobs()).toHaveLength(5)
    expect((await s.only(batchId)).state.kind).toBe('completed')
    expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
  })

  it('a limit of its own holds one file and no other, also after a restart', async () => {
    await withSlowFile({}, {}, 64 * mib)
    s.file('free.bin', size)
    const batchId = await s.add('cloudreve://my/film.bin')
    s.engine().queue.setPace({ transferIds: [], batchIds: [batchId] }, { speedLimit: 1_000 })
    await s.received(batchId, 1)
    await s.stop()
    await s.restart()
    expect((await s.only(await s.add('cloudreve://my/free.bin'))).state.kind).toBe('completed')
    const limited = s.engine().queue.batch(batchId)?.single
    expect(limited).toMatchObject({ speedLimit: 1_000, state: { kind: 'downloading' } })
    s.engine().queue.setPace({ transferIds: [], batchIds: [batchId] }, { speedLimit: null })
    expect((await s.only(batchId)).state.kind).toBe('completed')
  })

  it('a group with a speed limit gets one connection', async () => {
    await withSlowFile({}, { settings: { speedLimit: 12 * mib } })
    await expectRight()
    expect(s.blobs()).toHaveLength(1)
  })

  it('t03 a server that ignores ranges gets one connection', async () => {
    await withSlowFile()
    s.fake.faults.add({ on: 'content', times: 99, fault: faults.ignoreRange() })
    await expectRight()
    expect(s.blobs()).toHaveLength(1)
  })

  it('t03 a server that sends the whole file to the second connection is remembered for the next file', async () => {
    await withSlowFile()
    s.file('next.bin', size)
    s.fake.faults.add({ on: 'content', after: 1, times: 99, fault: faults.ignoreRange() })
    await expectRight()
    const before = s.blobs().length
    s.fake.faults.clear()
    slow(8 * mib)
    await expectRight('next.bin')
    expect(s.blobs().length - before).toBe(1)
  })

  it('t08 refused ranges with gaps in the part: all of it comes once', async () => {
    await withSlowFile()
    const batchId = await s.fetch('film.bin')
    await s.received(batchId, 7 * mib)
    const { queue } = s.engine()
    queue.pause({ transferIds: [], batchIds: [batchId] })
    await s.only(batchId, ({ state }) => state.kind === 'paused')
    s.fake.faults.add({
      on: 'content',
      path: ({ range }) => range !== undefined,
      times: 99,
      fault: faults.status(416),
    })
    queue.resume({ transferIds: [], batchIds: [batchId] })
    expect((await s.only(batchId)).state).toMatchObject({ kind: 'completed' })
    expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
    expect(s.blobs().filter(({ range }) => range === undefined)).toHaveLength(1)
  })

  it.each([
    ['expired', faults.expireNow()],
    ['refused with HTTP 403', faults.status(403)],
  ])(
    't15 the link of one of several connections is %s: a fresh one for it, the others go on',
    async (_, fault) => {
      await withSlowFile()
      s.fake.faults.add({ on: 'content', after: 1, fault })
      await expectRight()
      expect(s.asked('url').length).toBe(2)
      const { entityId } = s.fake.content('/film.bin')
      expect(s.asked('url').map(({ body }) => (JSON.parse(body) as { entity?: string }).entity)).toEqual([
        entityId,
        entityId,
      ])
    },
  )

  it('t18 no new link can be had: connections that are open bring their bytes all the same', async () => {
    await withSlowFile()
    s.fake.faults.add({ on: 'content', after: 1, fault: faults.expireNow() })
    s.fake.faults.add({ on: 'url', after: 1, times: 3, fault: faults.status(502) })
    await expectRight()
    expect(s.troubles).toEqual([])
  })

  it.each([
    ['answers 503', faults.connectionLimit(1)],
    ['resets', faults.connectionLimit(1, { reset: true })],
  ])('t25 a server that %s to a second connection: the first brings the file', async (_, fault) => {
    await withSlowFile()
    s.fake.faults.add({ on: 'content', fault })
    await expectRight()
    expect(s.troubles).toEqual([])
    expect(s.blobs().length).toBeGreaterThanOrEqual(2)
  })

  it('t26 the file changes while several connections fetch it: none of the old bytes is in the new file', async () => {
    await withSlowFile({}, { settings: { keepVersions: false } })
    const batchId = await s.fetch('film.bin')
    await s.received(batchId, 7 * mib)
    expect(s.blobs().length).toBeGreaterThan(1)
    s.fake.tree.writeVersion('/film.bin', { sizeBytes: size })
    s.fake.faults.add({ on: 'content', times: 1, fault: faults.entityGone() })
    s.engine().queue.pause({ transferIds: [], batchIds: [batchId] })
    await s.only(batchId, ({ state }) => state.kind === 'paused')
    s.engine().queue.resume({ transferIds: [], batchIds: [batchId] })
    expect((await s.only(batchId)).state).toMatchObject({ kind: 'completed' })
    expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
  })

  it('p01 ends with several gaps in the part: only what is missing comes again', async () => {
    await withSlowFile()
    const batchId = await s.fetch('film.bin')
    await s.received(batchId, 7 * mib)
    await s.stop()
    s.forgetOrder()
    const before = s.blobs().length
    await s.restart()
    expect((await s.only(batchId)).state).toMatchObject({ kind: 'completed' })
    expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
    const again = s
      .blobs()
      .slice(before)
      .reduce((sum, { range }) => sum + lengthOf(range), 0)
    // Ranges that were cut short for another connection count twice here; a start from zero would ask for far more.
    expect(again).toBeLessThan(2 * (size - 5 * mib))
  })

  it('a file that waits for its first connection gets the seat of another file’s second', async () => {
    await withSlowFile({ connections: 2, concurrency: 2 }, {}, 3 * mib)
    s.file('small.bin', mib)
    const film = await s.fetch('film.bin')
    await s.received(film, 2 * mib)
    expect((await s.download('small.bin')).state).toMatchObject({ kind: 'completed' })
    expect((await s.only(film)).state).toMatchObject({ kind: 'completed' })
    expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
    expect(names()).toContain('small.bin')
    expect(s.troubles).toEqual([])
  })

  it('whatever happens to any of the connections, the file is right in the end', async () => {
    await withSlowFile({ connectionsPerFile: 6 }, {}, 16 * mib)
    const fault = fc.oneof(
      fc.integer({ min: 0, max: 4 * mib }).map((bytes): Fault => faults.cutAfter(bytes)),
      fc.integer({ min: 0, max: 4 * mib }).map((bytes): Fault => faults.endEarly(bytes)),
      fc.constantFrom<Fault>(
        faults.hangUp(),
        faults.expireNow(),
        faults.html(),
        faults.status(500),
        faults.status(503, { retryAfterSeconds: 2 }),
        faults.status(416),
        faults.ignoreRange(),
        faults.wrongContentRange({ startOff: 4096 }),
        faults.extraBytes(10),
        faults.gzip(),
        faults.chunked(),
      ),
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ after: fc.nat(6), fault }), { minLength: 1, maxLength: 6 }),
        async (script) => {
          const path = `run-${String(++run)}.bin`
          s.file(path, size)
          const disposers = script.map((rule) => s.fake.faults.add({ on: 'content', ...rule }))
          await expectRight(path)
          for (const dispose of disposers) dispose()
        },
      ),
      { numRuns: 6 },
    )
  })
})

function lengthOf(range: string | undefined): number {
  const [, start = '0', end = '0'] = /(\d+)-(\d+)/u.exec(range ?? '') ?? []
  return Number(end) - Number(start) + 1
}
