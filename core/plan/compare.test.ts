// One folder compared, as a table: what is on the site, what is known, what lies here, and what would be done.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry } from '../model/entry.ts'
import { collisionKey, nameRules } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import { noRules } from '../model/sync.ts'
import type { KnownEntry, SyncRules } from '../model/sync.ts'
import { compareFolder, looksLike, nameEntries } from './compare.ts'
import type { KnownTree, LocalFact } from './compare.ts'
import { createWanted } from './wanted.ts'

const uri = (text: string) => parseCloudUri(text)?.uri as CloudUri

function file(id: string, name: string, parts: Partial<Entry & { kind: 'file' }> = {}): Entry {
  return {
    ...{ kind: 'file', id, name, uri: uri(`cloudreve://my/w/${encodeURIComponent(name)}`), shared: false },
    ...{ createdAtMs: 0, modifiedAtMs: 1_000_500, sizeBytes: 10, entityId: `e-${id}`, uploading: false },
    ...parts,
  }
}

function folder(id: string, name: string, parts: Partial<Entry & { kind: 'folder' }> = {}): Entry {
  return {
    ...{ kind: 'folder', id, name, uri: uri(`cloudreve://my/w/${encodeURIComponent(name)}`), shared: false },
    ...{ createdAtMs: 0, modifiedAtMs: 0, shortcut: false },
    ...parts,
  }
}

function known(id: string, name: string, parts: Partial<KnownEntry> = {}): KnownEntry {
  return {
    ...{ id, parentId: '', kind: 'file', remoteName: name, localName: name, entityId: `e-${id}` },
    ...{ sizeBytes: 10, modifiedAtMs: 1_000_500, localBytes: 10, localModifiedAtMs: 1_000_500 },
    ...{ stamp: 's', proven: true, held: false },
    ...parts,
  }
}

const fact = (parts: Partial<LocalFact> = {}): LocalFact => ({
  ...{ kind: 'file', sizeBytes: 10, modifiedAtMs: 5_000_123, ours: false },
  ...parts,
})
const ours = fact({ ours: true })

interface Case {
  entries?: Entry[]
  record?: KnownEntry[]
  here?: Record<string, LocalFact>
  rules?: Partial<SyncRules>
  names?: NameRules
}

function compare({ entries = [], record = [], here = {}, rules = {}, names = nameRules.linux }: Case) {
  const tree: KnownTree = {
    get: (id) => record.find((one) => one.id === id),
    children: (parentId) => record.filter((one) => one.parentId === parentId),
  }
  const by = {
    names,
    wanted: createWanted({ ...noRules, ...rules }),
    pathOf: (one: KnownEntry) => one.localName,
  }
  const view = { id: '', uri: uri('cloudreve://my/w'), remotePath: [], localPath: [], entries }
  const judged = nameEntries(view, tree, by)
  const facts = new Map(Object.entries(here))
  const { items, missing } = compareFolder(view, { judged, facts }, { tree, rules: by })
  const lines = items.map(({ kind, action, reason, path }) => `${kind}/${action} ${path} ${reason}`)
  return [...lines, ...missing.map(({ id }) => `missing ${id}`)]
}

describe('one folder', () => {
  it.each<[string, Case, string[]]>([
    ['nothing anywhere', {}, []],
    ['new', { entries: [file('1', 'a')] }, ['create/fetch a new']],
    ['a new folder', { entries: [folder('1', 'a')] }, ['create/make a new']],
    ['in step', { entries: [file('1', 'a')], record: [known('1', 'a')], here: { a: ours } }, []],
    [
      'a new version',
      { entries: [file('1', 'a', { entityId: 'e2' })], record: [known('1', 'a')], here: { a: ours } },
      ['update/fetch a changed'],
    ],
    [
      'taken away here',
      { entries: [file('1', 'a')], record: [known('1', 'a')] },
      ['create/fetch a missing-here'],
    ],
    [
      'changed here',
      { entries: [file('1', 'a')], record: [known('1', 'a')], here: { a: fact() } },
      ['conflict/fetch a changed-here'],
    ],
    [
      'changed on both sides',
      { entries: [file('1', 'a', { entityId: 'e2' })], record: [known('1', 'a')], here: { a: fact() } },
      ['conflict/fetch a changed-here'],
    ],
    [
      'a stranger of another length has the name',
      { entries: [file('1', 'a')], here: { a: fact({ sizeBytes: 3 }) } },
      ['conflict/fetch a in-the-way'],
    ],
    [
      'a stranger of the same length',
      { entries: [file('1', 'a')], here: { a: fact() } },
      ['conflict/fetch a same-length'],
    ],
    [
      'a stranger of the same length and time is the same file',
      { entries: [file('1', 'a')], here: { a: fact({ modifiedAtMs: 1_000_500 }) } },
      ['adopt/adopt a already-here'],
    ],
    [
      'what landed there is an older version: a time alone says nothing',
      {
        entries: [file('1', 'a')],
        here: { a: fact({ modifiedAtMs: 1_000_500, landed: { fileId: '1', entityId: 'old' } }) },
      },
      ['conflict/fetch a same-length'],
    ],
    [
      'a folder has the name of a file',
      { entries: [file('1', 'a')], here: { a: fact({ kind: 'folder' }) } },
      ['conflict/fetch a in-the-way'],
    ],
    [
      'a link has the name of a folder',
      { entries: [folder('1', 'a')], here: { a: fact({ kind: 'link' }) } },
      ['conflict/make a in-the-way'],
    ],
    [
      'a folder is there already',
      { entries: [folder('1', 'a')], here: { a: fact({ kind: 'folder' }) } },
      ['adopt/make a already-here'],
    ],
    [
      'renamed',
      { entries: [file('1', 'b')], record: [known('1', 'a')], here: { a: ours } },
      ['rename/move b renamed'],
    ],
    [
      'renamed onto a stranger',
      { entries: [file('1', 'b')], record: [known('1', 'a')], here: { b: fact() } },
      ['conflict/move b in-the-way'],
    ],
    [
      'moved in and changed',
      { entries: [file('1', 'a', { entityId: 'e2' })], record: [known('1', 'a', { parentId: 'x' })] },
      ['rename/move a moved', 'update/fetch a changed'],
    ],
    [
      'held by a run that was cut off',
      { entries: [file('1', 'a')], record: [known('1', 'a', { held: true, parentId: '#held' })] },
      ['rename/move a moved'],
    ],
    ['gone on the site', { record: [known('1', 'a')], here: { a: ours } }, ['missing 1']],
    ['an unfinished upload', { entries: [file('1', 'a', { uploading: true })] }, ['skip/none a uploading']],
    ['a shortcut', { entries: [folder('1', 'a', { shortcut: true })] }, ['skip/none a shortcut']],
    [
      'a folder of ours by name',
      { entries: [folder('1', '.Reverie-Sync')] },
      ['skip/none .Reverie-Sync reserved-name'],
    ],
    [
      'ignored now, and known: it stays and is forgotten',
      { entries: [file('1', 'a.tmp')], record: [known('1', 'a.tmp')], rules: { ignore: ['*.tmp'] } },
      ['skip/forget a.tmp ignored'],
    ],
    ['too large', { entries: [file('1', 'a')], rules: { maxBytes: 9 } }, ['skip/none a too-large']],
    [
      'of another type',
      { entries: [file('1', 'a.txt')], rules: { extensions: ['jpg'] } },
      ['skip/none a.txt other-type'],
    ],
    [
      'not ticked',
      { entries: [folder('1', 'a'), folder('2', 'b')], rules: { only: ['b/c'] } },
      ['skip/none a not-ticked', 'create/make b new'],
    ],
  ])('%s', (_, given, wanted) => {
    expect(compare(given)).toEqual(wanted)
  })
})

describe('names', () => {
  it('twins that a volume takes for one get names of their own, and keep them when the first one goes', () => {
    const both = [file('1', 'Case'), file('2', 'case')]
    const [, second] = compare({ entries: both, names: nameRules.darwin })
    expect(second).toMatch(/^create\/fetch case~\w{7} new$/)
    const name = /fetch (\S+)/.exec(second ?? '')?.[1] ?? ''
    const record = [known('2', 'case', { localName: name })]
    expect(
      compare({ entries: [file('2', 'case')], record, here: { [name]: ours }, names: nameRules.darwin }),
    ).toEqual([])
  })

  it('another case of the same name is a rename, not a twin', () => {
    const record = [known('1', 'a')]
    expect(
      compare({ entries: [file('1', 'A')], record, here: { a: ours, A: ours }, names: nameRules.win32 }),
    ).toEqual(['rename/move A renamed'])
  })
})

it('the same length and time to the millisecond, or to the coarseness of the disk', () => {
  const entry = { sizeBytes: 10, modifiedAtMs: 1_000_500 }
  const of = (modifiedAtMs: number) => looksLike(entry, fact({ modifiedAtMs }))
  expect([1_000_500, 1_000_502, 1_000_000, 1_002_000, 1_003_000].map(of)).toEqual([
    true,
    false,
    true,
    true,
    false,
  ])
})

it('whatever there is, every entry gets its own place and no two items the same one', () => {
  const names = fc.constantFrom('a', 'A', 'é', 'e\u0301', 'CON', 'x/y', 'a.txt', '..', ' ')
  const entries = fc
    .uniqueArray(fc.record({ id: fc.nat(50), name: names }), { selector: ({ id }) => id })
    .map((all) => all.filter(({ name }, at) => all.findIndex((one) => one.name === name) === at))
  fc.assert(
    fc.property(entries, entries, fc.constantFrom('linux', 'darwin', 'win32'), (site, before, system) => {
      const lines = compare({
        entries: site.map(({ id, name }) => file(String(id), name)),
        record: before.map(({ id, name }) => known(String(id), name, { localName: `k${String(id)}` })),
        names: nameRules[system as 'linux'],
      })
      const paths = lines
        .filter((line) => !line.startsWith('missing'))
        .map((line) => line.split(' ').slice(1, -1).join(' '))
      const keys = paths.map((path) => collisionKey(path, nameRules[system as 'linux']))
      expect(new Set(keys).size).toBe(paths.length)
      expect(paths.filter((path) => path === '..' || path.includes('/'))).toEqual([])
    }),
  )
})
