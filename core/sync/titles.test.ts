// The titles of rclone bisync's scenarios and of the Nextcloud client's cases that make sense in one direction, each under
// its name. Those that are elsewhere: backupdir, check_access, concurrent, equal, extended_filenames, max_delete,
// normalization, resync and volatile are in scenarios.test.ts.

import { chmod, mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { nameRules } from '../model/local-name.ts'
import { noRules } from '../model/sync.ts'
import { systemClock } from '../ports/system-clock.ts'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { projection } from '../../testing/sync/meddling.ts'
import { startSyncHarness } from '../../testing/sync/sync-harness.ts'
import type { HarnessOptions, SyncHarness } from '../../testing/sync/sync-harness.ts'

let s: SyncHarness

afterEach(() => s.close())

async function begin(files: Record<string, string>, options: HarnessOptions = {}) {
  s = await startSyncHarness(options)
  for (const [path, text] of Object.entries(files)) s.put(path, text)
  await s.settle()
}

async function expectInStep(): Promise<void> {
  expect(await s.settle()).toMatchObject({ kind: 'done', problems: [] })
  expect(await s.local()).toEqual(projection(s.fake))
  expect(await s.planned()).toEqual([])
}

const withoutDay = (tree: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(tree).map(([path, text]) => [path.replace(/\d{4}-\d\d-\d\d/, 'day'), text]),
  )

describe('the titles of bisync', () => {
  it('all_changed: every file has a new version, and the pair asks before it replaces them', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `f${String(i)}`)
    await begin(Object.fromEntries(names.map((name) => [name, `one ${name}`])))
    for (const name of names) s.fake.tree.writeVersion(`/w/${name}`, { text: `two ${name}` })
    expect(await s.settle({ agree: 'none' })).toMatchObject({
      kind: 'asks',
      plan: { question: 'mass-change', totals: { filesReplaced: 60 } },
    })
    expect((await s.local())['f0']).toBe('one f0')
    await expectInStep()
  })

  it('basic, changes: new, newer, deleted and moved in one run', async () => {
    await begin({ stays: '1', newer: '1', goes: '1', 'sub/moves': '1' })
    s.put('new/below', '1')
    s.fake.tree.writeVersion('/w/newer', { text: '22' })
    s.fake.tree.remove('/w/goes')
    s.fake.tree.rename('/w/sub/moves', '/w/moved')
    await expectInStep()
  })

  it('check_filename: two names that would be one here both come, and stay apart', async () => {
    await begin({ 'a:b': 'one', con: 'two', 'trailing.': 'three' }, { nameRules: nameRules.win32 })
    const before = await s.local()
    expect(Object.values(before).sort()).toEqual(['one', 'three', 'two'])
    expect(await s.planned()).toEqual([])
    s.put('a?b', 'four')
    await s.settle()
    expect(await s.local()).toMatchObject(before)
    expect(Object.values(await s.local()).sort()).toEqual(['four', 'one', 'three', 'two'])
  })

  it('check_sync: a second look finds nothing, and one after somebody meddled here says what', async () => {
    await begin({ a: 'a', b: 'b', c: 'c' })
    expect(await s.planned()).toEqual([])
    await s.remove('a')
    await s.write('b', 'mine')
    await s.write('stranger', 'mine too')
    expect(await s.planned()).toEqual(['create a (missing-here)', 'conflict b (changed-here)'])
  })

  it('compare_all, ignorelistingchecksum: the same length and time is another version all the same', async () => {
    s = await startSyncHarness()
    s.fake.tree.addFile('/w/a', { text: 'aaaa', modifiedAtMs: 1_700_000_000_000 })
    await s.settle()
    s.fake.tree.writeVersion('/w/a', { text: 'bbbb', modifiedAtMs: 1_700_000_000_000 })
    await expectInStep()
  })

  it('createemptysrcdirs, rmdirs: empty folders come and go; one with a stranger in it stays', async () => {
    s = await startSyncHarness()
    for (const path of ['/w/empty/deeper', '/w/other']) s.fake.tree.addFolder(path)
    await s.settle()
    expect(await s.local()).toEqual({ 'empty/': '', 'empty/deeper/': '', 'other/': '' })
    await s.write('other/mine', 'mine')
    s.fake.tree.remove('/w/empty')
    s.fake.tree.remove('/w/other')
    s.put('file', 'so that it is not the whole of it')
    await s.settle()
    expect(await s.local()).toMatchObject({ 'other/': '', 'other/mine': 'mine' })
    expect(await s.local()).not.toHaveProperty(['empty/'])
  })

  it('dry_run: a plan changes nothing, here and in the record', async () => {
    await begin({ a: 'a' })
    s.fake.tree.writeVersion('/w/a', { text: 'aa' })
    s.put('b', 'b')
    s.fake.tree.rename('/w/a', 'z')
    const lines = ['create b (new)', 'rename a -> z (renamed)', 'update z (changed)']
    const before = await readdir(s.folder)
    for (let time = 0; time < 2; time++) expect((await s.planned()).toSorted()).toEqual(lines)
    expect(await readdir(s.folder)).toEqual(before)
    expect(await s.local()).toEqual({ a: 'a' })
  })

  it('ext_paths: names in any script, with emoji, in folders like them', async () => {
    await begin({
      'Приве́т/日本語.txt': '1',
      'Русский/🙂🙃.bin': '2',
      'مجلد/ملف': '3',
      ' leading/tab\tin': '4',
    })
    expect(
      Object.values(await s.local())
        .filter((text) => text !== '')
        .sort(),
    ).toEqual(['1', '2', '3', '4'])
    expect(await s.planned()).toEqual([])
  })

  it('filters, check_access_filters: what the rules leave out neither comes nor goes', async () => {
    const rules = { ...noRules, ignore: ['*.tmp', 'cache/', '!keep.tmp'] }
    await begin({ 'a.txt': 'a', 'a.tmp': 't', 'keep.tmp': 'k', 'cache/x': 'x' }, { rules })
    expect(await s.local()).toEqual({ 'a.txt': 'a', 'keep.tmp': 'k' })
    await s.write('a.tmp', 'mine')
    s.fake.tree.remove('/w/a.tmp')
    await s.settle()
    expect(await s.local()).toEqual({ 'a.tmp': 'mine', 'a.txt': 'a', 'keep.tmp': 'k' })
  })

  it('filtersfile_checks: rules that change leave what is here, and bring what they let in', async () => {
    await begin({ 'a.txt': 'a', 'b.log': 'b' })
    s.engine().sync.change(s.pair().id, { rules: { ...noRules, ignore: ['*.log'] } })
    await s.settle()
    s.fake.tree.remove('/w/b.log')
    s.put('c.log', 'c')
    await s.settle()
    expect(await s.local()).toEqual({ 'a.txt': 'a', 'b.log': 'b' })
    s.engine().sync.change(s.pair().id, { rules: noRules })
    await s.settle()
    expect(await s.local()).toEqual({ 'a.txt': 'a', 'b.log': 'b', 'c.log': 'c' })
  })

  it('nomodtime: files without a sane time come once and are not fetched again', async () => {
    s = await startSyncHarness()
    s.fake.tree.addFile('/w/a', { text: 'a', modifiedAtMs: 0 })
    s.fake.tree.addFile('/w/b', { text: 'b', modifiedAtMs: 8_000_000_000_000 })
    await expectInStep()
    const fetched = s.fetched()
    await s.settle()
    expect(s.fetched()).toBe(fetched)
  })

  it('resolve: what is changed here twice is kept twice, under numbered names', async () => {
    await begin({ 'a.txt': 'a' })
    for (const text of ['mine', 'mine again']) {
      await s.write('a.txt', text)
      await s.settle()
    }
    expect(withoutDay(await s.local())).toEqual({
      'a (conflict day 2).txt': 'mine again',
      'a (conflict day).txt': 'mine',
      'a.txt': 'a',
    })
  })

  it('resync_modes: without a record the site’s version has the name, and what was here is beside it', async () => {
    await begin({ a: 'a', b: 'b' })
    await s.stop()
    s.loseDatabase()
    await writeFile(join(s.folder, 'b'), 'mine')
    await s.restart()
    const [account] = s.engine().accounts.list()
    const { id } = await s.engine().sync.add({
      accountId: account?.id ?? '',
      remote: { fileSystem: 'my', owner: '', segments: ['w'] },
      localRoot: s.folder,
      mode: 'mirror',
    })
    expect(await s.engine().sync.run(id, { agree: 'everything' })).toMatchObject({ kind: 'done' })
    expect(withoutDay(await s.local())).toEqual({ a: 'a', b: 'b', 'b (conflict day)': 'mine' })
  })
})

describe('the cases of the Nextcloud client', () => {
  it('remote discovery errors: a folder that fails in any way deletes nothing, the others go on', async () => {
    for (const fault of [
      faults.status(404),
      faults.status(500),
      faults.html(),
      faults.badJson('truncated'),
      faults.badJson('misfit'),
      faults.hangUp(),
    ]) {
      await begin({ 'bad/a': 'a', 'good/b': 'b', goes: 'g' }, { clock: createQuickClock(2_000) })
      s.put('good/new', 'new')
      s.fake.tree.remove('/w/goes')
      const clear = s.fake.faults.add({
        ...{ on: 'list', times: Infinity, fault },
        path: ({ query }) => query['uri'] === 'cloudreve://my/w/bad',
      })
      await s.settle()
      expect(await s.local()).toMatchObject({ 'bad/a': 'a', 'good/new': 'new', goes: 'g' })
      clear()
      await expectInStep()
      await s.close()
    }
    s = await startSyncHarness()
  })

  it('move and change in one: the file moves, then its new version comes', async () => {
    await begin({ 'a/file': 'one' })
    s.fake.tree.addFolder('/w/b')
    s.fake.tree.rename('/w/a/file', '/w/b/renamed')
    s.fake.tree.writeVersion('/w/b/renamed', { text: 'two' })
    await expectInStep()
  })

  it('rename on both sides: here and there it has another name; what was put here goes on under the site’s', async () => {
    await begin({ a: 'a' })
    await s.move('a', 'mine')
    s.fake.tree.rename('/w/a', 'theirs')
    await s.settle()
    expect(await s.local()).toEqual({ mine: 'a', theirs: 'a' })
    expect(await s.planned()).toEqual([])
  })

  it('swapped parent and child: two folders change places', async () => {
    await begin({ 'out/in/deep': 'd', 'out/file': 'f' })
    const fetched = s.fetched()
    s.fake.tree.rename('/w/out/in', '/w/in')
    s.fake.tree.rename('/w/out', '/w/in/out')
    await expectInStep()
    expect(s.fetched()).toBe(fetched)
  })

  it('move out of an unsynced folder: it comes; into one: it is left here as it is', async () => {
    await begin({ 'no/a': 'a', 'yes/b': 'b' }, { rules: { ...noRules, except: ['no'] } })
    expect(await s.local()).toEqual({ 'yes/': '', 'yes/b': 'b' })
    s.fake.tree.rename('/w/no/a', '/w/yes/a')
    s.fake.tree.rename('/w/yes/b', '/w/no/b')
    await s.settle()
    expect(await s.local()).toMatchObject({ 'yes/': '', 'yes/a': 'a' })
    // Where it went nobody may look: gone is what the site says of its place.
    expect({ ...(await s.local()), ...(await s.trashed()) }).toMatchObject({ 'yes/b': 'b' })
  })

  it('empty folder becomes file, and the reverse', async () => {
    s = await startSyncHarness()
    s.fake.tree.addFolder('/w/x')
    s.put('y', 'file')
    await s.settle()
    s.fake.tree.remove('/w/x')
    s.fake.tree.remove('/w/y')
    s.put('x', 'file now')
    s.fake.tree.addFolder('/w/y')
    await expectInStep()
  })

  it('a local folder in the place of a file, and a local file in the place of a folder, are kept beside', async () => {
    s = await startSyncHarness()
    s.put('file', 'theirs')
    s.put('folder/in', 'theirs too')
    await s.write('file/mine', 'mine')
    await s.write('folder', 'mine too')
    await s.settle()
    expect(withoutDay(await s.local())).toEqual({
      file: 'theirs',
      'file (conflict day)/': '',
      'file (conflict day)/mine': 'mine',
      'folder (conflict day)': 'mine too',
      'folder/': '',
      'folder/in': 'theirs too',
    })
    expect(await s.planned()).toEqual([])
  })

  it('failed mkdir aborts its children alone', async () => {
    s = await startSyncHarness()
    s.put('bad/a', 'a')
    s.put('good/b', 'b')
    await s.write('bad', 'in the way')
    s.disk.fail({ on: 'renameNoClobber', code: 'EACCES', times: 1 })
    const end = await s.settle()
    expect(end).toMatchObject({ kind: 'done' })
    expect(await s.local()).toMatchObject({ bad: 'in the way', 'good/b': 'b' })
    await s.settle()
    expect(withoutDay(await s.local())).toMatchObject({ 'bad/a': 'a', 'bad (conflict day)': 'in the way' })
  })

  it('locked file, then unlocked: the new version waits for it', async () => {
    await begin({ a: 'one', b: 'one' })
    s.fake.tree.writeVersion('/w/a', { text: 'two' })
    s.disk.fail({ on: 'renameNoClobber', code: 'EBUSY', after: 1, times: 1 })
    await s.settle()
    const local = await s.local()
    expect(['one', 'two', undefined]).toContain(local['a'])
    await expectInStep()
  })

  it('a time that the user set and a file he may not read: neither is a change, neither is lost', async () => {
    await begin({ a: 'a', b: 'b' })
    await utimes(join(s.folder, 'a'), new Date(1e12), new Date(1e12))
    await chmod(join(s.folder, 'b'), 0o000)
    expect(await s.planned()).toEqual([])
    await chmod(join(s.folder, 'b'), 0o644)
    s.fake.tree.writeVersion('/w/b', { text: 'bb' })
    await expectInStep()
  })

  it('stop in the middle, then go on: what came is not fetched again', async () => {
    s = await startSyncHarness()
    for (let i = 0; i < 30; i++) s.put(`f${String(i)}`, `text ${String(i)}`)
    let placed = 0
    const stopped = new Promise<void>((resolve) => {
      s.disk.onCall((call, path) => {
        if (call !== 'renameNoClobber' || path?.includes('.reverie') !== false) return
        if (++placed === 10) resolve()
      })
    })
    const run = s.settle().catch(() => undefined)
    await stopped
    await s.stop()
    await run
    const fetched = s.fetched()
    await s.restart()
    await expectInStep()
    expect(s.fetched()).toBeLessThanOrEqual(fetched + 30 - 10)
  })

  it('target unplugged in the middle: a hold, nothing is taken for deleted, and it goes on when it is back', async () => {
    await begin({ a: 'a', 'sub/b': 'b' })
    for (let i = 0; i < 20; i++) s.put(`new/${String(i)}`, `text ${String(i)}`)
    let calls = 0
    const stop = s.disk.onCall(() => {
      if (++calls === 40) s.disk.vanish('EIO')
    })
    const run = s.settle().catch((error: unknown) => error)
    await expect.poll(() => calls).toBeGreaterThan(40)
    await s.engine().sync.pause(s.pair().id)
    await run
    stop()
    s.disk.vanish(undefined)
    s.engine().sync.resume(s.pair().id)
    await expectInStep()
    expect(await s.trashed()).toEqual({})
  })

  it('target unmounted between runs: the empty folder in its place is a hold', async () => {
    await begin({ a: 'a' })
    await s.move('../mirror', '../elsewhere')
    await mkdir(s.folder)
    expect(await s.settle()).toMatchObject({ kind: 'held', cause: 'folder-missing' })
    expect(await readdir(s.folder)).toEqual([])
    await s.remove('../mirror')
    await s.move('../elsewhere', '../mirror')
    await expectInStep()
  })

  it('a thousand levels deep, really made', { timeout: 60_000 }, async () => {
    // A folder that was looked at a moment ago is trusted: on the clock of the other tests a moment is nothing.
    s = await startSyncHarness({ clock: systemClock })
    const deep = 'e/'.repeat(1_000)
    s.put(`${deep}deep.txt`, 'deep')
    expect(await s.settle()).toMatchObject({ kind: 'done', problems: [] })
    expect((await stat(join(s.folder, deep, 'deep.txt'))).size).toBe(4)
  })
})
