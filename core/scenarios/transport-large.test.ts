// A file whose offsets need more than 32 bits (scenario t24). The stretch around the edge always comes for real; the whole
// file does so where REVERIE_LARGE is 1, for it takes a disk of its own for a minute.

import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { pretendDone } from '../../testing/engine/pretended-part.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { Disk } from '../ports/disk.ts'
import { createNodeDisk } from '../ports/node-disk.ts'

const mib = 1_048_576
const edge = 2 ** 32
const size = edge + 5 * mib + 17
const piece = 8 * mib
/** What is there before the test begins: zeros that take no room. */
const seeded = edge - piece
let s: Scenario

afterEach(() => s.close())

/** Says nothing of holes, so that four gibibytes of zeros are not read back to prove them. */
function withoutHoles(): Disk {
  const real = createNodeDisk()
  return {
    ...real,
    open: async (path, mode) => {
      const file = await real.open(path, mode)
      const stat = async () => {
        const found = await file.stat()
        return { ...found, allocatedBytes: found.sizeBytes }
      }
      return { ...file, stat }
    },
  }
}

const rangeFrom = (start: number) => `bytes=${start}-${size - 1}`

describe('transport: more than 4 GiB', () => {
  it('t24 over the edge of 32 bits, broken off behind it: on there, and right to the last byte', async () => {
    s = await startScenario({
      settings: { connectionsPerFile: 1 },
      timeouts: { firstByteMs: 6e6, idleMs: 6e6 },
      disk: withoutHoles,
    })
    s.fake.tree.addFile('/large.bin', { sizeBytes: size })
    s.fake.faults.add({ on: 'content', fault: faults.stallAfter(0) })
    const batchId = await s.fetch('large.bin')
    await s.only(batchId, ({ state }) => state.kind === 'downloading')
    await s.stop()
    await pretendDone(s, seeded, piece)
    s.fake.clearRequests()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(piece + mib) })
    await s.restart()
    expect((await s.only(batchId)).state.kind).toBe('completed')
    expect(s.blobs().map(({ range }) => range)).toEqual([rangeFrom(seeded), rangeFrom(edge + mib)])
    const file = await open(join(s.target, 'large.bin'))
    const tail = Buffer.alloc(size - seeded + mib)
    const { bytesRead } = await file.read(tail, 0, tail.length, seeded - mib)
    const { size: landed } = await file.stat()
    await file.close()
    expect([landed, bytesRead]).toEqual([size, tail.length])
    expect(tail.subarray(0, mib).equals(Buffer.alloc(mib))).toBe(true)
    expect(tail.subarray(mib).equals(Buffer.from(s.fake.content('/large.bin').read(seeded, size)))).toBe(true)
  })

  it.runIf(process.env['REVERIE_LARGE'] === '1')(
    't24 all of it, broken off behind the edge of 32 bits',
    { timeout: 600_000 },
    async () => {
      s = await startScenario({ settings: { connectionsPerFile: 1 } })
      s.fake.tree.addFile('/large.bin', { sizeBytes: size })
      s.fake.faults.add({ on: 'content', fault: faults.endEarly(edge + mib) })
      expect((await s.download('large.bin')).state.kind).toBe('completed')
      expect(s.blobs().map(({ range }) => range)).toEqual([rangeFrom(0), rangeFrom(edge + mib)])
      expect(await hashOf(join(s.target, 'large.bin'))).toBe(s.fake.content('/large.bin').sha256())
    },
  )
})

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path)
  for await (const chunk of file.createReadStream({ highWaterMark: mib })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
