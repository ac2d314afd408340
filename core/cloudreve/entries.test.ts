// File objects of the wire, good and hostile, as entries.

import { describe, expect, it } from 'vitest'
import { toEntry, toRootEntry } from './entries.ts'
import { fileSchema } from './schemas.ts'

const wire = {
  type: 0,
  id: 'oLuJ',
  name: 'a b.bin',
  path: 'cloudreve://my/docs/a%20b.bin',
  size: 2500,
  created_at: '2026-11-23T18:34:55.507682031Z',
  updated_at: '2026-11-24T02:34:55+08:00',
  primary_entity: 'NoCb',
  metadata: {},
  unheard_of: [1],
}
const read = (patch: object) => {
  const parsed = fileSchema.safeParse({ ...wire, ...patch })
  return parsed.success ? toEntry(parsed.data) : 'misfit'
}
const file = {
  kind: 'file',
  id: 'oLuJ',
  name: 'a b.bin',
  uri: { fileSystem: 'my', owner: '', segments: ['docs', 'a b.bin'] },
  createdAtMs: Date.parse('2026-11-23T18:34:55.507Z'),
  modifiedAtMs: Date.parse('2026-11-23T18:34:55Z'),
  shared: false,
  sizeBytes: 2500,
  entityId: 'NoCb',
  uploading: false,
}

describe('a file object', () => {
  it('becomes a file', () => {
    expect(read({})).toEqual(file)
    expect(read({ shared: true, metadata: null })).toEqual({ ...file, shared: true })
  })

  it('becomes a folder, and a shortcut where it redirects', () => {
    const { sizeBytes: _size, entityId: _entity, uploading: _uploading, ...common } = file
    expect(read({ type: 1 })).toEqual({ ...common, kind: 'folder', shortcut: false })
    expect(read({ type: 1, metadata: { 'sys:shared_redirect': 'x' } })).toEqual({
      ...common,
      kind: 'folder',
      shortcut: true,
    })
  })

  it('is uploading as a first version only', () => {
    const metadata = { 'sys:upload_session_id': 'a191' }
    expect(read({ size: 0, metadata })).toEqual({ ...file, sizeBytes: 0, uploading: true })
    expect(read({ metadata })).toEqual(file)
    expect(read({ size: 0 })).toEqual({ ...file, sizeBytes: 0 })
  })

  it('loses the share password that its path repeats', () => {
    const entry = read({ path: 'cloudreve://s1:hunter2@share/a' })
    expect(entry).toEqual({ ...file, uri: { fileSystem: 'share', owner: 's1', segments: ['a'] } })
    expect(JSON.stringify(entry)).not.toContain('hunter2')
  })

  it.each([
    [{ size: -1 }],
    [{ size: 1.5 }],
    [{ size: 2 ** 53 }],
    [{ size: '2500' }],
    [{ type: 2 }],
    [{ id: '' }],
    [{ id: '../../etc' }],
    [{ id: 'a\nb' }],
    [{ id: 'x'.repeat(129) }],
    [{ name: '' }],
    [{ name: null }],
    [{ path: 7 }],
    [{ updated_at: 'yesterday' }],
    [{ updated_at: '' }],
    [{ primary_entity: 'a/b' }],
    [{ metadata: [] }],
  ])('%j does not fit', (patch) => {
    expect(read(patch)).toBe('misfit')
  })

  it.each([
    [{ path: 'https://x.example/' }],
    [{ path: 'cloudreve://my/%' }],
    [{ primary_entity: undefined }],
  ])('%j is no usable entry', (patch) => {
    expect(read(patch)).toBeUndefined()
  })
})

describe('a root', () => {
  const parent = { id: 'p1', name: 'shared things', created_at: 5, updated_at: 6 }

  it('has the name of the shared folder on a share, and none elsewhere', () => {
    const uri = { fileSystem: 'share', owner: 's1', segments: [] } as const
    const expected = {
      kind: 'folder',
      id: 'p1',
      name: 'shared things',
      uri,
      createdAtMs: 5,
      modifiedAtMs: 6,
      shared: false,
      shortcut: false,
    }
    expect(toRootEntry(uri, parent)).toEqual(expected)
    const mine = { fileSystem: 'my', owner: '', segments: [] } as const
    expect(toRootEntry(mine, parent)).toEqual({ ...expected, uri: mine, name: '' })
    const trash = { fileSystem: 'trash', owner: '', segments: [] } as const
    expect(toRootEntry(trash, undefined)).toEqual({
      ...expected,
      uri: trash,
      id: 'trash',
      name: '',
      createdAtMs: 0,
      modifiedAtMs: 0,
    })
  })
})
