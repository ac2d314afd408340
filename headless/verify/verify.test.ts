import { mkdtemp, open, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { jsonLines, runCli, startCli } from '../../testing/cli/cli-process.ts'
import { faults, startFakeCloudreve, type FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

let fake: FakeCloudreve
let profile: string
let folder: string
let docs: string

beforeEach(async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/Documents/a.txt', { text: 'hello' })
  fake.tree.addFile('/Documents/Letters/b.bin', { sizeBytes: 9_000_000 })
  profile = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
  folder = await mkdtemp(join(tmpdir(), 'reverie-target-'))
  docs = join(folder, 'Documents')
  const input = fake.user.password
  await runCli(['login', fake.url, '--email', fake.user.email, '--password-stdin'], { profile, input })
  await cli('get', 'cloudreve://my/Documents')
})
afterEach(async () => {
  await fake.close()
  for (const path of [profile, folder]) await rm(path, { recursive: true })
})

const cli = (...args: string[]) => runCli(args, { profile, cwd: folder })

/** Another byte under the same time. */
async function rot(path: string, at: number): Promise<void> {
  const { atime, mtime } = await stat(path)
  const file = await open(path, 'r+')
  await file.write(Buffer.from([0xa5]), 0, 1, at)
  await file.close()
  await utimes(path, atime, mtime)
}

describe('reverie verify', () => {
  test('says that all is right, and ends with 0', async () => {
    const end = await cli('verify', 'Documents')
    expect(end).toEqual({ code: 0, stdout: '2 files, 9.0 MB: 2 right.\n', stderr: '' })
    const remote = await cli('verify', 'Documents', '--remote')
    expect([remote.code, remote.stdout]).toEqual([0, end.stdout])
  })

  test('groups what it finds, names the place of the damage, and ends with 5', async () => {
    await rot(join(docs, 'Letters', 'b.bin'), 8_388_700)
    await writeFile(join(docs, 'a.txt'), 'my own words')
    await writeFile(join(docs, 'mine.txt'), 'x')
    fake.tree.addFile('/Documents/new.txt', { text: 'new' })
    const end = await cli('verify', 'Documents', '--remote', 'cloudreve://my/Documents')
    expect([end.code, end.stderr]).toEqual([5, ''])
    expect(end.stdout.split('\n')).toEqual([
      'Damaged: other bytes, though nobody has written to them since (1):',
      `  ${join('Letters', 'b.bin')}  bytes 8,388,608 to 8,999,999 of 9,000,000`,
      'Changed here since they landed (1):',
      '  a.txt  12 B instead of 5 B',
      'On the site and not here (1):',
      '  new.txt  3 B',
      'Not downloaded with this profile, compared by length at most (1):',
      '  mine.txt',
      '4 files, 9.0 MB: 1 damaged, 1 changed here, 1 new on the site, 1 not from here.',
      '',
    ])
  })

  test('lists as many of each kind as asked for, and all with --json', async () => {
    for (const name of ['1', '2', '3']) await writeFile(join(docs, name), name)
    const end = await cli('verify', 'Documents', '--list', '1')
    expect(end.stdout).toContain('(3):\n')
    expect(end.stdout).toContain('… and 2 more\n')
    const lines = jsonLines(await cli('verify', 'Documents', '--json', '--list', '1'))
    expect(lines.filter(({ kind }) => kind === 'not-ours')).toHaveLength(3)
    expect(lines[0]).toEqual({
      event: 'finding',
      kind: 'ok',
      path: join(docs, 'Letters', 'b.bin'),
      size: 9_000_000,
      found: 9_000_000,
      remote: 'unchecked',
      uri: 'cloudreve://my/Documents/Letters/b.bin',
      account: lines[0]?.['account'],
    })
    const { seconds, counts, ...summary } = lines.at(-1) ?? {}
    expect(summary).toEqual({
      event: 'verified',
      folder: docs,
      recorded: 2,
      repairable: 0,
      differences: 0,
      bytes: 9_000_008,
      exitCode: 0,
    })
    expect(counts).toMatchObject({ ok: 2, 'not-ours': 3, missing: 0, damaged: 0 })
    expect(typeof seconds).toBe('number')
  })

  /** A download that stands still, with the profile in its hands. */
  async function running() {
    fake.tree.addFile('/slow.bin', { sizeBytes: 3_000_000 })
    fake.faults.add({ on: 'content', fault: faults.stallAfter(1_000_000) })
    const other = startCli(['get', 'cloudreve://my/slow.bin', '--json'], { profile, cwd: folder })
    await other.said(/"state":"downloading"/)
    return other
  }

  test('repairs what the site can put right, and keeps what was there', async () => {
    await rot(join(docs, 'Letters', 'b.bin'), 5)
    const damaged = await readFile(join(docs, 'Letters', 'b.bin'))
    fake.tree.writeVersion('/Documents/a.txt', { text: 'hello again' })
    const end = await cli('verify', 'Documents', '--remote', '--repair')
    expect([end.code, end.stderr]).toEqual([0, ''])
    expect(end.stdout).toContain('2 files, 9.0 MB in')
    expect(await readFile(join(docs, 'a.txt'), 'utf8')).toBe('hello again')
    expect(await readFile(join(docs, 'a (older).txt'), 'utf8')).toBe('hello')
    expect((await readFile(join(docs, 'Letters', 'b (damaged).bin'))).equals(damaged)).toBe(true)
    expect((await cli('verify', 'Documents', '--remote')).stdout).toContain('2 right, 2 not from here.\n')
  })

  test('leaves alone what somebody changed here, and says that it is still so', async () => {
    await writeFile(join(docs, 'a.txt'), 'my own words')
    await rm(join(docs, 'Letters'), { recursive: true })
    const end = await cli('verify', 'Documents', '--repair')
    expect([end.code, end.stderr]).toEqual([5, ''])
    expect(await readFile(join(docs, 'a.txt'), 'utf8')).toBe('my own words')
    expect((await stat(join(docs, 'Letters', 'b.bin'))).size).toBe(9_000_000)
  })

  test('works while another Reverie has the profile', async () => {
    const other = await running()
    await rm(join(docs, 'a.txt'))
    const end = await cli('verify', 'Documents', '--quick')
    expect(end).toMatchObject({ code: 5, stderr: '' })
    expect(end.stdout).toContain('Missing (1):\n  a.txt  5 B\n')
    other.process.kill('SIGINT')
    expect((await other.ended).code).toBe(130)
  })

  test('reads the record of a process that was killed', async () => {
    const other = await running()
    other.process.kill('SIGKILL')
    await other.ended
    expect((await cli('verify', 'Documents')).code).toBe(0)
  })

  test('claims nothing where nothing is recorded', async () => {
    const nothing = await cli('verify', profile)
    expect(nothing.code).toBe(1)
    expect(nothing.stderr).toMatch(/^Nothing in this folder was downloaded with this profile/)
    const nowhere = await cli('verify', 'Docs')
    expect(nowhere.code).toBe(1)
    expect(nowhere.stderr).toMatch(/^There is no such folder/)
    expect((await cli('verify', 'Documents', '--remote', '/Documents')).code).toBe(2)
    expect((await cli('verify', 'Documents', '--list', 'all')).code).toBe(2)
  })

  test('does not take a mistyped name for an empty folder', async () => {
    const end = await cli('verify', 'Documents', '--remote', 'cloudreve://my/Dokuments')
    expect([end.code, end.stdout]).toEqual([1, ''])
    expect(end.stderr).toContain('not-found')
  })

  test('changes nothing on the disk', async () => {
    await rot(join(docs, 'Letters', 'b.bin'), 5)
    const before = await stat(join(docs, 'Letters', 'b.bin'))
    await cli('verify', 'Documents', '--remote')
    const after = await stat(join(docs, 'Letters', 'b.bin'))
    expect([after.mtimeMs, after.ctimeMs, after.ino]).toEqual([before.mtimeMs, before.ctimeMs, before.ino])
    expect(await readFile(join(docs, 'a.txt'), 'utf8')).toBe('hello')
  })
})
