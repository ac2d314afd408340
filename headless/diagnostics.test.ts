// `reverie diagnostics` as a process: with the profile to itself, beside a running Reverie, and where nothing opens. That
// no secret is in the zip is tested after a whole journey, in secrets.test.ts.

import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHost } from '../host/create-host.ts'
import { jsonLines, runCli } from '../testing/cli/cli-process.ts'
import { unzip } from '../testing/zip/unzip.ts'
import { createParts } from './parts.ts'

let folder: string
let profile: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-diagnostics-'))
  profile = join(folder, 'profile')
  await mkdir(join(folder, 'out'))
})
afterEach(() => rm(folder, { recursive: true }))

const diagnostics = (...args: string[]) =>
  runCli(['diagnostics', ...args], { profile, cwd: join(folder, 'out') })
const whole = ['README.txt', 'about.json', 'settings.json', 'accounts.json', 'queue.json']

async function read(path: string): Promise<ReadonlyMap<string, string>> {
  return new Map([...unzip(await readFile(path))].map(([name, content]) => [name, content.toString()]))
}

test('writes a zip for its owner alone, and says where', async () => {
  const { code, stdout } = await diagnostics('--json')
  const [name = ''] = await readdir(join(folder, 'out'))
  const path = join(folder, 'out', name)
  expect([code, name]).toEqual([0, expect.stringMatching(/^reverie-diagnostics-[\d-]+\.zip$/)])
  expect(jsonLines({ stdout })).toEqual([{ event: 'diagnostics', path, queue: true }])
  expect((await stat(path)).mode & 0o077).toBe(0)
  expect([...(await read(path)).keys()].filter((one) => !one.startsWith('log/'))).toEqual(whole)
})

test('asks the Reverie that runs on the profile', async () => {
  const host = await createHost({ ...createParts({ profile }), local: { face: 'serve' } })
  try {
    const { code, stderr } = await diagnostics('-o', 'mine.zip')
    expect([code, stderr]).toEqual([0, ''])
    expect([...(await read(join(folder, 'out', 'mine.zip'))).keys()].slice(0, 5)).toEqual(whole)
  } finally {
    await host.close()
  }
})

test('has the log and the reason where nothing opens', async () => {
  await mkdir(join(profile, 'log'), { recursive: true })
  await writeFile(join(profile, 'log', 'reverie.log'), 'it began\n')
  await mkdir(join(profile, 'reverie.db'))
  const { code, stderr } = await diagnostics('-o', 'mine.zip')
  const files = await read(join(folder, 'out', 'mine.zip'))
  expect([code, [...files.keys()]]).toEqual([0, ['README.txt', 'about.json', 'log/reverie.log']])
  expect(files.get('log/reverie.log')).toContain('it began')
  expect(JSON.parse(files.get('about.json') ?? '')).toHaveProperty('trouble')
  expect(stderr).toContain('The queue is not in it')
})

test('replaces nothing', async () => {
  await writeFile(join(folder, 'out', 'mine.zip'), 'precious')
  const there = await diagnostics('-o', 'mine.zip')
  const nowhere = await diagnostics('-o', 'none/mine.zip')
  expect([there.code, nowhere.code]).toEqual([2, 2])
  expect(there.stderr).toContain('is already there')
  expect(nowhere.stderr).toContain('There is no folder for')
  expect(await readFile(join(folder, 'out', 'mine.zip'), 'utf8')).toBe('precious')
})
