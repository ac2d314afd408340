import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jsonLines, runCli, startCli } from '../../testing/cli/cli-process.ts'
import { faults, startFakeCloudreve, type FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

const mb = 1_000_000
let fake: FakeCloudreve
let profile: string
let folder: string

beforeAll(async () => {
  fake = await startFakeCloudreve({ settings: { archiveAllowed: true } })
  fake.tree.addFile('/Documents/a.txt', { text: 'hello' })
  fake.tree.addFile('/Documents/Letters/b.bin', { sizeBytes: 300_000 })
  fake.tree.addFolder('/Documents/Empty')
  fake.tree.addFile('/Film.mkv', { sizeBytes: 60 * mb })
  profile = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
  const input = fake.user.password
  await runCli(['login', fake.url, '--email', fake.user.email, '--password-stdin'], { profile, input })
})
afterAll(async () => {
  await fake.close()
  await rm(profile, { recursive: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-target-'))
})
afterEach(async () => {
  fake.faults.clear()
  fake.clearRequests()
  await rm(folder, { recursive: true })
})

const get = (...args: string[]) => runCli(['get', ...args], { profile, cwd: folder })
const files = async () => (await readdir(folder, { recursive: true })).sort()
const expectFilm = async () => {
  const { sizeBytes, read } = fake.content('/Film.mkv')
  expect((await readFile(join(folder, 'Film.mkv'))).equals(read(0, sizeBytes))).toBe(true)
}

describe('a folder', () => {
  test('arrives whole, below a target that was made for it, with one line per file', async () => {
    const end = await get('cloudreve://my/Documents', '-o', 'new/place')
    const place = join(folder, 'new', 'place', 'Documents')
    expect([end.code, end.stderr]).toEqual([0, ''])
    expect(end.stdout.split('\n').slice(0, -2).sort()).toEqual([
      `${join(place, 'Letters', 'b.bin')}  300 kB`,
      `${join(place, 'a.txt')}  5 B`,
      `Downloading Documents to ${join(folder, 'new', 'place')}`,
    ])
    expect(end.stdout).toMatch(/\n2 files, 300 kB in \d+ s\.\n$/)
    expect(await readFile(join(place, 'a.txt'), 'utf8')).toBe('hello')
    expect((await readdir(place)).sort()).toEqual(['Empty', 'Letters', 'a.txt'])
  })

  test('is told as JSON lines with the documented fields', async () => {
    const end = await get('cloudreve://my/Documents/a.txt', '--json')
    const lines = jsonLines(end).filter(({ event }) => event !== 'progress')
    const [added, completed, summary] = lines
    const uri = 'cloudreve://my/Documents/a.txt'
    expect(lines).toEqual([
      {
        event: 'added',
        batch: added?.['batch'],
        account: added?.['account'],
        name: 'a.txt',
        target: folder,
        resumed: false,
      },
      { event: 'completed', id: completed?.['id'], name: 'a.txt', uri, size: 5, path: join(folder, 'a.txt') },
      {
        event: 'summary',
        end: 'ended',
        completed: 1,
        skipped: 0,
        failed: 0,
        unfinished: 0,
        bytes: 5,
        seconds: summary?.['seconds'],
        exitCode: 0,
      },
    ])
  })

  test('with --quiet only problems are said', async () => {
    expect(await get('cloudreve://my/Documents', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  test('what is missing is named and does not keep the rest from coming', async () => {
    const end = await get('cloudreve://my/nope.txt', 'cloudreve://my/Documents/a.txt')
    expect([end.code, await files()]).toEqual([1, ['a.txt']])
    expect(end.stderr).toMatch(
      /^nope\.txt: There is nothing under this name on the site\..* \[not-found: .*\]\n$/,
    )
  })
})

describe('going on', () => {
  const slowly = () => fake.faults.add({ on: 'content', times: Infinity, fault: faults.drip(8 * mb) })
  test('after SIGKILL the same command fetches what is missing, and the final name appears at the end only', async () => {
    slowly()
    const running = startCli(['get', 'cloudreve://my/Film.mkv', '--json'], { profile, cwd: folder })
    // Somewhere past 12 MB, of 60.
    await running.said(/"bytesDone":(?:1[2-9]|[2-9]\d)\d{6}\b/)
    running.process.kill('SIGKILL')
    expect((await running.ended).code).toBe(undefined)
    expect((await files()).filter((name) => !name.startsWith('.rv'))).toEqual([])
    fake.faults.clear()
    const end = await get('cloudreve://my/Film.mkv', '--json')
    expect([end.code, jsonLines(end)[0]?.['resumed']]).toEqual([0, true])
    await expectFilm()
    expect(await files()).toEqual(['Film.mkv'])
    const sent = fake.requests.filter(({ kind }) => kind === 'content').map(({ bytesSent }) => bytesSent)
    expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(68 * mb)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops at a recorded point with 130', async (signal) => {
    slowly()
    const running = startCli(['get', 'cloudreve://my/Film.mkv'], { profile, cwd: folder })
    await running.said('Downloading')
    await new Promise<void>((resolve) => {
      const look = () => {
        if (fake.requests.some(({ kind, bytesSent }) => kind === 'content' && bytesSent > 2 * mb)) resolve()
        else setTimeout(look, 20)
      }
      look()
    })
    running.process.kill(signal)
    const end = await running.ended
    expect([end.code, end.stderr]).toEqual([
      130,
      'Stopped. What has arrived is kept; the same command goes on where it stopped.\n',
    ])
    fake.faults.clear()
    const again = await get('cloudreve://my/Film.mkv')
    expect([again.code, again.stdout.split('\n')[0]]).toEqual([0, `Going on with Film.mkv in ${folder}`])
    await expectFilm()
  })

  test('a broken connection and an expired link are told and got over', async () => {
    fake.faults.add({ on: 'content', fault: faults.cutAfter(3 * mb) })
    fake.faults.add({ on: 'content', after: 1, fault: faults.expireNow() })
    const end = await get('cloudreve://my/Film.mkv')
    expect(end.code).toBe(0)
    expect(end.stdout).toMatch(
      /Film\.mkv: waiting \d+ s, then trying again \(the (connection broke|server ended the file too early)\)/,
    )
    expect(end.stdout).toContain('Film.mkv: renewing the link (the download link expired)')
    await expectFilm()
  })

  test('a server that stays away is given up after --max-wait, and the parts are kept', async () => {
    fake.faults.add({ on: 'content', fault: faults.cutAfter(3 * mb) })
    fake.faults.add({ on: 'content', after: 1, times: Infinity, fault: faults.status(503) })
    const end = await get('cloudreve://my/Film.mkv', '--max-wait', '2s')
    expect([end.code, end.stderr]).toEqual([
      1,
      'Nothing has arrived for too long (the server is busy). What is here is kept; the same command goes on where it stopped.\n',
    ])
    fake.faults.clear()
    expect((await get('cloudreve://my/Film.mkv')).code).toBe(0)
    await expectFilm()
  })
})

describe('options', () => {
  test.each([
    ['overwrite', { 'a.txt': 'hello' }],
    ['skip', { 'a.txt': 'mine' }],
    ['rename', { 'a (1).txt': 'hello', 'a.txt': 'mine' }],
    ['skip-if-same', { 'a (1).txt': 'hello', 'a.txt': 'mine' }],
  ])('--conflict %s', async (policy, kept) => {
    await writeFile(join(folder, 'a.txt'), 'mine')
    const end = await get('cloudreve://my/Documents/a.txt', '--conflict', policy)
    const names = await files()
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    expect([end.code, Object.fromEntries(names.map((name, index) => [name, texts[index]]))]).toEqual([
      0,
      kept,
    ])
  })

  test('the same file again is skipped', async () => {
    await get('cloudreve://my/Documents/a.txt')
    const end = await get('cloudreve://my/Documents/a.txt')
    expect(end.stdout).toMatch(/a\.txt {2}skipped, it is here already\n0 files, 0 B in \d+ s, 1 skipped\.\n$/)
    expect(await files()).toEqual(['a.txt'])
  })

  test('--entity fetches exactly that version', async () => {
    const before = fake.tree.addFile('/Versions.txt', { text: 'first' })
    fake.tree.writeVersion('/Versions.txt', { text: 'other' })
    await get('cloudreve://my/Versions.txt', '--entity', before.entityId)
    expect(await readFile(join(folder, 'Versions.txt'), 'utf8')).toBe('first')
  })

  test('--archive fetches one zip', async () => {
    const end = await get('cloudreve://my/Documents', '--archive')
    expect([end.code, await files()]).toEqual([0, ['Documents.zip']])
    expect((await readFile(join(folder, 'Documents.zip'))).subarray(0, 4).toString('latin1')).toBe(
      'PK\u0003\u0004',
    )
  })

  test('--limit-rate is for this run only', async () => {
    const end = await get('cloudreve://my/Documents/a.txt', '--limit-rate', '1M', '--connections', '4')
    expect(end.code).toBe(0)
    expect(await readFile(join(profile, 'settings.json'), 'utf8')).not.toContain('1000000')
  })

  test('a share link with its password is fetched by a guest, and the password is said nowhere', async () => {
    const { url } = fake.shares.add('/Documents', { password: 'tulip42' })
    const guest = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
    const end = await runCli(['get', url], { profile: guest, cwd: folder })
    expect([end.code, (await files()).includes(join('Documents', 'a.txt'))]).toEqual([0, true])
    const queue = await runCli(['queue'], { profile: guest })
    expect(end.stdout + end.stderr + queue.stdout).not.toContain('tulip42')
    const kept = await readdir(guest, { recursive: true, withFileTypes: true })
    const holding: string[] = []
    for (const entry of kept.filter((found) => found.isFile())) {
      const content = await readFile(join(entry.parentPath, entry.name), 'latin1')
      if (content.includes('tulip42')) holding.push(entry.name)
    }
    expect(holding).toEqual(['vault.json'])
    await rm(guest, { recursive: true })
  })
})

describe('a person is needed', () => {
  test('an ended session stops the command with 3 and one message', async () => {
    const own = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
    const user = fake.addUser({ email: 'gone@example.org', password: 'one' })
    for (const name of ['a', 'b', 'c']) user.tree.addFile(`/Things/${name}`, { text: name })
    await runCli(['login', fake.url, '--email', user.email, '--password-stdin'], {
      profile: own,
      input: 'one',
    })
    user.changePassword('two')
    fake.clock.advance(7_200_000)
    const end = await runCli(['get', 'cloudreve://my/Things'], { profile: own, cwd: folder })
    expect([end.code, end.stderr.split('\n').length]).toEqual([3, 2])
    expect(end.stderr).toMatch(
      /^You are not signed in, or the session has ended\. Sign in with “reverie login/,
    )
    await rm(own, { recursive: true })
  })
})

describe('queue', () => {
  test('lists, cancels and removes what a stopped get left behind', async () => {
    const own = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
    const input = fake.user.password
    await runCli(['login', fake.url, '--email', fake.user.email, '--password-stdin'], { profile: own, input })
    fake.faults.add({ on: 'content', times: Infinity, fault: faults.status(503) })
    await runCli(['get', 'cloudreve://my/Film.mkv', '--max-wait', '1s'], { profile: own, cwd: folder })
    const listed = jsonLines(await runCli(['queue', '--json'], { profile: own }))
    const id = String(listed[0]?.['id'])
    expect(
      listed.map(({ name, target, files: count, completed }) => [name, target, count, completed]),
    ).toEqual([['Film.mkv', folder, 1, 0]])
    const act = async (name: string) =>
      jsonLines(await runCli(['queue', name, id, '--json'], { profile: own }))[0]
    expect((await runCli(['queue', 'remove', id], { profile: own })).stderr).toBe(
      `${id.slice(0, 8)} has not ended. Give it up first with “reverie queue cancel ${id.slice(0, 8)}”.\n`,
    )
    expect([
      (await act('pause'))?.['state'],
      (await act('resume'))?.['state'],
      (await act('cancel'))?.['state'],
    ]).toEqual(['paused', 'queued', 'canceled'])
    expect(await runCli(['queue', 'remove', id], { profile: own })).toEqual({
      code: 0,
      stdout: `Taken off the list: ${id.slice(0, 8)}\n`,
      stderr: '',
    })
    expect((await runCli(['queue', '--json'], { profile: own })).stdout).toBe('')
    expect((await runCli(['queue', 'pause', id], { profile: own })).code).toBe(2)
    expect(await files()).toEqual([])
    await rm(own, { recursive: true })
  })
})

test('a batch that was canceled half way is canceled, and one that found nothing has no files', async () => {
  const own = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
  const input = fake.user.password
  await runCli(['login', fake.url, '--email', fake.user.email, '--password-stdin'], { profile: own, input })
  fake.faults.add({ on: 'content', after: 1, times: Infinity, fault: faults.status(503) })
  const options = { profile: own, cwd: folder }
  await runCli(['get', 'cloudreve://my/Documents', '--max-wait', '1s'], options)
  const [half] = jsonLines(await runCli(['queue', '--json'], options))
  const canceled = jsonLines(await runCli(['queue', 'cancel', String(half?.['id']), '--json'], options))[0]
  expect([half?.['completed'], canceled?.['completed'], canceled?.['state']]).toEqual([1, 1, 'canceled'])
  await runCli(['get', 'cloudreve://my/nope.txt'], options)
  const { stdout } = await runCli(['queue', '--view', 'failed'], options)
  expect(stdout).toContain('  failed     no files  nope.txt  (to ')
  await rm(own, { recursive: true })
})

test('a target below a symbolic link inside the folder is refused, and nothing lands elsewhere', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'reverie-elsewhere-'))
  const { symlink } = await import('node:fs/promises')
  await mkdir(join(folder, 'place'))
  await symlink(elsewhere, join(folder, 'place', 'Documents'))
  const end = await get('cloudreve://my/Documents', '-o', 'place')
  expect([end.code, await readdir(elsewhere)]).toEqual([1, []])
  await rm(elsewhere, { recursive: true })
})
