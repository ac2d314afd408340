// Downloads of a sync under the faults that downloads meet, not only its listings: whatever comes or does not come, what
// lies in the folder afterwards is what the site has, byte for byte.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { Fault } from '../../testing/fake-cloudreve/index.ts'
import { startSyncHarness } from '../../testing/sync/sync-harness.ts'
import type { SyncHarness } from '../../testing/sync/sync-harness.ts'

let s: SyncHarness

afterEach(() => s.close())

/** Below and above what is fetched by the short way, and nothing at all. */
const sizes: Readonly<Record<string, number>> = {
  'empty.bin': 0,
  'small.bin': 1_000,
  'sub/medium.bin': 200_000,
  'sub/large.bin': 700_000,
}

async function begin(options: Parameters<typeof startSyncHarness>[0] = {}): Promise<void> {
  s = await startSyncHarness(options)
  for (const [path, sizeBytes] of Object.entries(sizes)) s.fake.tree.addFile(`/w/${path}`, { sizeBytes })
}

async function expectAllRight(): Promise<void> {
  expect(await s.planned()).toEqual([])
  for (const [path, sizeBytes] of Object.entries(sizes)) {
    const right = Buffer.from(s.fake.content(`/w/${path}`).read(0, sizeBytes))
    const found = await readFile(join(s.folder, path))
    expect(`${path}: ${String(found.equals(right))}`).toBe(`${path}: true`)
  }
}

const passing: readonly (readonly [string, Fault, number])[] = [
  ['a 502 of a proxy', faults.status(502), 4],
  ['a 503 that says when', faults.status(503, { retryAfterSeconds: 2 }), 3],
  ['a 429 for all', faults.status(429), 6],
  ['an error in an answer of 200', faults.json(50_001), 3],
  ['a sign-in page in an answer of 200', faults.html(), 2],
  ['a connection cut after some bytes', faults.cutAfter(600), 4],
  ['a body that ends early', faults.endEarly(900), 4],
  ['a connection closed without a word', faults.hangUp(), 4],
  ['a body of no bytes', faults.zeroLength(), 2],
  ['links that have expired', faults.expireNow(), 4],
  ['ranges that are ignored', faults.ignoreRange(), 2],
  ['a slow line', faults.drip(2_000_000), 4],
]

describe('faults that pass', () => {
  for (const [name, fault, times] of passing) {
    it(`${name}: right in the end, in one run`, async () => {
      await begin()
      s.fake.faults.add({ on: 'content', times, fault })
      expect(await s.settle()).toMatchObject({ kind: 'done', problems: [] })
      await expectAllRight()
    })
  }

  it('links that are refused for a while: right in the end', async () => {
    await begin()
    s.fake.faults.add({ on: 'url', times: 3, fault: faults.status(500) })
    expect(await s.settle()).toMatchObject({ kind: 'done', problems: [] })
    await expectAllRight()
  })

  it('a new version cut in the middle leaves the old one whole until it has come', async () => {
    s = await startSyncHarness()
    s.fake.tree.addFile('/w/a.bin', { sizeBytes: 500_000 })
    await s.settle()
    const old = await readFile(join(s.folder, 'a.bin'))
    s.fake.tree.writeVersion('/w/a.bin', { sizeBytes: 600_000 })
    const clear = s.fake.faults.add({ on: 'content', times: Infinity, fault: faults.cutAfter(0) })
    const run = s.settle()
    await expect.poll(() => s.fake.faults.hits()['cutAfter'] ?? 0).toBeGreaterThan(2)
    expect((await readFile(join(s.folder, 'a.bin'))).equals(old)).toBe(true)
    clear()
    expect(await run).toMatchObject({ kind: 'done', problems: [] })
    const right = Buffer.from(s.fake.content('/w/a.bin').read(0, 600_000))
    expect((await readFile(join(s.folder, 'a.bin'))).equals(right)).toBe(true)
  })
})

describe('faults that stay', () => {
  it('a blob that is missing is told for its file; the others come, and nothing is deleted for it', async () => {
    await begin({ clock: createQuickClock(200) })
    const clear = s.fake.faults.add({
      on: 'content',
      path: ({ path }) => path.endsWith('small.bin'),
      times: Infinity,
      fault: faults.blobMissing(),
    })
    expect(await s.settle()).toMatchObject({ kind: 'done', problems: [{ path: 'small.bin' }] })
    expect(Object.keys(await s.local())).toEqual(['empty.bin', 'sub/', 'sub/large.bin', 'sub/medium.bin'])
    clear()
    expect(await s.settle()).toMatchObject({ kind: 'done', problems: [] })
    await expectAllRight()
  })
})
