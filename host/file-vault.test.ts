import { mkdtemp, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { createFileVault } from './file-vault.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-vault-'))
  path = join(folder, 'vault.json')
})

it('two processes that write at the same time both keep all they wrote', async () => {
  // Each has its own turns; the file between them is all they share.
  const vaults = [createFileVault(path), createFileVault(path)] as const
  const keys = Array.from({ length: 15 }, (_, at) => `key ${at}`)
  await Promise.all(
    vaults.flatMap((vault, who) => keys.map((key) => vault.set(`${key} of ${who}`, `secret of ${who}`))),
  )
  const content = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>
  expect(Object.keys(content)).toHaveLength(30)
  expect(await readdir(folder)).toEqual(['vault.json'])
})

it('a process that died with its turn keeps nobody from writing', async () => {
  await writeFile(`${path}.lock`, '')
  await utimes(`${path}.lock`, new Date(0), new Date(0))
  await createFileVault(path).set('a', 'secret')
  expect([await createFileVault(path).get('a'), await readdir(folder)]).toEqual(['secret', ['vault.json']])
})

it('what an earlier version kept is read and kept on', async () => {
  await writeFile(path, JSON.stringify({ 'tokens:site:user': 'unmarked', 'share:x': 'plain:swordfish' }))
  const vault = createFileVault(path)
  await vault.set('new', 'z')
  expect(await Promise.all(['tokens:site:user', 'share:x', 'new'].map((key) => vault.get(key)))).toEqual([
    'unmarked',
    'swordfish',
    'z',
  ])
})
