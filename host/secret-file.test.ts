import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeSecretFile } from './secret-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-secret-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('the file is for its owner alone, also where it was for everybody, and leaves nothing beside it', async () => {
  const path = join(folder, 'vault.json')
  await writeFile(path, 'old', { mode: 0o644 })
  await writeSecretFile(path, 'new')
  expect([await readFile(path, 'utf8'), (await stat(path)).mode & 0o777]).toEqual(['new', 0o600])
  expect(await readdir(folder)).toEqual(['vault.json'])
})

test('what a crash left half way is taken away by the next writing; what somebody is writing now is not', async () => {
  const path = join(folder, 'vault.json')
  const left = `${path}.0b6cc1d0-7a4b-4f43-8a4e-6b3f0a5d9c11.new`
  const current = `${path}.5d1cf3a2-1f0e-4c58-9d0a-2f4f64a1b7e2.new`
  const foreign = `${path}.old.new`
  for (const name of [left, current, foreign]) await writeFile(name, 'secret')
  const longAgo = new Date(Date.now() - 3_600_000)
  for (const name of [left, foreign]) await utimes(name, longAgo, longAgo)
  await writeSecretFile(path, 'new')
  const names = ['vault.json', 'vault.json.5d1cf3a2-1f0e-4c58-9d0a-2f4f64a1b7e2.new', 'vault.json.old.new']
  expect((await readdir(folder)).sort()).toEqual(names)
})
