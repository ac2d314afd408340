// What a disk and the people who share it can do to one download. Real files; a fault is planned at the port. Numbers are
// those of the scenario list.

import { appendFile, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import type { DiskCall } from '../../testing/engine/faulty-disk.ts'
import type { ConflictPolicy } from '../model/conflict.ts'

const mib = 1_048_576
const size = 20 * mib + 33
let s: Scenario

beforeEach(async () => {
  s = await startScenario({ timeouts: { firstByteMs: 6e6, idleMs: 6e6 } })
})
afterEach(() => s.close())

const atTarget = (name: string) => join(s.target, name)
const outcome = async (batchId: string) => (await s.only(batchId)).state

async function expectRight(batchId: string, name = 'film.bin'): Promise<void> {
  expect(await outcome(batchId)).toEqual({ kind: 'completed', path: atTarget(name), outcome: 'downloaded' })
  expect(await s.landed(name)).toEqual(s.right(name))
}

describe('disk: no space', () => {
  it('d01 not enough space at the start: held for the volume, nothing fetched, goes on by itself', async () => {
    s.file('film.bin', 3 * mib)
    s.disk.setFree(mib)
    const batchId = await s.fetch('film.bin')
    const held = await s.only(batchId, ({ state }) => state.kind === 'held')
    expect(held.state).toMatchObject({
      kind: 'held',
      failure: { kind: 'disk-full' },
      cause: { scope: 'volume', root: s.target },
    })
    expect(s.blobs()).toEqual([])
    s.disk.setFree(undefined)
    await expectRight(batchId)
  })

  it.each<[string, DiskCall]>([
    ['while writing', 'write'],
    ['at a sync', 'datasync'],
    ['at the rename', 'renameNoClobber'],
  ])('d01 no space %s: held, what is recorded stays, goes on by itself', async (_name, call) => {
    s.file('film.bin', 3 * mib)
    s.disk.fail({ on: call, code: 'ENOSPC', after: call === 'renameNoClobber' ? 0 : 1, times: 2 })
    const batchId = await s.fetch('film.bin')
    await s.only(batchId, ({ state }) => state.kind === 'held')
    expect(s.troubles).toEqual(['disk-full'])
    await expectRight(batchId)
  })
})

describe('disk: in the way', () => {
  it('d02 the target folder is removed while paused: made again, all of the file', async () => {
    s.file('film.bin', 3 * mib)
    s.fake.faults.add({ on: 'content', fault: faults.stallAfter(2 * mib) })
    const batchId = await s.fetch('film.bin')
    await s.received(batchId, 2 * mib)
    await s.stop()
    await rm(s.target, { recursive: true })
    await s.restart()
    await expectRight(batchId)
  })

  it('d03 a folder that may not be written: fails with that reason, a retry succeeds', async () => {
    s.file('film.bin', 3 * mib)
    s.disk.fail({ on: 'open', code: 'EROFS' })
    const batchId = await s.fetch('film.bin')
    expect(await outcome(batchId)).toMatchObject({ kind: 'failed', failure: { kind: 'disk-denied' } })
    s.engine().queue.retry({ transferIds: [], batchIds: [batchId] })
    await expectRight(batchId)
  })

  it('d04 the rename is refused n times because another program holds the file: tried until it works', async () => {
    s.file('film.bin', 3 * mib)
    s.disk.fail({ on: 'renameNoClobber', code: 'EBUSY', times: 4 })
    const batchId = await s.fetch('film.bin')
    await expectRight(batchId)
    expect(s.troubles).toEqual(Array.from({ length: 4 }, () => 'disk-busy'))
    expect(s.blobs()).toHaveLength(1)
  })
})

describe('disk: the final name exists', () => {
  const old = 'what the user has'
  const put = async (name = 'film.bin') => {
    await mkdir(s.target, { recursive: true })
    await writeFile(atTarget(name), old)
  }
  const names = async () => (await readdir(s.target)).sort()
  const fetchWith = (conflict: ConflictPolicy) => s.fetch('film.bin', { conflict })
  const read = async (name: string) => (await readFile(atTarget(name))).toString('latin1')
  const fresh = () => Buffer.from(s.fake.content('/film.bin').read(0, size)).toString('latin1')

  beforeEach(() => {
    s.fake.tree.addFile('/film.bin', { sizeBytes: 100_000 })
  })

  it.each<ConflictPolicy>(['rename', 'skip-if-same'])('d05 %s: both are there', async (conflict) => {
    await put()
    await put('film (1).bin')
    expect(await outcome(await fetchWith(conflict))).toMatchObject({ path: atTarget('film (2).bin') })
    expect(await names()).toEqual(['film (1).bin', 'film (2).bin', 'film.bin'])
    expect([await read('film.bin'), await read('film (1).bin'), await read('film (2).bin')]).toEqual([
      old,
      old,
      fresh(),
    ])
  })

  it('d05 skip: not one byte is fetched', async () => {
    await put()
    expect(await outcome(await fetchWith('skip'))).toEqual({
      kind: 'completed',
      path: atTarget('film.bin'),
      outcome: 'skipped',
    })
    expect([await names(), await read('film.bin'), s.asked('url')]).toEqual([['film.bin'], old, []])
  })

  it('d05 skip-if-same: the second download of the same file is skipped, a changed one is not', async () => {
    await s.settled(await fetchWith('skip-if-same'))
    expect(await outcome(await fetchWith('skip-if-same'))).toMatchObject({ outcome: 'skipped' })
    s.fake.tree.writeVersion('/film.bin', { sizeBytes: 100_000 })
    expect(await outcome(await fetchWith('skip-if-same'))).toMatchObject({ path: atTarget('film (1).bin') })
    expect(await read('film (1).bin')).toBe(fresh())
  })

  it('d05 overwrite: the old file stays whole until the new one is', async () => {
    await put()
    const seen: string[] = []
    s.disk.onCall((call) => {
      if (call === 'renameReplacing') void read('film.bin').then((text) => seen.push(text))
    })
    expect(await outcome(await fetchWith('overwrite'))).toMatchObject({ path: atTarget('film.bin') })
    expect(await names()).toEqual(['film.bin'])
    expect(await read('film.bin')).toBe(fresh())
  })

  it('d05 overwrite does not replace a folder', async () => {
    await mkdir(join(s.target, 'film.bin'), { recursive: true })
    expect(await outcome(await fetchWith('overwrite'))).toMatchObject({
      kind: 'failed',
      failure: { kind: 'disk-denied' },
    })
  })

  it.each<[ConflictPolicy, string[], string]>([
    ['rename', ['film (1).bin', 'film.bin'], old],
    ['overwrite', ['film.bin'], 'new'],
    ['skip', ['film.bin'], old],
    ['skip-if-same', ['film (1).bin', 'film.bin'], old],
  ])('d05 ask, answered with %s before the download', async (answer, left, at) => {
    await put()
    const batchId = await fetchWith('ask')
    const held = await s.only(batchId, ({ state }) => state.kind === 'held')
    expect(held.state).toMatchObject({
      failure: { kind: 'conflict-undecided' },
      cause: { scope: 'transfer' },
    })
    expect(s.blobs()).toEqual([])
    s.engine().queue.decide(held.id, answer, false)
    expect((await outcome(batchId)).kind).toBe('completed')
    expect(await names()).toEqual(left)
    expect(await read('film.bin')).toBe(at === 'new' ? fresh() : old)
  })

  describe('a file appears under the name during the download', () => {
    /** It comes between the last byte and the rename: the check before the download cannot have seen it. */
    const appear = () => {
      let once = false
      return new Promise<void>((resolve) => {
        s.disk.onCall((call) => {
          if (once || call !== 'datasync') return
          once = true
          void put().then(resolve)
        })
      })
    }
    const slowly = () => {
      s.fake.faults.add({ on: 'content', fault: faults.stallAfter(60_000) })
    }

    it.each<[ConflictPolicy, string[], string]>([
      ['rename', ['film (1).bin', 'film.bin'], old],
      ['overwrite', ['film.bin'], 'new'],
      ['skip', ['film.bin'], old],
      ['skip-if-same', ['film (1).bin', 'film.bin'], old],
    ])('d05 %s', async (conflict, left, at) => {
      const appeared = appear()
      const batchId = await fetchWith(conflict)
      await appeared
      expect((await outcome(batchId)).kind).toBe('completed')
      expect(await names()).toEqual(left)
      expect(await read('film.bin')).toBe(at === 'new' ? fresh() : old)
    })

    it.each<[ConflictPolicy, string[], string]>([
      ['rename', ['film (1).bin', 'film.bin'], old],
      ['overwrite', ['film.bin'], 'new'],
      ['skip', ['film.bin'], old],
      ['skip-if-same', ['film (1).bin', 'film.bin'], old],
    ])('d05 ask, answered with %s: no byte is fetched again', async (answer, left, at) => {
      const appeared = appear()
      const batchId = await fetchWith('ask')
      await appeared
      const held = await s.only(batchId, ({ state }) => state.kind === 'held')
      expect(held.state).toMatchObject({ kind: 'held', failure: { kind: 'conflict-undecided' } })
      s.engine().queue.decide(held.id, answer, true)
      expect((await outcome(batchId)).kind).toBe('completed')
      expect(await names()).toEqual(left)
      expect(await read('film.bin')).toBe(at === 'new' ? fresh() : old)
      expect(s.blobs()).toHaveLength(1)
    })

    it('d05 skip, while the download is paused: the part goes too', async () => {
      slowly()
      const batchId = await fetchWith('skip')
      await s.received(batchId, 60_000)
      s.engine().queue.pause({ transferIds: [], batchIds: [batchId] })
      await s.stop()
      await put()
      await s.restart()
      s.engine().queue.resume({ transferIds: [], batchIds: [batchId] })
      expect(await outcome(batchId)).toMatchObject({ kind: 'completed', outcome: 'skipped' })
      expect(await names()).toEqual(['film.bin'])
    })
  })
})

describe('disk: the part file is touched by others', () => {
  const got = 18 * mib
  /** A download stopped in the middle; `crash` forgets that it was closed in order. */
  const half = async (crash: boolean): Promise<[batchId: string, part: string]> => {
    s.file('film.bin', size)
    s.fake.faults.add({ on: 'content', fault: faults.stallAfter(got) })
    const batchId = await s.fetch('film.bin')
    await s.received(batchId, got)
    await s.stop()
    if (crash) s.forgetOrder()
    const [part] = await s.parts()
    s.fake.clearRequests()
    return [batchId, atTarget(part ?? 'missing')]
  }
  const flip = async (path: string, at: number) => {
    const bytes = await readFile(path)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await writeFile(path, bytes)
  }
  const change: Record<string, [(part: string) => Promise<void>, string[]]> = {
    'left alone': [async () => undefined, [`bytes=${got}-${size - 1}`]],
    'edited in one byte': [
      (part) => flip(part, 9 * mib),
      [`bytes=${8 * mib}-${16 * mib - 1}`, `bytes=${got}-${size - 1}`],
    ],
    'cut short': [(part) => truncate(part, 3 * mib), [`bytes=0-${size - 1}`]],
    'made longer': [(part) => appendFile(part, Buffer.alloc(5 * mib, 1)), [`bytes=${got}-${size - 1}`]],
    'replaced by another file': [
      async (part) => {
        await rm(part)
        await writeFile(part, Buffer.alloc(got, 7))
      },
      [`bytes=0-${size - 1}`],
    ],
    removed: [(part) => rm(part), [`bytes=0-${size - 1}`]],
  }

  it.each(Object.entries(change).flatMap(([name]) => [false, true].map((crash) => [name, crash] as const)))(
    'd06 %s (after a crash: %s): what is not proven is fetched again',
    async (name, crash) => {
      const [act, ranges] = change[name] ?? []
      const [batchId, part] = await half(crash)
      await act?.(part)
      await s.restart()
      await expectRight(batchId)
      expect(s.blobs().map(({ range }) => range)).toEqual(ranges)
    },
  )

  it('d06 cut while bytes still come: what was lost is fetched again', async () => {
    s.file('film.bin', size)
    let cut = false
    let writes = 0
    s.disk.before('write', async () => {
      const [part] = await s.parts()
      // Behind what is cut off: a hole is left there.
      if (cut || ++writes < 3 || part === undefined) return
      cut = true
      await truncate(atTarget(part), mib)
    })
    await expectRight(await s.fetch('film.bin'))
    expect({ cut, answers: s.blobs().length > 1 }).toEqual({ cut: true, answers: true })
  })

  it('d06 made longer when all of it is there: the file has its own length', async () => {
    s.file('film.bin', size)
    s.disk.fail({ on: 'renameNoClobber', code: 'EROFS' })
    const batchId = await s.fetch('film.bin')
    expect((await outcome(batchId)).kind).toBe('failed')
    const [part] = await s.parts()
    await appendFile(atTarget(part ?? ''), 'and more')
    s.engine().queue.retry({ transferIds: [], batchIds: [batchId] })
    await expectRight(batchId)
    expect(s.blobs()).toHaveLength(1)
  })

  it.each<[string, (part: string) => Promise<void>]>([
    ['cut short', (part) => truncate(part, 5)],
    [
      'replaced',
      async (part) => {
        await rm(part)
        await writeFile(part, Buffer.alloc(size, 7))
      },
    ],
  ])(
    'd06 %s between the last byte and the rename: never a wrong file under the final name',
    async (_name, act) => {
      s.file('film.bin', size)
      let done: Promise<void> | undefined
      s.beforeLastSync(async () => {
        const [part] = await s.parts()
        await (done ??= act(atTarget(part ?? '')))
      })
      await expectRight(await s.fetch('film.bin'))
      expect(done).toBeDefined()
    },
  )

  it('d11 the part is replaced by a link: it is not followed', async () => {
    const [batchId, part] = await half(false)
    const outside = `${s.target}-outside`
    await writeFile(outside, 'not ours')
    await rm(part)
    await symlink(outside, part)
    await s.restart()
    expect(await outcome(batchId)).toMatchObject({ kind: 'completed' })
    const { sizeBytes, sha256 } = await s.landed('film.bin')
    expect({ sizeBytes, sha256 }).toEqual({ sizeBytes: size, sha256: s.right('film.bin').sha256 })
    expect(await readFile(outside, 'utf8')).toBe('not ours')
    await rm(outside)
  })
})
