import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { nameRules } from '../model/local-name.ts'
import { createNodeDisk } from '../ports/node-disk.ts'
import { volumeRules } from './volume-rules.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reverie-volume-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const disk = createNodeDisk()
const ask = (askerId: string, asked = disk) =>
  volumeRules({ disk: asked, root, rules: nameRules.linux, askerId })

it('leaves nothing behind', async () => {
  await ask('batch')
  expect(readdirSync(root)).toEqual([])
})

it('takes away what the same asker left when it was killed in the middle of the question', async () => {
  let probe = ''
  const dying = { ...disk, remove: (path: string) => Promise.resolve(void (probe = path)) }
  await ask('batch', dying)
  expect(readdirSync(root)).toHaveLength(1)
  await ask('another batch')
  expect(readdirSync(root)).toHaveLength(1)
  await ask('batch')
  expect([probe.startsWith(root), readdirSync(root)]).toEqual([true, []])
})

it('touches no file that somebody else has under that name', async () => {
  let probe = ''
  await ask('batch', { ...disk, remove: (path) => ((probe = path), disk.remove(path)) })
  writeFileSync(probe, 'mine')
  await expect(ask('batch')).rejects.toMatchObject({ code: 'EEXIST' })
  expect(readdirSync(root)).toHaveLength(1)
})
