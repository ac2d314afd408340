// What can happen around the bytes of one download: busy servers, links that run out, answers that are not the file, and
// a file that changes meanwhile. Numbers are those of the scenario list.

import { afterEach, describe, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { Fault } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'

const mib = 1_048_576
const size = 3 * mib + 17
let s: Scenario

afterEach(() => s.close())

async function withFile(options: Parameters<typeof startScenario>[0] = {}): Promise<void> {
  s = await startScenario(options)
  s.file('film.bin', size)
}

async function expectRight(): Promise<void> {
  const { state } = await s.download('film.bin')
  expect(state).toEqual({ kind: 'completed', path: `${s.target}/film.bin`, outcome: 'downloaded' })
  expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
}

const ranges = () => s.blobs().map(({ range }) => range)
const rangeFrom = (start: number) => `bytes=${start}-${size - 1}`
const linkBodies = () => s.asked('url').map(({ body }) => JSON.parse(body) as Record<string, unknown>)

describe('transport: busy servers', () => {
  it('t12 503 with Retry-After: not asked again before that moment', async () => {
    await withFile()
    const waits: number[] = []
    s.engine().queue.onNews((news) => {
      if (news.type !== 'transfer' || news.transfer.state.kind !== 'waiting') return
      waits.push(news.transfer.state.retryAtMs - news.transfer.changedAtMs)
    })
    s.fake.faults.add({ on: 'content', fault: faults.status(503, { retryAfterSeconds: 20 }) })
    await expectRight()
    expect(waits).toHaveLength(1)
    // The moment counts from when the answer was judged, a little before the wait was recorded.
    expect(Math.ceil((waits[0] ?? 0) / 1000)).toBeGreaterThan(15)
  })

  it('t13 a storm of 429: waits grow, and the file comes in the end', async () => {
    await withFile()
    const tries: number[] = []
    s.engine().queue.onNews((news) => {
      if (news.type === 'transfer' && news.transfer.state.kind === 'waiting')
        tries.push(news.transfer.state.tries)
    })
    s.fake.faults.add({ on: 'content', times: 7, fault: faults.status(429) })
    await expectRight()
    expect(tries).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('t25 a connection limit: whoever is turned away comes later', async () => {
    await withFile({ settings: { concurrency: 4 } })
    for (const name of ['a', 'b', 'c', 'd']) s.file(`many/${name}.bin`, 300_000)
    s.fake.faults.add({ on: 'content', fault: faults.connectionLimit(1) })
    const transfers = await s.settled(await s.fetch('many'))
    expect(transfers.map(({ state }) => state.kind)).toEqual(Array.from({ length: 4 }, () => 'completed'))
    for (const name of ['a', 'b', 'c', 'd']) {
      expect(await s.landed(`many/${name}.bin`)).toEqual(s.right(`many/${name}.bin`))
    }
  })
})

describe('transport: links', () => {
  it.each([
    ['an expired signature', faults.expireNow(), 'link-expired'],
    ['HTTP 401', faults.status(401), 'link-rejected'],
    ['HTTP 403', faults.status(403), 'link-rejected'],
    ['HTTP 410', faults.status(410), 'link-rejected'],
    ['a rejected signature', faults.json(40071), 'link-rejected'],
  ])('t14 %s: a fresh link for the same entity at once', async (_name, fault: Fault, kind) => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    s.fake.faults.add({ on: 'content', after: 1, fault })
    await expectRight()
    expect(ranges()).toEqual([rangeFrom(0), rangeFrom(mib), rangeFrom(mib)])
    const { entityId } = s.fake.content('/film.bin')
    expect(linkBodies().map(({ entity, no_cache }) => [entity, no_cache ?? false])).toEqual([
      [entityId, false],
      [entityId, true],
    ])
    // A renewal is no failed try: nothing waits for it.
    expect(s.troubles).toEqual(['truncated', kind])
  })

  it('t14 links that never work: a bound, and no flood of requests', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', times: 10_000, fault: faults.expireNow() })
    const { state } = await s.download('film.bin')
    expect(state).toMatchObject({ kind: 'failed', failure: { kind: 'link-expired' } })
    expect(s.asked('url').length).toBeLessThanOrEqual(40)
    expect(await s.parts()).toHaveLength(1)
  })

  it('t15 expiry between pieces, again and again: same entity, next byte', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', times: 3, fault: faults.endEarly(600_000) })
    for (const after of [1, 3, 5]) s.fake.faults.add({ on: 'content', after, fault: faults.expireNow() })
    await expectRight()
    expect(s.troubles.filter((kind) => kind === 'link-expired').length).toBeGreaterThanOrEqual(2)
  })

  it('t16 redirect to the storage host, expired there on resume: a new link', async () => {
    await withFile()
    const storage = ({ listener }: { listener: string }) => listener === 'storage'
    s.fake.faults.add({
      on: 'content',
      times: 10,
      path: ({ listener }) => listener === 'site',
      fault: faults.redirect(),
    })
    s.fake.faults.add({ on: 'content', path: storage, fault: faults.endEarly(mib) })
    s.fake.faults.add({ on: 'content', path: storage, after: 1, fault: faults.expireNow() })
    await expectRight()
    expect(
      s
        .blobs()
        .filter(storage)
        .map(({ range }) => range),
    ).toEqual([rangeFrom(0), rangeFrom(mib), rangeFrom(mib)])
    expect(s.blobs().some(({ hasAuthorization }) => hasAuthorization)).toBe(false)
  })

  it('t17 the address in the link is dead, the API is up: the same link at the site itself', async () => {
    await withFile({ site: { settings: { linkOrigin: 'http://127.0.0.1:9' } } })
    await expectRight()
    expect(s.asked('url')).toHaveLength(1)
  })
})

describe('transport: answers that are not the file', () => {
  it.each([
    ['t20 a login page with status 200', faults.html()],
    ['t21 a gzip-encoded range', faults.gzip()],
    ['t23 no bytes at all', faults.zeroLength()],
  ])('%s: not one byte of it is written', async (_name, fault: Fault) => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    s.fake.faults.add({ on: 'content', after: 1, times: 3, fault })
    await expectRight()
    expect(s.troubles).toEqual(['truncated', 'answer-unfit', 'answer-unfit', 'answer-unfit'])
    expect(ranges().slice(1)).toEqual(Array.from({ length: 4 }, () => rangeFrom(mib)))
  })

  it('t20 a login page for ever: the transfer ends, its bytes stay for a retry', async () => {
    await withFile()
    const dispose = s.fake.faults.add({ on: 'content', after: 1, times: 1000, fault: faults.html() })
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    const batchId = await s.fetch('film.bin')
    const failed = await s.only(batchId)
    expect(failed).toMatchObject({
      state: { kind: 'failed', failure: { kind: 'answer-unfit' } },
      bytesDone: mib,
    })
    dispose()
    s.engine().queue.retry({ transferIds: [failed.id], batchIds: [] })
    expect((await s.only(batchId)).state.kind).toBe('completed')
    expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
    expect(ranges().at(-1)).toBe(rangeFrom(mib))
  })

  it('t22 unknown length: counted to the byte', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', times: 9, fault: faults.chunked() })
    s.fake.faults.add({ on: 'content', times: 9, fault: faults.ignoreRange() })
    await expectRight()
  })

  it.each([
    ['short', 700_000],
    ['longer than the file', size + 5000],
  ])('t22 other bytes of unknown length, %s: nothing of them stays', async (_name, length) => {
    await withFile()
    // Twice: an answer without a length is asked for again by the general source.
    s.fake.faults.add({ on: 'content', times: 2, fault: strangeBody(length) })
    await expectRight()
    expect(s.troubles).toHaveLength(1)
  })

  it('t23 an empty file: made without a single request for bytes', async () => {
    s = await startScenario()
    s.file('empty.txt', 0)
    expect((await s.download('empty.txt')).state.kind).toBe('completed')
    expect(await s.landed('empty.txt')).toEqual(s.right('empty.txt'))
    expect(s.blobs()).toEqual([])
  })
})

/** What a proxy says with status 200 and in chunks, without a sign of being a file. */
function strangeBody(length: number): Fault {
  return {
    name: 'strangeBody',
    bend: (reply) => ({
      ...reply,
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: { kind: 'bytes', bytes: Buffer.alloc(length, 'sorry, busy. ') },
    }),
  }
}

describe('transport: the file changes', () => {
  it('t26 overwritten between two runs, the old version kept: the pinned bytes', async () => {
    await withFile({ timeouts: { firstByteMs: 6e6, idleMs: 6e6 } })
    const before = s.right('film.bin')
    s.fake.faults.add({ on: 'content', fault: faults.stallAfter(mib) })
    const batchId = await s.fetch('film.bin')
    await s.received(batchId, mib)
    await s.stop()
    s.fake.tree.writeVersion('/film.bin', { sizeBytes: size + 4 })
    await s.restart()
    expect((await s.only(batchId)).state.kind).toBe('completed')
    expect(await s.landed('film.bin')).toEqual(before)
    expect(ranges()).toEqual([rangeFrom(0), rangeFrom(mib)])
  })

  it.each([
    ['of another size', size + 4],
    ['of the same size', size],
  ])(
    't26 overwritten between two runs with a file %s, the old version gone: all of the new one',
    async (_name, next) => {
      await withFile({
        timeouts: { firstByteMs: 6e6, idleMs: 6e6 },
        site: { settings: { keepVersions: false } },
      })
      s.fake.faults.add({ on: 'content', fault: faults.stallAfter(mib) })
      const batchId = await s.fetch('film.bin')
      await s.received(batchId, mib)
      await s.stop()
      s.fake.tree.writeVersion('/film.bin', { sizeBytes: next })
      await s.restart()
      const { state, source } = await s.only(batchId)
      expect(state.kind).toBe('completed')
      expect(source.entityId).toBe(s.fake.content('/film.bin').entityId)
      expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
      expect(ranges().at(-1)).toBe(`bytes=0-${next - 1}`)
    },
  )

  it('t26 another ETag once: that answer is not believed, the next is', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    s.fake.faults.add({ on: 'content', after: 1, fault: faults.otherEtag('"other"') })
    await expectRight()
    expect(s.troubles).toEqual(['truncated', 'changed-remotely'])
    expect(ranges()).toEqual([rangeFrom(0), rangeFrom(mib), rangeFrom(mib)])
  })

  it('t26 another ETag for good, though the site names the same version: no bytes of both are mixed', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    s.fake.faults.add({ on: 'content', after: 1, times: 100, fault: faults.otherEtag('"other"') })
    await expectRight()
    expect(ranges().at(-1)).toBe(rangeFrom(0))
  })

  it('t27 deleted while it is fetched: the transfer ends with that reason and leaves no file', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    s.fake.tree.addFile('/other.bin', { sizeBytes: 10 })
    const batchId = await s.fetch('film.bin')
    await s.only(batchId, ({ state }) => state.kind === 'waiting')
    s.fake.tree.remove('/film.bin')
    const failed = await s.only(batchId)
    expect(failed.state).toMatchObject({ kind: 'failed', failure: { kind: 'not-found' } })
    await expect(s.landed('film.bin')).rejects.toThrow('ENOENT')
    s.engine().queue.remove({ transferIds: [], batchIds: [batchId] })
  })
})
