// One engine per profile (scenario p05): commands join the one that runs, and go on where it ends.

import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createHost } from '../../host/create-host.ts'
import { ProfileTaken, takeProfile } from '../../host/take-profile.ts'
import { jsonLines, runCli, startCli, type RunningCli } from '../../testing/cli/cli-process.ts'
import { faults, startFakeCloudreve, type FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

import { describeHost } from '../host-facts.ts'
import { createParts } from '../parts.ts'

const mb = 1_000_000
const patience = 120_000
let fake: FakeCloudreve
let profile: string
let folder: string

beforeAll(async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/Film.mkv', { sizeBytes: 60 * mb })
  fake.tree.addFile('/Other.mkv', { sizeBytes: 20 * mb })
  for (let index = 0; index < 10; index += 1)
    fake.tree.addFile(`/Ten/${index}.txt`, { text: `file ${index}` })
})
afterAll(() => fake.close())
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
  folder = await mkdtemp(join(tmpdir(), 'reverie-target-'))
  const input = fake.user.password
  await runCli(['login', fake.url, '--email', fake.user.email, '--password-stdin'], { profile, input })
})
let running: RunningCli[] = []
afterEach(async () => {
  for (const { process: child } of running) child.kill('SIGKILL')
  await Promise.all(running.map(({ ended }) => ended))
  running = []
  fake.faults.clear()
  fake.clearRequests()
  for (const place of [profile, folder]) await rm(place, { recursive: true, maxRetries: 5 })
})

const cli = (...args: string[]) => runCli(args, { profile, cwd: folder })
function start(...args: string[]): RunningCli {
  const started = startCli(args, { profile, cwd: folder })
  running.push(started)
  return started
}
const slowly = (bytesPerSecond = 12 * mb) =>
  fake.faults.add({ on: 'content', times: Infinity, fault: faults.drip(bytesPerSecond) })
const expectFile = async (path: string, name = path) => {
  const { sizeBytes, read } = fake.content(`/${path}`)
  expect((await readFile(join(folder, name))).equals(read(0, sizeBytes))).toBe(true)
}
const eventsOf = (end: { stdout: string }, ...names: string[]) =>
  jsonLines(end).filter(({ event }) => names.includes(String(event)))
const queueJson = async (...args: string[]) => jsonLines(await cli('queue', 'list', '--json', ...args))

/** A `get` of the film that hosts the engine and is under way. */
async function hostFilm(...args: string[]): Promise<RunningCli> {
  slowly()
  const host = start('get', 'cloudreve://my/Film.mkv', '--json', '--connections', '1', ...args)
  await host.said(/"bytesDone":[1-9]\d{5,}/)
  return host
}

describe('a second get', () => {
  test('p05 joins the queue of the first and tells its own files alone', { timeout: patience }, async () => {
    const first = await hostFilm()
    const second = await cli('get', 'cloudreve://my/Ten', '--json')
    fake.faults.clear()
    const [own, theirs] = [eventsOf(second, 'attached', 'completed'), await first.ended]
    expect([second.code, own.length, own[0]]).toEqual([0, 11, { event: 'attached', host: 'get' }])
    expect(eventsOf(second, 'summary')[0]).toMatchObject({ completed: 10, unfinished: 0, end: 'ended' })
    expect(eventsOf(theirs, 'attached', 'completed').map(({ name }) => name)).toEqual(['Film.mkv'])
    expect((await readdir(join(folder, 'Ten'))).length).toBe(10)
  })

  test('says which of its wishes the first does not follow', { timeout: patience }, async () => {
    await hostFilm()
    const end = await cli('get', 'cloudreve://my/Ten/1.txt', '--limit-rate', '1M', '--connections', '2')
    expect([end.code, end.stderr]).toEqual([
      0,
      'The Reverie that runs the queue keeps its own settings: --limit-rate is not used.\n',
    ])
  })

  test('goes on by itself when the first has ended', { timeout: patience }, async () => {
    slowly(4 * mb)
    // By one connection: several would each be as fast, and the second command comes too late.
    const first = start('get', 'cloudreve://my/Other.mkv', '--json', '--connections', '1')
    await first.said(/"bytesDone":[1-9]\d{5,}/)
    const second = start('get', 'cloudreve://my/Film.mkv', '--json', '--connections', '1')
    await second.said('"attached"')
    expect((await first.ended).code).toBe(0)
    fake.faults.clear()
    const end = await second.ended
    expect([end.code, eventsOf(end, 'added').map(({ resumed }) => resumed)]).toEqual([0, [false, true]])
    expect(eventsOf(end, 'completed', 'summary').map(({ event }) => event)).toEqual(['completed', 'summary'])
    await expectFile('Film.mkv')
  })

  test('goes on as well when the first is interrupted', { timeout: patience }, async () => {
    const first = await hostFilm()
    const second = start('get', 'cloudreve://my/Other.mkv', '--json')
    await second.said('"attached"')
    first.process.kill('SIGINT')
    expect((await first.ended).code).toBe(130)
    fake.faults.clear()
    expect((await second.ended).code).toBe(0)
    await expectFile('Other.mkv')
    expect(existsSync(join(folder, 'Film.mkv'))).toBe(false)
  })

  test(
    'that is interrupted detaches, and the download goes on without it',
    { timeout: patience },
    async () => {
      const first = await hostFilm()
      const second = start('get', 'cloudreve://my/Other.mkv')
      await second.said('Downloading Other.mkv')
      second.process.kill('SIGINT')
      const end = await second.ended
      expect([end.code, end.stderr]).toEqual([
        130,
        'No longer watching. The download goes on while another “reverie get” runs; the same command goes on where it stops.\n',
      ])
      fake.faults.clear()
      expect((await first.ended).code).toBe(0)
    },
  )

  test('of the same file follows the download that runs', { timeout: patience }, async () => {
    const first = await hostFilm()
    const second = start('get', 'cloudreve://my/Film.mkv', '--json')
    // Its figures move although its state does not change any more.
    await second.said(/"state":"downloading","bytesDone":[1-9]\d{5,}/)
    fake.faults.clear()
    const ends = await Promise.all([first.ended, second.ended])
    expect(ends.map(({ code }) => code)).toEqual([0, 0])
    expect(ends.map((end) => eventsOf(end, 'completed').length)).toEqual([1, 1])
    expect(await readdir(folder)).toEqual(['Film.mkv'])
  })

  test('p05 says that the host was killed, and the same command goes on', { timeout: patience }, async () => {
    const first = await hostFilm()
    const second = start('get', 'cloudreve://my/Other.mkv', '--json')
    await second.said('"added"')
    first.process.kill('SIGKILL')
    const end = await second.ended
    expect([end.code, eventsOf(end, 'error')[0]]).toEqual([
      4,
      {
        event: 'error',
        kind: 'host-lost',
        message:
          'The Reverie that ran the downloads ended without a word. What has arrived is kept; the same command goes on where it stopped.',
        exitCode: 4,
      },
    ])
    fake.faults.clear()
    const again = await cli('get', 'cloudreve://my/Other.mkv', 'cloudreve://my/Film.mkv')
    expect(again.code).toBe(0)
    await expectFile('Other.mkv')
    await expectFile('Film.mkv')
  })
})

/** Opens the profile as a face that stays does, in this process. */
async function takeAs(face: 'desktop' | 'serve', patience = 12_000) {
  const parts = createParts({ profile, local: { face } })
  const host = await takeProfile(parts, { patience })
  host.engine.start()
  return host
}

describe('a face that stays', () => {
  test(
    'gets the profile of a get that hosts, which goes on as its client',
    { timeout: patience },
    async () => {
      const get = await hostFilm()
      const host = await takeAs('desktop')
      await get.said('"attached"')
      fake.faults.clear()
      const end = await get.ended
      await host.close()
      expect([end.code, eventsOf(end, 'attached')]).toEqual([0, [{ event: 'attached', host: 'desktop' }]])
      expect(eventsOf(end, 'completed').map(({ name }) => name)).toEqual(['Film.mkv'])
      await expectFile('Film.mkv')
    },
  )

  test('that ends leaves its client to go on by itself', { timeout: patience }, async () => {
    const host = await takeAs('serve')
    slowly()
    const get = start('get', 'cloudreve://my/Film.mkv')
    await get.said('Joined the queue of “reverie serve”')
    await get.said('Downloading Film.mkv')
    await host.close()
    fake.faults.clear()
    expect((await get.ended).code).toBe(0)
    await expectFile('Film.mkv')
  })

  test('keeps the profile from another, and what it is is known', { timeout: patience }, async () => {
    const host = await takeAs('serve')
    const taken: unknown = await takeAs('desktop').catch((error: unknown) => error)
    await host.close()
    expect(taken instanceof ProfileTaken && taken.by).toBe('serve')
  })

  test('whose client detaches goes on with the download', { timeout: patience }, async () => {
    const host = await takeAs('desktop')
    slowly()
    const get = start('get', 'cloudreve://my/Other.mkv')
    await get.said('Downloading Other.mkv')
    get.process.kill('SIGINT')
    const end = await get.ended
    expect([end.code, end.stderr]).toEqual([
      130,
      'No longer watching. The download goes on in the app; “reverie queue” shows it, “reverie queue cancel” ends it.\n',
    ])
    const completed = new Promise<void>((resolve) =>
      host.engine.queue.onNews((news) => {
        if (news.type === 'transfer' && news.transfer.state.kind === 'completed') resolve()
      }),
    )
    fake.faults.clear()
    await completed
    await host.close()
    await expectFile('Other.mkv')
  })

  test('of another version is not spoken with', { timeout: patience }, async () => {
    const shell = {
      ...createParts({ profile }).shell,
      describe: () => ({ ...describeHost(), version: '99.0.0' }),
    }
    const host = await createHost(createParts({ profile, shell, local: { face: 'desktop' } }))
    const ends = [await cli('get', 'cloudreve://my/Film.mkv'), await cli('queue')]
    await host.close()
    expect(ends.map(({ code, stderr }) => [code, stderr.split(',')[0]])).toEqual(
      ends.map(() => [1, 'The Reverie that runs on this profile is version 99.0.0']),
    )
  })
})

test('p05 ten commands at the same moment: one engine, every file', { timeout: 2 * patience }, async () => {
  fake.faults.add({ on: 'content', times: Infinity, fault: faults.drip(2) })
  const ends = Array.from(
    { length: 10 },
    (_, index) => start('get', `cloudreve://my/Ten/${index}.txt`, '--json').ended,
  )
  const all = await Promise.all(ends)
  expect(all.map(({ code, stderr }) => [code, stderr])).toEqual(all.map(() => [0, '']))
  expect(all.map((end) => eventsOf(end, 'completed').length)).toEqual(all.map(() => 1))
  // Those that lost the race joined another one, or came when it had ended.
  expect((await readdir(folder)).sort()).toEqual(Array.from({ length: 10 }, (_, index) => `${index}.txt`))
  const listed = await queueJson()
  expect(listed.map(({ state, completed }) => [state, completed])).toEqual(listed.map(() => ['completed', 1]))
  expect(listed.length).toBe(10)
})

describe('queue', () => {
  test('changes the downloads of a Reverie that runs', { timeout: patience }, async () => {
    const host = await hostFilm()
    const [film] = await queueJson()
    expect(film).toMatchObject({ name: 'Film.mkv', state: 'running', target: folder })
    const id = String(film?.['id']).slice(0, 6)
    const [paused] = jsonLines(await cli('queue', 'pause', id, '--json'))
    const end = await host.ended
    expect([paused?.['event'], end.code, eventsOf(end, 'summary')[0]?.['unfinished']]).toEqual([
      'batch',
      1,
      1,
    ])
    expect((await queueJson()).map(({ state }) => state)).toEqual(['paused'])
  })

  test(
    'add stores what nobody runs, says so, and a get of the same fetches it',
    { timeout: patience },
    async () => {
      const added = await cli('queue', 'add', 'cloudreve://my/Other.mkv')
      expect([added.code, added.stdout.split('\n').slice(-2)[0]]).toEqual([
        0,
        'On the list. Nobody runs it at the moment: it starts with the app, with “reverie serve”, or with the same “reverie get”.',
      ])
      expect((await queueJson()).map(({ name, state }) => [name, state])).toEqual([['Other.mkv', 'queued']])
      const got = jsonLines(await cli('get', 'cloudreve://my/Other.mkv', '--json'))
      expect(got[0]).toMatchObject({ event: 'added', resumed: true })
      await expectFile('Other.mkv')
    },
  )

  test('add hands over to a Reverie that runs and does not wait', { timeout: patience }, async () => {
    const host = await hostFilm()
    const added = await cli('queue', 'add', 'cloudreve://my/Ten/1.txt')
    expect([added.code, added.stdout.split('\n').slice(-2)[0]]).toEqual([
      0,
      'On the list; it runs as long as the other command.',
    ])
    fake.faults.clear()
    await host.ended
    expect(await readFile(join(folder, '1.txt'), 'utf8')).toBe('file 1')
  })

  test(
    'chooses by pattern, by everything, and refuses what fits several or nothing',
    { timeout: patience },
    async () => {
      for (const name of ['Film.mkv', 'Other.mkv', 'Ten/1.txt'])
        await cli('queue', 'add', `cloudreve://my/${name}`)
      const states = async () =>
        Object.fromEntries((await queueJson()).map(({ name, state }) => [String(name), state]))
      expect((await cli('queue', 'cancel', '--name', '*.MKV')).code).toBe(0)
      expect(await states()).toEqual({ 'Film.mkv': 'canceled', 'Other.mkv': 'canceled', '1.txt': 'queued' })
      expect((await cli('queue', 'retry', '--name', 'FILM.???')).code).toBe(0)
      expect((await cli('queue', 'clear')).code).toBe(0)
      expect(await states()).toEqual({ 'Film.mkv': 'queued', '1.txt': 'queued' })
      expect((await cli('queue', 'cancel', '--all')).code).toBe(0)
      expect(await states()).toEqual({ 'Film.mkv': 'canceled', '1.txt': 'canceled' })
      const refusals = [
        await cli('queue', 'pause'),
        await cli('queue', 'pause', 'x', '--all'),
        await cli('queue', 'pause', '--name', 'nothing*'),
      ]
      expect(refusals.map(({ code, stderr }) => [code, stderr.split('.')[0]])).toEqual([
        [2, 'Nothing is named'],
        [2, 'Ids, --name and --all exclude one another'],
        [2, 'Nothing on the list is called “nothing*”'],
      ])
    },
  )

  test('list --watch follows hosts that come and go, and ends with 0', { timeout: patience }, async () => {
    const watch = start('queue', 'list', '--watch', '--json')
    await cli('queue', 'add', 'cloudreve://my/Ten/2.txt')
    const host = await hostFilm()
    await watch.said(/"name":"Film\.mkv","state":"running"/)
    fake.faults.clear()
    await host.ended
    const next = start('get', 'cloudreve://my/Other.mkv', '--json')
    await next.ended
    await cli('queue', 'clear')
    watch.process.kill('SIGINT')
    const end = await watch.ended
    expect([end.code, end.stderr]).toEqual([0, ''])
    expect(new Set(eventsOf(end, 'batch', 'gone').map(({ event }) => event)).has('batch')).toBe(true)
  })
})

test('nothing secret is in what the profile keeps of its socket once nobody runs', async () => {
  await cli('queue')
  expect((await readdir(profile)).includes('local.json')).toBe(false)
  expect(existsSync(join(profile, 'local', 'socket'))).toBe(false)
})
