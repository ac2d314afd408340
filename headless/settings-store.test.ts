import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSettingsStore } from '../headless/settings-store.ts'
import { silentLogger } from '../core/ports/logger.ts'

let folder: string
let path: string
const now = () => new Date('2026-11-26T01:02:03.004Z')
const aside = 'settings.json.damaged-2026-11-26T010203.004Z'
const open = () => createSettingsStore(folder, { logger: silentLogger, now })
const names = () => readdirSync(folder).sort()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-settings-'))
  path = join(folder, 'settings.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

function keep(concurrency: number): void {
  const store = open()
  store.saveSettings({ ...store.settings(), concurrency })
}

it.each([
  ['cut', '{"settings": {"concur'],
  ['full of zeros', '\0\0\0\0'],
  ['empty', ''],
  ['something else', 'hello'],
])('a file that is %s is set aside, and the newest backup takes its place', (_name, content) => {
  keep(7)
  keep(9)
  writeFileSync(path, content)
  const store = open()
  expect([store.settings().concurrency, store.repair]).toEqual([
    9,
    { origin: 'restored', setAside: join(folder, aside) },
  ])
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(content)
  expect(names()).toEqual(['settings.json', 'settings.json.backup', aside].sort())
})

it('without a backup that can be read the usual settings are there, and what was is kept', () => {
  keep(7)
  writeFileSync(path, '{')
  writeFileSync(`${path}.backup`, '{{')
  const store = open()
  expect([store.settings().concurrency, store.repair?.origin]).toEqual([4, 'lost'])
  expect(names()).toContain(aside)
})

it('a sound file needs no repair, and its backup is for its owner alone', () => {
  keep(7)
  expect(open().repair).toBeUndefined()
  expect(statSync(`${path}.backup`).mode & 0o777).toBe(0o600)
})
