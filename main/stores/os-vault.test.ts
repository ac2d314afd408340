import { mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../../core/ports/logger.ts'
import { createOsVault, type Cipher } from './os-vault.ts'

/** Turns the text round; refuses what it did not make. */
const cipher: Cipher = {
  encrypt: (text) => Buffer.from(`sealed ${[...text].reverse().join('')}`).toString('base64'),
  decrypt: (base64) => {
    const text = Buffer.from(base64, 'base64').toString()
    if (!text.startsWith('sealed ')) throw new Error('another key')
    return [...text.slice(7)].reverse().join('')
  },
}

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-vault-'))
  path = join(folder, 'vault.json')
})

const open = (with_: { cipher?: Cipher } = { cipher }) =>
  createOsVault({ path, cipher: with_.cipher, logger: silentLogger })
const content = async () => JSON.parse(await readFile(path, 'utf8')) as unknown

describe('with encryption', () => {
  it('a secret is there again after a restart, and not readable in the file', async () => {
    await open().set('a', 'swordfish')
    expect(await content()).toEqual({ a: `os:${cipher.encrypt('swordfish')}` })
    expect(await open().get('a')).toBe('swordfish')
  })

  it('secrets said at the same time are all kept', async () => {
    const vault = open()
    const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`)
    await Promise.all(keys.map((key) => vault.set(key, `secret of ${key}`)))
    const again = open()
    expect(await Promise.all(keys.map((key) => again.get(key)))).toEqual(
      keys.map((key) => `secret of ${key}`),
    )
  })

  it('plain secrets of before are readable, and encrypted at the next write', async () => {
    await writeFile(path, JSON.stringify({ marked: 'plain:os:x', unmarked: 'y' }))
    const vault = open()
    expect([await vault.get('marked'), await vault.get('unmarked')]).toEqual(['os:x', 'y'])
    await vault.set('new', 'z')
    expect(await content()).toEqual({
      marked: `os:${cipher.encrypt('os:x')}`,
      unmarked: `os:${cipher.encrypt('y')}`,
      new: `os:${cipher.encrypt('z')}`,
    })
  })

  it('what another process wrote meanwhile is neither missed nor overwritten', async () => {
    const vault = open()
    await vault.set('a', '1')
    const other = open()
    await other.set('a', '2')
    await vault.set('b', '3')
    expect([await vault.get('a'), await other.get('b')]).toEqual(['2', '3'])
  })

  it('a secret that another key sealed counts as missing', async () => {
    await writeFile(path, JSON.stringify({ a: `os:${Buffer.from('foreign').toString('base64')}` }))
    expect(await open().get('a')).toBeUndefined()
  })
})

describe('without encryption', () => {
  it('a secret is marked as plain and comes back as it was', async () => {
    await open({}).set('a', 'os:looks sealed')
    expect([await content(), await open({}).get('a')]).toEqual([
      { a: 'plain:os:looks sealed' },
      'os:looks sealed',
    ])
  })

  it('a secret that was encrypted before counts as missing', async () => {
    await open().set('a', 'swordfish')
    expect(await open({}).get('a')).toBeUndefined()
  })
})

it('the file belongs to its owner alone and leaves no others behind', async () => {
  const vault = open()
  await vault.set('a', '1')
  await vault.set('a', '2')
  expect([(await stat(path)).mode & 0o777, await readdir(folder)]).toEqual([0o600, ['vault.json']])
})

it('a deleted secret is gone from the file', async () => {
  const vault = open({})
  await vault.set('a', '1')
  await vault.set('b', '2')
  await vault.delete('a')
  await vault.delete('never there')
  expect([await vault.get('a'), await content()]).toEqual([undefined, { b: 'plain:2' }])
})

it('a damaged file is set aside, not overwritten', async () => {
  await writeFile(path, '{"a": "os:')
  const vault = open()
  await vault.set('b', '2')
  expect(await vault.get('a')).toBeUndefined()
  const aside = (await readdir(dirname(path))).find((name) => name.includes('.damaged-')) ?? ''
  expect(await readFile(join(dirname(path), aside), 'utf8')).toBe('{"a": "os:')
})
