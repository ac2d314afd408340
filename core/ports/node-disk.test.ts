// The Disk port on a real temporary folder: nothing is replaced by accident, nothing leads out of the root.

import { link, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNodeDisk } from './node-disk.ts'

const disk = createNodeDisk()
let root: string
let outside: string

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reverie-disk-'))
  root = join(folder, 'root')
  outside = join(folder, 'outside')
  await mkdir(root)
  await mkdir(outside)
})
afterEach(() => rm(join(root, '..'), { recursive: true, force: true }))

const at = (name: string) => join(root, name)
const text = (name: string) => readFile(at(name), 'utf8')

describe('renameNoClobber', () => {
  it('gives the name, once', async () => {
    await writeFile(at('part'), 'new')
    await disk.renameNoClobber(at('part'), at('final'))
    expect([await readdir(root), await text('final')]).toEqual([['final'], 'new'])
    expect((await stat(at('final'))).nlink).toBe(1)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['a file', () => writeFile(at('final'), 'old')],
    ['a folder', () => mkdir(at('final'))],
    ['a link to nowhere', () => symlink('nowhere', at('final'))],
    ['a link to a file outside', () => symlink(join(outside, 'theirs'), at('final'))],
  ])('never replaces %s', async (_name, make) => {
    await writeFile(join(outside, 'theirs'), 'theirs')
    await writeFile(at('part'), 'new')
    await make()
    const before = await disk.stat(at('final'))
    await expect(disk.renameNoClobber(at('part'), at('final'))).rejects.toMatchObject({ code: 'EEXIST' })
    expect(await disk.stat(at('final'))).toEqual(before)
    expect([await text('part'), await readFile(join(outside, 'theirs'), 'utf8')]).toEqual(['new', 'theirs'])
  })

  it('says so where there is nothing to rename', async () => {
    await expect(disk.renameNoClobber(at('part'), at('final'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await readdir(root)).toEqual([])
  })
})

describe('makeFile', () => {
  const bytes = Buffer.from('all of it')

  it('makes a file with its bytes and its time, and says what lies there', async () => {
    const made = await disk.makeFile(at('new'), { bytes, modifiedAtMs: 1_600_000_000_000 })
    expect(made).toEqual({ kind: 'file', sizeBytes: 9, modifiedAtMs: 1_600_000_000_000 })
    expect([await text('new'), await readdir(root)]).toEqual(['all of it', ['new']])
    expect(await disk.stat(at('new'))).toMatchObject(made)
  })

  it('an empty one too', async () => {
    const made = await disk.makeFile(at('new'), { bytes: Buffer.alloc(0) })
    expect([made.sizeBytes, await text('new')]).toEqual([0, ''])
  })

  it('never touches what is there, nor follows a link; and says which call it was', async () => {
    await writeFile(at('old'), 'old')
    await symlink(join(outside, 'theirs'), at('link'))
    for (const name of ['old', 'link']) {
      await expect(disk.makeFile(at(name), { bytes })).rejects.toMatchObject({
        ...{ code: 'EEXIST', syscall: 'open' },
      })
    }
    await expect(disk.makeFile(at('none/new'), { bytes })).rejects.toMatchObject({
      ...{ code: 'ENOENT', syscall: 'open' },
    })
    expect([await text('old'), await readdir(outside)]).toEqual(['old', []])
  })

  it.runIf(process.platform === 'linux')('leaves nothing open', async () => {
    const open = async () => (await readdir('/proc/self/fd')).length
    const before = await open()
    await disk.makeFile(at('new'), { bytes })
    await expect(disk.makeFile(at('new'), { bytes })).rejects.toMatchObject({ code: 'EEXIST' })
    expect(await open()).toBe(before)
  })
})

describe('ensureFolder', () => {
  it('makes what is missing and is content with what is there', async () => {
    expect(await disk.ensureFolder(join(root, 'deep', 'root'), ['a', 'b'])).toBe(
      join(root, 'deep', 'root', 'a', 'b'),
    )
    expect(await disk.ensureFolder(root, ['deep'])).toBe(at('deep'))
  })

  it.each([['..'], ['a/b'], ['../x'], ['/'], ['a/../..']])('refuses %j as a folder name', async (name) => {
    await expect(disk.ensureFolder(root, [name])).rejects.toMatchObject({
      failure: { kind: 'name-impossible' },
    })
    expect(await readdir(outside)).toEqual([])
  })

  it('d11 refuses a link that leads out, at any depth and through another link', async () => {
    await mkdir(at('a'))
    await symlink(outside, at('direct'))
    await symlink(outside, join(root, 'a', 'deep'))
    await symlink('direct', at('twice'))
    await symlink('..', at('up'))
    for (const folders of [
      ['direct'],
      ['direct', 'x'],
      ['a', 'deep', 'x'],
      ['twice'],
      ['up'],
      ['up', 'outside'],
    ]) {
      await expect(disk.ensureFolder(root, folders)).rejects.toMatchObject({
        failure: { kind: 'disk-denied' },
      })
    }
    expect(await readdir(outside)).toEqual([])
  })

  it('follows a link that stays inside', async () => {
    await mkdir(at('real'))
    await symlink('real', at('alias'))
    expect(await disk.ensureFolder(root, ['alias', 'x'])).toBe(join(root, 'alias', 'x'))
    expect(await readdir(at('real'))).toEqual(['x'])
  })

  it('takes a root that is itself a link, as the user chose it', async () => {
    await symlink(root, `${root}-link`)
    await disk.ensureFolder(`${root}-link`, ['x'])
    expect(await readdir(root)).toEqual(['x'])
  })

  it('refuses a file in the place of a folder', async () => {
    await writeFile(at('a'), '')
    await expect(disk.ensureFolder(root, ['a'])).rejects.toMatchObject({ failure: { kind: 'disk-denied' } })
  })
})

describe('open', () => {
  it('creates only what is not there, and never through a link', async () => {
    await symlink(join(outside, 'made'), at('link'))
    await expect(disk.open(at('link'), 'create')).rejects.toMatchObject({ code: 'EEXIST' })
    await writeFile(at('file'), 'x')
    await expect(disk.open(at('file'), 'create')).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(disk.open(at('none'), 'existing')).rejects.toMatchObject({ code: 'ENOENT' })
    await writeFile(join(outside, 'theirs'), 'x')
    await symlink(join(outside, 'theirs'), at('theirs'))
    await expect(disk.open(at('theirs'), 'existing')).rejects.toMatchObject({ code: 'ELOOP' })
    expect(await readdir(outside)).toEqual(['theirs'])
  })

  it('writes chunks at their place and reads them back', async () => {
    const file = await disk.open(at('file'), 'create')
    await file.write([Buffer.from('bc'), new Uint8Array(), Buffer.from('def')], 1)
    await file.write([Buffer.from('a')], 0)
    await file.datasync()
    const into = new Uint8Array(4)
    expect([await file.read(into, 3), Buffer.from(into).toString('latin1', 0, 3)]).toEqual([3, 'def'])
    await file.setModified(1_000_000_000_000)
    expect(await file.stat()).toMatchObject({ kind: 'file', sizeBytes: 6, modifiedAtMs: 1_000_000_000_000 })
    await file.truncate(2)
    await file.close()
    expect(await text('file')).toBe('ab')
  })
})

describe('stat', () => {
  it('tells kinds, and nothing of what is not there', async () => {
    await symlink('nowhere', at('link'))
    await writeFile(at('file'), 'xyz')
    expect((await disk.stat(at('link')))?.kind).toBe('link')
    expect((await disk.stat(root))?.kind).toBe('folder')
    expect(await disk.stat(at('none'))).toBeUndefined()
    expect(await disk.stat(join(root, 'file', 'below'))).toBeUndefined()
  })

  it('knows the same file under two names, and a touched one by its stamp', async () => {
    await writeFile(at('one'), 'xyz')
    await link(at('one'), at('two'))
    const [one, two] = [await disk.stat(at('one')), await disk.stat(at('two'))]
    expect(one?.identity).toBe(two?.identity)
    await writeFile(at('one'), 'abc')
    expect((await disk.stat(at('one')))?.stamp).not.toBe(one?.stamp)
  })

  it('measures the free space of a folder that is not made yet', async () => {
    expect(await disk.freeBytes(join(root, 'not', 'there'))).toBeGreaterThan(0)
  })
})
