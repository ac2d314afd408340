import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultProfile, ensureProfile } from './profile.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'reverie-profile-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const rightsOf = (path: string) => (statSync(path).mode & 0o7777).toString(8)

it('a new profile is for its owner alone, one that was there keeps its rights', () => {
  const made = join(folder, 'deep', 'made')
  ensureProfile(made)
  const there = join(folder, 'there')
  mkdirSync(there)
  chmodSync(there, 0o1777)
  ensureProfile(there)
  expect([rightsOf(made), rightsOf(there)]).toEqual(['700', '1777'])
})

it('a file in the place of the profile is named', () => {
  const path = join(folder, 'file')
  writeFileSync(path, '')
  expect(() => ensureProfile(path)).toThrowError(`disk-denied: the profile ${path} cannot be used`)
})

it.runIf(process.platform === 'linux')(
  'a place where no folder can be made is named, and not tried for ever',
  () => {
    expect(() => ensureProfile('/proc/reverie/new')).toThrowError(
      /disk-denied: the profile \/proc\/reverie\/new/,
    )
  },
)

it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['linux', { XDG_CONFIG_HOME: '/config' }, join('/config', 'Reverie')],
  ['win32', { APPDATA: '/appdata' }, join('/appdata', 'Reverie')],
])('on %s it is in the folder for application data', (platform, env, expected) => {
  expect(defaultProfile(env, platform)).toBe(expected)
})
