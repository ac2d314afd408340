// What may go wrong between a site and a folder, by the names of the list of scenarios (S): each ends with what lies on
// the disk afterwards.

import { mkdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createFoldingDisk } from '../../testing/engine/folding-disk.ts'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { uri } from '../../testing/engine/test-engine.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { Fault } from '../../testing/fake-cloudreve/index.ts'
import { startSyncHarness } from '../../testing/sync/sync-harness.ts'
import type { HarnessOptions, SyncHarness } from '../../testing/sync/sync-harness.ts'

let s: SyncHarness

afterEach(() => s.close())

async function begin(files: Record<string, string>, options: HarnessOptions = {}) {
  s = await startSyncHarness(options)
  for (const [path, text] of Object.entries(files)) s.put(path, text)
  await s.settle()
}

/** A run is patient for ten minutes. */
const patient = () => ({ clock: createQuickClock(300) })

/** Listings of a folder of the site meet the fault. */
function onListing(path: string, fault: Fault): () => void {
  const isMeant = (asked: string | null) => asked === `cloudreve://my${path}`
  return s.fake.faults.add({
    on: 'list',
    fault: {
      name: fault.name,
      lasting: true,
      before: (exchange) => (isMeant(exchange.query.get('uri')) ? fault.before?.(exchange) : undefined),
      bend: (reply, exchange) =>
        isMeant(exchange.query.get('uri')) ? (fault.bend?.(reply, exchange) ?? reply) : reply,
    },
  })
}

/** An answer that is right in every way, but has no entries. */
const emptied: Fault = {
  name: 'emptied',
  bend: (reply) => {
    if (reply.body.kind !== 'bytes') return reply
    const whole = JSON.parse(Buffer.from(reply.body.bytes).toString()) as { data: { files: unknown[] } }
    whole.data.files = []
    const bytes = Buffer.from(JSON.stringify(whole))
    return {
      ...reply,
      headers: { ...reply.headers, 'content-length': String(bytes.length) },
      body: { kind: 'bytes', bytes },
    }
  },
}

describe('listings', () => {
  it('listing fails half way deletes nothing', async () => {
    await begin({ 'a.txt': 'a', 'sub/b.txt': 'b', 'other/c.txt': 'c' }, patient())
    s.fake.tree.remove('/w/a.txt')
    s.fake.tree.remove('/w/other')
    const clear = onListing('/w/sub', faults.status(502))
    await s.settle()
    expect(await s.local()).toMatchObject({ 'a.txt': 'a', 'sub/b.txt': 'b', 'other/c.txt': 'c' })
    clear()
    await s.settle()
    expect(await s.local()).toEqual({ 'sub/': '', 'sub/b.txt': 'b' })
  })

  it('a listing that was cut in the middle deletes nothing', async () => {
    await begin({ 'a.txt': 'a', 'sub/b.txt': 'b' }, patient())
    s.fake.tree.remove('/w/a.txt')
    const clear = onListing('/w/sub', faults.badJson())
    await s.settle()
    expect(await s.local()).toMatchObject({ 'a.txt': 'a', 'sub/b.txt': 'b' })
    clear()
  })

  it('root empty asks', async () => {
    await begin({ 'a.txt': 'a', 'sub/b.txt': 'b' })
    s.fake.tree.remove('/w/a.txt')
    s.fake.tree.remove('/w/sub')
    expect(await s.settle({ agree: 'none' })).toMatchObject({
      kind: 'asks',
      plan: { question: 'root-empty' },
    })
    expect(await s.local()).toMatchObject({ 'a.txt': 'a', 'sub/b.txt': 'b' })
    await s.settle({ agree: 'plan' })
    expect(await s.local()).toEqual({})
    expect(await s.trashed()).toMatchObject({ 'a.txt': 'a', 'sub/b.txt': 'b' })
  })

  it('an empty answer that is not true deletes nothing, however often it comes and whoever agrees', async () => {
    await begin({ 'a.txt': 'a', 'sub/b.txt': 'b', 'sub/c.txt': 'c' }, patient())
    const clear = onListing('/w/sub', emptied)
    expect(await s.planned()).toEqual(['skip sub/b.txt (not-certain)', 'skip sub/c.txt (not-certain)'])
    await s.settle()
    expect(await s.local()).toMatchObject({ 'sub/b.txt': 'b', 'sub/c.txt': 'c' })
    clear()
    expect(await s.planned()).toEqual([])
  })

  it('a folder that is really empty now is emptied here too', async () => {
    await begin({ 'a.txt': 'a', 'sub/b.txt': 'b' })
    s.fake.tree.remove('/w/sub/b.txt')
    await s.settle()
    expect(await s.local()).toEqual({ 'a.txt': 'a', 'sub/': '' })
  })

  it('a folder that may not be read any more keeps what is in it', async () => {
    await begin({ 'a.txt': 'a', 'sub/b.txt': 'b' })
    s.fake.tree.remove('/w/a.txt')
    const clear = onListing('/w/sub', faults.json(403))
    await s.settle()
    expect(await s.local()).toEqual({ 'sub/': '', 'sub/b.txt': 'b' })
    clear()
  })

  it('an unfinished upload waits for its end', async () => {
    s = await startSyncHarness()
    s.fake.tree.addFile('/w/big.bin', { uploading: true })
    expect(await s.planned()).toEqual(['skip big.bin (uploading)'])
  })
})

describe('guards', () => {
  it('max_delete: more than 50 files and a fifth of all asks, and goes no further than agreed', async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`d/${String(i)}`, String(i)]))
    await begin({ ...files, stays: 'stays' })
    s.fake.tree.remove('/w/d')
    expect(await s.settle({ agree: 'none' })).toMatchObject({
      kind: 'asks',
      plan: { question: 'mass-change' },
    })
    expect(Object.keys(await s.local())).toHaveLength(62)
    s.fake.tree.remove('/w/stays')
    s.put('new', 'new')
    expect(await s.settle({ agree: 'plan' })).toMatchObject({
      kind: 'asks',
      plan: { question: 'mass-change' },
    })
    await s.settle({ agree: 'plan' })
    expect(await s.local()).toEqual({ new: 'new' })
    expect(Object.keys(await s.trashed()).filter((path) => !path.endsWith('/'))).toHaveLength(61)
  })

  it('check_access: another disk in the place of the folder is a hold', async () => {
    await begin({ 'a.txt': 'a' })
    await rename(s.folder, `${s.folder}.away`)
    await mkdir(s.folder)
    s.put('b.txt', 'b')
    expect(await s.settle()).toMatchObject({ kind: 'held', cause: 'folder-missing' })
    await mkdir(join(s.folder, '.reverie-sync'))
    await writeFile(join(s.folder, '.reverie-sync', 'folder.json'), '{"marker":"other","generation":3}')
    expect(await s.settle()).toMatchObject({ kind: 'held', cause: 'other-folder' })
    expect(await s.local()).toEqual({})
    await rm(s.folder, { recursive: true })
    await rename(`${s.folder}.away`, s.folder)
    expect(await s.settle()).toMatchObject({ kind: 'done', problems: [] })
    expect(await s.local()).toEqual({ 'a.txt': 'a', 'b.txt': 'b' })
  })

  it('backupdir: what goes twice on a day is kept twice', async () => {
    await begin({ 'a.txt': 'one', 'stays.txt': 's' })
    s.fake.tree.remove('/w/a.txt')
    await s.settle()
    s.put('a.txt', 'two')
    await s.settle()
    s.fake.tree.remove('/w/a.txt')
    await s.settle()
    expect(await s.trashed()).toEqual({ 'a (2).txt': 'two', 'a.txt': 'one' })
  })

  it('a copy deletes nothing, and keeps what was there beside what comes in its name', async () => {
    await begin({ 'a.txt': 'old', 'sub/b.txt': 'b' }, { mode: 'copy' })
    s.fake.tree.remove('/w/a.txt')
    s.fake.tree.remove('/w/sub')
    await s.settle()
    expect(await s.local()).toEqual({ 'a.txt': 'old', 'sub/': '', 'sub/b.txt': 'b' })
    s.put('a.txt', 'new')
    await s.settle()
    const local = await s.local()
    expect(Object.values(local).sort()).toEqual(['', 'b', 'new', 'old'])
    expect(local['a.txt']).toBe('new')
  })
})

describe('records', () => {
  it('resync: a lost database compares, takes over what is the same, and fetches nothing twice', async () => {
    await begin({ 'a.txt': 'a', 'sub/b.txt': 'b' })
    const before = s.fetched()
    await s.stop()
    s.loseDatabase()
    await s.restart()
    const { sync } = s.engine()
    expect(sync.pairs()).toEqual([])
    const { id } = await sync.add({
      accountId: s.accountId,
      remote: uri('cloudreve://my/w'),
      localRoot: s.folder,
      mode: 'mirror',
    })
    expect(await sync.run(id)).toMatchObject({ kind: 'asks', plan: { question: 'first-run' } })
    expect(await sync.run(id, { agree: 'plan' })).toMatchObject({ kind: 'done', problems: [] })
    expect(await s.local()).toEqual({ 'a.txt': 'a', 'sub/': '', 'sub/b.txt': 'b' })
    expect(s.fetched()).toBe(before)
  })

  it('a database put back to an older state compares anew and asks; nothing is deleted or doubled', async () => {
    await begin({ 'a.txt': 'a', 'b.txt': 'b' })
    await s.stop()
    const putBack = s.keepDatabase()
    await s.restart()
    s.fake.tree.writeVersion('/w/a.txt', { text: 'a2' })
    s.fake.tree.remove('/w/b.txt')
    s.put('c.txt', 'c')
    await s.settle()
    await s.stop()
    putBack()
    await s.restart()
    s.put('d.txt', 'd')
    expect(await s.settle({ agree: 'none' })).toMatchObject({ kind: 'asks', plan: { question: 'first-run' } })
    await s.settle()
    expect(await s.local()).toEqual({ 'a.txt': 'a2', 'c.txt': 'c', 'd.txt': 'd' })
    expect(await s.planned()).toEqual([])
  })

  it('equal: a stranger with the same bytes and another time is taken over once it is compared', async () => {
    s = await startSyncHarness()
    s.fake.tree.addFile('/w/a.txt', { text: 'same', modifiedAtMs: 1_600_000_000_123 })
    await s.write('a.txt', 'same')
    s.fake.tree.addFile('/w/b.txt', { text: 'site', modifiedAtMs: 1_600_000_000_123 })
    await s.write('b.txt', 'mine')
    expect(await s.planned()).toEqual(['conflict a.txt (same-length)', 'conflict b.txt (same-length)'])
    await s.settle()
    const local = await s.local()
    expect(Object.values(local).sort()).toEqual(['mine', 'same', 'site'])
    expect([local['a.txt'], local['b.txt']]).toEqual(['same', 'site'])
  })

  it('a time that somebody touched is no change', async () => {
    await begin({ 'a.txt': 'a' })
    await utimes(join(s.folder, 'a.txt'), new Date(1_000_000), new Date(1_000_000))
    expect(await s.planned()).toEqual([])
    s.fake.tree.writeVersion('/w/a.txt', { text: 'a2' })
    await s.settle()
    expect(await s.local()).toEqual({ 'a.txt': 'a2' })
  })
})

describe('disks and names', () => {
  it('disk full in the middle: what is here stays right, and the rest comes once there is room', async () => {
    s = await startSyncHarness()
    for (let i = 0; i < 5; i++) s.fake.tree.addFile(`/w/${String(i)}`, { sizeBytes: 400_000 })
    s.disk.setFree(60_000_000)
    const run = s.settle()
    await new Promise<void>((resolve) => {
      const stop = s.engine().queue.onNews((news) => {
        if (news.type !== 'transfer' || news.transfer.state.kind !== 'held') return
        stop()
        resolve()
      })
    })
    s.disk.setFree(undefined)
    expect(await run).toMatchObject({ kind: 'done', problems: [] })
    expect(Object.keys(await s.local())).toHaveLength(5)
  })

  it('read-only target: told for every file, and nothing on the site is taken for gone', async () => {
    await begin({ 'a.txt': 'a' })
    s.fake.tree.writeVersion('/w/a.txt', { text: 'a2' })
    s.disk.fail({ on: 'renameNoClobber', code: 'EROFS', times: 1_000 })
    expect(await s.settle()).toMatchObject({
      kind: 'done',
      problems: [{ path: 'a.txt', failure: { kind: 'disk-denied' } }],
    })
    expect(await s.local()).toEqual({ 'a.txt': 'a' })
  })

  it('a link in the place of a folder is kept beside and never followed', async () => {
    await begin({ 'sub/b.txt': 'b', 'a.txt': 'a' })
    const outside = join(s.target, 'outside')
    await mkdir(outside)
    await writeFile(join(outside, 'b.txt'), 'theirs')
    await rm(join(s.folder, 'sub'), { recursive: true })
    await symlink(outside, join(s.folder, 'sub'))
    s.fake.tree.writeVersion('/w/sub/b.txt', { text: 'b2' })
    await s.settle()
    expect(await readFile(join(outside, 'b.txt'), 'utf8')).toBe('theirs')
    expect(await s.local()).toMatchObject({ 'sub/': '', 'sub/b.txt': 'b2' })
    s.fake.tree.remove('/w/sub')
    await rm(join(s.folder, 'sub'), { recursive: true })
    await symlink(outside, join(s.folder, 'sub'))
    await s.settle()
    expect(await readFile(join(outside, 'b.txt'), 'utf8')).toBe('theirs')
  })

  it('normalization: twins by case and by form on a volume that takes them for one, and a case-only rename', async () => {
    const disk = (root: string) => createFoldingDisk({ ignoresCase: true, form: 'ignored', root })
    await begin(
      { 'a.txt': 'lower', 'A.txt': 'upper', 'é.txt': 'composed', 'e\u0301.txt': 'decomposed' },
      { disk },
    )
    expect(Object.values(await s.local()).sort()).toEqual(['composed', 'decomposed', 'lower', 'upper'])
    expect(await s.planned()).toEqual([])
    s.fake.tree.remove('/w/A.txt')
    await s.settle()
    s.fake.tree.rename('/w/a.txt', 'A.TXT')
    const before = s.fetched()
    await s.settle()
    expect([(await s.local())['A.TXT'], s.fetched()]).toEqual(['lower', before])
    expect(await s.planned()).toEqual([])
  })

  it('extended_filenames: 255 bytes, control characters, names of ours', async () => {
    const long = `${'語'.repeat(84)}.bi`
    await begin({
      [long]: 'long',
      'line\nbreak': 'line',
      '.reverie-sync/x': 'no',
      'sub/.reverie-trash': 'yes',
    })
    expect(await s.local()).toEqual({
      [long]: 'long',
      'line␊break': 'line',
      'sub/': '',
      'sub/.reverie-trash': 'yes',
    })
    expect(await s.planned()).toEqual(['skip .reverie-sync/ (reserved-name)'])
  })
})

describe('while a run goes', () => {
  it('volatile: what changes on the site during a run is seen by the next look of the same run', async () => {
    s = await startSyncHarness()
    for (let i = 0; i < 10; i++) s.put(`f${String(i)}`, `one ${String(i)}`)
    let changed = false
    s.disk.onCall((call, path) => {
      if (changed || call !== 'renameNoClobber' || path === undefined || path.includes('.reverie')) return
      changed = true
      s.fake.tree.rename('/w/f9', 'renamed')
      s.fake.tree.writeVersion('/w/f8', { text: 'two' })
      s.put('late', 'late')
    })
    await s.settle()
    await s.settle()
    const local = await s.local()
    expect([local['renamed'], local['f8'], local['late'], local['f9']]).toEqual([
      'one 9',
      'two',
      'late',
      undefined,
    ])
    expect(await s.planned()).toEqual([])
  })

  it('concurrent: a file written here between plan and step is kept', async () => {
    await begin({ 'a.txt': 'a', 'b.txt': 'b' })
    s.fake.tree.writeVersion('/w/a.txt', { text: 'a2' })
    s.fake.tree.remove('/w/b.txt')
    const { sync } = s.engine()
    await sync.plan(s.pair().id)
    let written = false
    s.disk.before('ensureFolder', async () => {
      if (written) return
      written = true
      await s.write('a.txt', 'mine')
      await s.write('b.txt', 'mine too')
    })
    await s.settle()
    const local = await s.local()
    expect([local['a.txt'], local['b.txt']]).toEqual(['a2', 'mine too'])
    expect(Object.values(local).sort()).toEqual(['a2', 'mine', 'mine too'])
  })
})
