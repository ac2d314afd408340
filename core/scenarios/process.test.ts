// What happens to the process around a download: it ends between two steps, its clock jumps, its database is lost, the
// user presses buttons faster than disks answer. Numbers are those of the scenario list.

import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'

const mib = 1_048_576
const size = 20 * mib + 33
const day = 86_400_000
let s: Scenario

afterEach(() => s.close())

const patient = { timeouts: { firstByteMs: 6e6, idleMs: 6e6 } }
const all = (batchId: string) => ({ transferIds: [], batchIds: [batchId] })

async function expectRight(batchId: string): Promise<void> {
  expect((await s.only(batchId)).state).toEqual({
    kind: 'completed',
    path: join(s.target, 'film.bin'),
    outcome: 'downloaded',
  })
  expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
  expect(await readdir(s.target)).toEqual(['film.bin'])
}

/** A download that stands still in the middle. */
async function half(got: number): Promise<string> {
  s = await startScenario(patient)
  s.file('film.bin', size)
  s.fake.faults.add({ on: 'content', fault: faults.stallAfter(got) })
  const batchId = await s.fetch('film.bin')
  await s.received(batchId, got)
  return batchId
}

describe('process', () => {
  it('p02 ends between the rename and its record: found again, nothing fetched, no second file', async () => {
    s = await startScenario()
    s.file('film.bin', size)
    let restore: (() => void) | undefined
    s.disk.onCall((call) => {
      // The database as it is at the rename: what a crash right after it would leave.
      if (call === 'renameNoClobber') restore ??= s.keepDatabase()
    })
    const batchId = await s.fetch('film.bin')
    await s.only(batchId)
    await s.stop()
    restore?.()
    s.fake.clearRequests()
    await s.restart()
    await expectRight(batchId)
    expect(s.blobs()).toEqual([])
  })

  it('p02 and somebody edits the file before the next start: that file stays, the right one comes beside it', async () => {
    s = await startScenario()
    s.fake.tree.addFile('/film.bin', { sizeBytes: size, modifiedAtMs: Date.UTC(2020, 0, 1) })
    let restore: (() => void) | undefined
    s.disk.onCall((call) => {
      if (call === 'renameNoClobber') restore ??= s.keepDatabase()
    })
    const batchId = await s.fetch('film.bin')
    await s.only(batchId)
    await s.stop()
    restore?.()
    const edited = Buffer.alloc(size, 'theirs now')
    writeFileSync(join(s.target, 'film.bin'), edited)
    await s.restart()
    expect((await s.only(batchId)).state).toMatchObject({ path: join(s.target, 'film (1).bin') })
    expect(readFileSync(join(s.target, 'film.bin')).equals(edited)).toBe(true)
    const { sizeBytes, sha256, parts } = await s.landed('film (1).bin')
    expect({ sizeBytes, sha256, parts, early: [] }).toEqual(s.right('film.bin'))
  })

  it('p02 ends in the middle of the rename, when the file has both names', async () => {
    s = await startScenario()
    s.file('film.bin', size)
    s.disk.doubleNext()
    const batchId = await s.fetch('film.bin')
    await expectRight(batchId)
    expect(s.blobs()).toHaveLength(1)
  })

  const zeroed = (path: string) => writeFileSync(path, Buffer.alloc(readFileSync(path).length))
  const torn = (path: string) => truncateSync(path, Math.floor(readFileSync(path).length / 2))

  it.each<[string, (path: string) => void]>([
    ['is torn', (path) => truncateSync(path, 5_000)],
    ['is all zeros', zeroed],
    ['is gone', (path) => rmSync(path)],
  ])(
    'p03 the database %s while a part is there: the queue is not lost, the file is right',
    async (_name, act) => {
      const batchId = await half(10 * mib)
      await s.stop()
      act(s.databasePath)
      await s.restart()
      await expectRight(batchId)
    },
  )

  it.each<[string, (path: string) => void]>([
    ['torn', torn],
    ['all zeros', zeroed],
    ['gone', (path) => rmSync(path)],
    ['of another generation', (path) => writeFileSync(path, Buffer.alloc(8_192, 1))],
  ])(
    'p03 after a crash the journal of the database is %s: the file is right, whatever of the queue is left',
    async (_name, act) => {
      const batchId = await half(10 * mib)
      // As the crash leaves them: commits that are in the journal only.
      const files = ['', '-wal', '.backup'].map((suffix) => s.databasePath + suffix)
      const crashed = files.map((file) => [file, readFileSync(file)] as const)
      await s.stop()
      for (const [file, content] of crashed) writeFileSync(file, content)
      act(`${s.databasePath}-wal`)
      await s.restart()
      // The file may have been added in the last moment before it: then the user adds it again, and its part is used or not.
      const known = s.engine().queue.batch(batchId) === undefined ? await s.fetch('film.bin') : batchId
      expect((await s.only(known)).state.kind).toBe('completed')
      const { sizeBytes, sha256 } = await s.landed('film.bin')
      expect({ sizeBytes, sha256 }).toEqual({ sizeBytes: size, sha256: s.right('film.bin').sha256 })
    },
  )

  it.each<[string, (path: string) => void]>([
    ['torn', torn],
    ['all zeros', zeroed],
    ['gone', (path) => rmSync(path)],
  ])('p03 the backup is %s: nobody needs it, and the next one is good', async (_name, act) => {
    const batchId = await half(10 * mib)
    await s.stop()
    act(`${s.databasePath}.backup`)
    await s.restart()
    await expectRight(batchId)
    await s.stop()
    zeroed(s.databasePath)
    await s.restart()
    expect(s.engine().queue.batch(batchId)).toBeDefined()
  })

  it('p03 database and backup are both destroyed: a start with an empty queue, and what was there stays there', async () => {
    await half(10 * mib)
    await s.stop()
    const parts = await s.parts()
    torn(s.databasePath)
    zeroed(`${s.databasePath}.backup`)
    await s.restart()
    expect(await s.parts()).toEqual(parts)
    expect((await s.download('film.bin')).state.kind).toBe('completed')
    const { sizeBytes, sha256 } = await s.landed('film.bin')
    expect({ sizeBytes, sha256 }).toEqual({ sizeBytes: size, sha256: s.right('film.bin').sha256 })
  })

  it('p03 an older generation of the database: what it does not know is fetched again', async () => {
    const batchId = await half(10 * mib)
    await s.stop()
    const restore = s.keepDatabase()
    await s.restart()
    await s.only(batchId)
    await s.stop()
    restore()
    await s.restart()
    expect((await s.only(batchId)).state).toMatchObject({ kind: 'completed' })
    expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
  })

  it.each([1, -1])(
    'p07 the clock jumps by %i day while a try waits: it is tried all the same',
    async (days) => {
      const clock = createQuickClock(200)
      s = await startScenario({ clock })
      s.file('film.bin', size)
      s.fake.faults.add({ on: 'content', times: 2, fault: faults.status(503, { retryAfterSeconds: 30 }) })
      const batchId = await s.fetch('film.bin')
      await s.only(batchId, ({ state }) => state.kind === 'waiting')
      clock.jump(days * day)
      await expectRight(batchId)
    },
  )
})

describe('process: buttons', () => {
  it('pause keeps what came, resume goes on behind it', async () => {
    const batchId = await half(10 * mib)
    s.engine().queue.pause(all(batchId))
    expect((await s.only(batchId, ({ state }) => state.kind === 'paused')).state.kind).toBe('paused')
    s.engine().queue.resume(all(batchId))
    await expectRight(batchId)
    expect(s.blobs().map(({ range }) => range)).toEqual([
      `bytes=0-${size - 1}`,
      `bytes=${10 * mib}-${size - 1}`,
    ])
  })

  it('cancel takes the part away', async () => {
    const batchId = await half(10 * mib)
    s.engine().queue.cancel(all(batchId))
    await s.only(batchId)
    await s.stop()
    expect(await readdir(s.target)).toEqual([])
    await s.restart()
    expect((await s.only(batchId)).state.kind).toBe('canceled')
  })

  it.each(['running', 'paused'])('cancel and at once retry of a %s one, on a slow disk', async (before) => {
    const batchId = await half(10 * mib)
    if (before === 'paused') {
      s.engine().queue.pause(all(batchId))
      await s.stop()
      await s.restart()
    }
    let go: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (go = resolve))
    s.disk.before('remove', () => gate)
    s.engine().queue.cancel(all(batchId))
    s.engine().queue.retry(all(batchId))
    setImmediate(go)
    await expectRight(batchId)
  })

  it('remove and at once close: nothing is left behind, and nothing breaks', async () => {
    const batchId = await half(10 * mib)
    s.engine().queue.cancel(all(batchId))
    await s.only(batchId)
    s.engine().queue.remove(all(batchId))
    await s.stop()
    await s.restart()
    expect(s.engine().queue.batch(batchId)).toBeUndefined()
    expect(await readdir(s.target)).toEqual([])
  })

  it('the same download asked for again goes on instead of a second one', async () => {
    const batchId = await half(10 * mib)
    await s.stop()
    await s.restart()
    expect(await s.fetch('film.bin')).toBe(batchId)
    await expectRight(batchId)
  })
})
