// Volumes that are not like the disk of this machine: they fold names, end at 4 GiB, count time in twos, go away and come
// back, or hold no such path. Played by the Disk port on real files. Numbers are those of the scenario list.

import { rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createFoldingDisk } from '../../testing/engine/folding-disk.ts'
import type { Folding } from '../../testing/engine/folding-disk.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { ConflictPolicy } from '../model/conflict.ts'
import { nameRules } from '../model/local-name.ts'
import { createNodeDisk } from '../ports/node-disk.ts'

const mib = 1_048_576
const size = 3 * mib + 17
let s: Scenario

afterEach(() => s.close())

const rangeFrom = (start: number) => `bytes=${start}-${size - 1}`

async function expectRight(batchId: string, name = 'film.bin'): Promise<void> {
  const { state } = await s.only(batchId)
  expect(state).toEqual({ kind: 'completed', path: join(s.target, name), outcome: 'downloaded' })
  expect(await s.landed(name)).toEqual(s.right(name))
}

/** The text of every file below the target, sorted. */
async function texts(): Promise<string[]> {
  const found = await readdir(s.target, { recursive: true, withFileTypes: true })
  const files = found.filter((entry) => entry.isFile())
  return (
    await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))
  ).sort()
}

const folding = (how: Omit<Folding, 'root'>) => (root: string) => createFoldingDisk({ ...how, root })
const policies: readonly ConflictPolicy[] = ['rename', 'overwrite', 'skip', 'skip-if-same']

describe('volumes that fold names', () => {
  const twinsByCase = [
    'Film.mkv',
    'film.mkv',
    'FILM.MKV',
    'Docs/a.txt',
    'docs/a.txt',
    'DOCS/A.TXT',
    'ÄÖ',
    'äö',
  ]
  const twinsByForm = ['é.txt', 'e\u0301.txt', 'Caf\u00e9/a', 'Cafe\u0301/a', 'ñ', 'n\u0303']
  const plant = (names: readonly string[]) => {
    for (const name of names) {
      s.fake.tree.addFile(`/tree/${name}`, { text: `of ${name}`, modifiedAtMs: Date.UTC(2020, 0, 1) })
    }
    return names.map((name) => `of ${name}`).sort()
  }

  it.each(
    (['linux', 'win32'] as const).flatMap((rules) => policies.map((policy) => [rules, policy] as const)),
  )('d07 case is ignored, rules of %s, %s: no twin takes the place of another', async (rules, conflict) => {
    s = await startScenario({
      nameRules: nameRules[rules],
      disk: folding({ ignoresCase: true, form: 'kept' }),
    })
    const right = plant(twinsByCase)
    const first = await s.settled(await s.fetch('tree', { conflict }))
    expect(first.map(({ state }) => state)).toEqual(
      twinsByCase.map(() => expect.objectContaining({ kind: 'completed', outcome: 'downloaded' }) as unknown),
    )
    expect(await texts()).toEqual(right)
    // The same names again: nothing is added and nothing lost.
    if (conflict === 'skip-if-same') {
      await s.settled(await s.fetch('tree', { conflict }))
      expect(await texts()).toEqual(right)
    }
  })

  it.each(
    (['linux', 'darwin'] as const).flatMap((rules) =>
      (['ignored', 'decomposed'] as const).flatMap((form) =>
        (['overwrite', 'skip-if-same'] as const).map((policy) => [form, rules, policy] as const),
      ),
    ),
  )(
    'd08 Unicode forms are %s, rules of %s, %s: no twin takes the place of another',
    async (form, rules, conflict) => {
      s = await startScenario({
        nameRules: nameRules[rules],
        disk: folding({ ignoresCase: rules === 'darwin', form }),
      })
      const right = plant(twinsByForm)
      await s.settled(await s.fetch('tree', { conflict }))
      expect(await texts()).toEqual(right)
      s.fake.clearRequests()
      await s.settled(await s.fetch('tree', { conflict: 'skip-if-same' }))
      expect(await texts()).toEqual(right)
      expect(s.blobs()).toEqual([])
    },
  )

  it('d07 a volume that keeps them apart is left to do so', async () => {
    s = await startScenario()
    plant(twinsByCase)
    await s.settled(await s.fetch('tree'))
    expect((await readdir(join(s.target, 'tree'))).sort()).toEqual(
      ['DOCS', 'Docs', 'docs', 'FILM.MKV', 'Film.mkv', 'film.mkv', 'ÄÖ', 'äö'].sort(),
    )
  })

  it('d07 a volume that cannot be asked: the folder is walked all the same', async () => {
    s = await startScenario()
    const right = plant(['a', 'b'])
    s.disk.fail({ on: 'open', code: 'ENOSPC' })
    await s.settled(await s.fetch('tree'))
    expect(await texts()).toEqual(right)
  })
})

describe('volumes that go away', () => {
  it.each(['ESTALE', 'EIO', 'ENOTCONN', 'ENODEV'])(
    'd12 a share goes away while bytes come (%s): held for the volume, and on by itself when it is back',
    async (code) => {
      s = await startScenario({ timeouts: { firstByteMs: 6e6, idleMs: 6e6 } })
      s.file('film.bin', size)
      let written = 0
      s.disk.before('write', async () => {
        if (++written === 1) return
        s.disk.before('write', () => Promise.resolve())
        s.disk.vanish(code)
      })
      s.fake.faults.add({ on: 'content', fault: faults.drip(8 * mib) })
      const batchId = await s.fetch('film.bin')
      const held = await s.only(batchId, ({ state }) => state.kind === 'held')
      expect(held.state).toMatchObject({
        failure: { kind: 'disk-gone' },
        cause: { scope: 'volume', root: s.target },
      })
      const asked = s.fake.requests.length
      s.disk.vanish(undefined)
      await expectRight(batchId)
      // On where the notes end, which is behind the first byte.
      expect(s.blobs()).toHaveLength(2)
      expect(s.blobs()[1]?.range).not.toBe(rangeFrom(0))
      expect(s.fake.requests.length - asked).toBe(1)
    },
  )

  it('d12 a share goes away at the rename: nothing is fetched again', async () => {
    s = await startScenario()
    s.file('film.bin', size)
    const stop = s.disk.onCall((call) => {
      if (call !== 'renameNoClobber') return
      stop()
      s.disk.vanish('ESTALE')
    })
    const batchId = await s.fetch('film.bin')
    await s.only(batchId, ({ state }) => state.kind === 'held')
    s.disk.vanish(undefined)
    await expectRight(batchId)
    expect(s.blobs()).toHaveLength(1)
  })

  it('d12 a mount that is empty when it is back: all of it again, into a folder made anew', async () => {
    s = await startScenario({ timeouts: { firstByteMs: 6e6, idleMs: 6e6 } })
    s.file('film.bin', size)
    s.fake.faults.add({ on: 'content', fault: faults.stallAfter(mib) })
    const batchId = await s.fetch('film.bin')
    await s.received(batchId, mib)
    s.disk.vanish('ENOTCONN')
    s.engine().queue.pause({ transferIds: [], batchIds: [batchId] })
    await s.only(batchId, ({ state }) => state.kind === 'paused')
    await s.stop()
    s.disk.vanish(undefined)
    rmSync(s.target, { recursive: true })
    await s.restart()
    s.engine().queue.resume({ transferIds: [], batchIds: [batchId] })
    await expectRight(batchId)
    expect(s.blobs().map(({ range }) => range)).toEqual([rangeFrom(0), rangeFrom(0)])
  })

  it('d02 the target folder is removed while bytes come: made again, never a wrong file', async () => {
    s = await startScenario()
    s.file('film.bin', size)
    let removed = false
    s.disk.before('datasync', async () => {
      if (removed) return
      removed = true
      rmSync(s.target, { recursive: true })
    })
    await expectRight(await s.fetch('film.bin'))
    expect(removed).toBe(true)
  })
})

describe('volumes with limits', () => {
  it('d13 a file that the file system has no room for in one piece (FAT): given up in words, its neighbours arrive', async () => {
    s = await startScenario({ settings: { concurrency: 1 } })
    s.file('tree/a-large.bin', size)
    s.file('tree/b-small.bin', 1000)
    // FAT says so at the first byte behind its limit.
    s.disk.fail({ on: 'write', code: 'EFBIG', after: 1 })
    const [large, small] = await s.settled(await s.fetch('tree'))
    expect(large?.state).toMatchObject({ kind: 'failed', failure: { kind: 'file-too-large' } })
    expect(small?.state.kind).toBe('completed')
  })

  it.each([0, 1, 999, 1_000, 1_999])(
    'd13 times in steps of two seconds (%i ms past): a second download of the same file is skipped',
    async (past) => {
      const coarse = createNodeDisk()
      s = await startScenario({
        disk: () => ({
          ...coarse,
          open: async (path, mode) => {
            const file = await coarse.open(path, mode)
            return { ...file, setModified: (atMs) => file.setModified(Math.floor(atMs / 2_000) * 2_000) }
          },
        }),
      })
      s.fake.tree.addFile('/film.bin', { sizeBytes: 1000, modifiedAtMs: Date.UTC(2020, 0, 1) + past })
      await s.settled(await s.fetch('film.bin', { conflict: 'skip-if-same' }))
      // Without the record of the first one too: then only length and time are left to tell.
      await s.stop()
      for (const suffix of ['', '-wal', '-shm', '.backup']) rmSync(s.databasePath + suffix, { force: true })
      await s.restart()
      const [again] = await s.settled(await s.fetch('film.bin', { conflict: 'skip-if-same' }))
      expect(again?.state).toMatchObject({ kind: 'completed', outcome: 'skipped' })
      expect(await readdir(s.target)).toEqual(['film.bin'])
    },
  )

  it('d10 a path of more than 260 characters is no trouble', async () => {
    s = await startScenario()
    const path = `${Array.from({ length: 5 }, (_, level) => String(level).repeat(100)).join('/')}/film.bin`
    s.file(path, size)
    const transfer = await s.download('0'.repeat(100))
    expect(transfer.state.kind).toBe('completed')
    expect(await s.landed(path)).toEqual(s.right(path))
  })

  it('d10 paths of more than 4096: each such file fails in words, every other one arrives', async () => {
    s = await startScenario()
    const level = 'deep'.repeat(60)
    const deep = Array.from({ length: 20 }, () => level).join('/')
    s.fake.tree.addFile(`/tree/${deep}/too-deep.txt`, { text: 'deep' })
    s.fake.tree.addFile(`/tree/${level}/shallow.txt`, { text: 'shallow' })
    s.fake.tree.addFile('/tree/zz/behind.txt', { text: 'behind' })
    const batchId = await s.fetch('tree')
    const transfers = await s.settled(batchId)
    const ends = transfers.map(({ target: { name }, state }) => [
      name,
      state.kind,
      state.kind === 'failed' ? state.failure.kind : undefined,
    ])
    expect(ends.sort()).toEqual([
      ['behind.txt', 'completed', undefined],
      ['shallow.txt', 'completed', undefined],
      ['too-deep.txt', 'failed', 'name-impossible'],
    ])
    expect(await texts()).toEqual(['behind', 'shallow'])
    // And so does the walk: an empty folder that could not be made has nobody else to speak for it.
    expect(s.engine().queue.batch(batchId)?.batch.walk).toMatchObject({
      kind: 'failed',
      failure: { kind: 'name-impossible' },
    })
  })

  it('d10 hundreds of levels: an answer for each file, and no end of the walk', async () => {
    s = await startScenario()
    const deep = Array.from({ length: 400 }, (_, depth) => `a-level-${String(depth).padStart(4, '0')}`)
    s.fake.tree.addFile(`/tree/${deep.join('/')}/bottom.txt`, { text: 'bottom' })
    s.fake.tree.addFile(`/tree/${deep.slice(0, 250).join('/')}/middle.txt`, { text: 'middle' })
    const transfers = await s.settled(await s.fetch('tree'))
    expect(transfers.map(({ target: { name }, state }) => [name, state.kind]).sort()).toEqual([
      ['bottom.txt', 'failed'],
      ['middle.txt', 'completed'],
    ])
    expect(await texts()).toEqual(['middle'])
  })
})

describe('files that others hold', () => {
  it.each(['EBUSY', 'EPERM', 'EACCES'])(
    'd04 Windows refuses the rename n times with %s, because a scanner looks: tried until it works',
    async (code) => {
      s = await startScenario({ nameRules: nameRules.win32 })
      s.file('film.bin', size)
      s.disk.fail({ on: 'renameNoClobber', code, times: 4 })
      await expectRight(await s.fetch('film.bin'))
      expect(s.troubles).toEqual(Array.from({ length: 4 }, () => 'disk-busy'))
      expect(s.blobs()).toHaveLength(1)
    },
  )

  it.each(['EPERM', 'EACCES'])(
    'd04 elsewhere %s at the rename is a matter of rights: said, the bytes are kept for a retry',
    async (code) => {
      s = await startScenario()
      s.file('film.bin', size)
      s.disk.fail({ on: 'renameNoClobber', code })
      const batchId = await s.fetch('film.bin')
      expect((await s.only(batchId)).state).toMatchObject({
        kind: 'failed',
        failure: { kind: 'disk-denied' },
      })
      s.engine().queue.retry({ transferIds: [], batchIds: [batchId] })
      await expectRight(batchId)
      expect(s.blobs()).toHaveLength(1)
    },
  )

  it.each(['EBUSY', 'EPERM', 'EACCES'])(
    'd04 the same for a file that is to be replaced (%s)',
    async (code) => {
      s = await startScenario({ nameRules: nameRules.win32 })
      s.fake.tree.addFile('/film.bin', { text: 'old' })
      await s.settled(await s.fetch('film.bin'))
      s.fake.tree.writeVersion('/film.bin', { text: 'new' })
      s.disk.fail({ on: 'renameReplacing', code, times: 3 })
      const { state } = await s.only(await s.fetch('film.bin', { conflict: 'overwrite' }))
      expect(state.kind).toBe('completed')
      expect(await texts()).toEqual(['new'])
    },
  )

  it('d04 the part cannot be opened for a while: tried until it can', async () => {
    s = await startScenario()
    s.file('film.bin', size)
    s.disk.fail({ on: 'open', code: 'EBUSY', times: 3 })
    await expectRight(await s.fetch('film.bin'))
    expect(s.troubles).toEqual(['disk-busy', 'disk-busy', 'disk-busy'])
  })
})
