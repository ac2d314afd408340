// What the owner's own shell may say, and a page may not.

import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localParsers, type LocalNews } from '../contract/local.ts'
import { requestParsers } from '../contract/requests.ts'
import { quietNetwork } from '../core/ports/network.ts'
import { createMemorySettings } from '../testing/engine/memory-settings.ts'
import { createMemoryVault } from '../testing/engine/memory-vault.ts'
import { createHost } from './create-host.ts'
import type { Host } from './host.ts'
import type { Shell } from './shell.ts'

let folder: string
let host: Host
let refused: string[]

const shell: Shell = {
  describe: () => ({ face: 'web', version: '1', platform: 'linux', plainVault: true, canOpenFiles: false }),
  pickFile: () => Promise.resolve(undefined),
  pickFolder: () => Promise.resolve(undefined),
  openFile: () => Promise.resolve(),
  reveal: () => Promise.resolve(),
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-session-'))
  mkdirSync(join(folder, 'target'))
  writeFileSync(join(folder, 'file'), '')
  refused = []
  host = await createHost({
    profile: join(folder, 'profile'),
    vault: createMemoryVault(),
    settings: createMemorySettings(join(folder, 'downloads')),
    logger: { log: (_level, message) => refused.push(message) },
    network: quietNetwork,
    shell,
  })
})
afterEach(async () => {
  await host.close()
  await rm(folder, { recursive: true })
})

const roots = [{ uri: 'cloudreve://my/a.txt' }]

describe('a page', () => {
  const own = Object.keys(localParsers).filter((name) => !Object.hasOwn(requestParsers, name))

  test.each(own)('may not say %s', async (name) => {
    const outcome = await host.gate(name, { path: folder })
    expect([outcome.ok, refused]).toEqual([false, ['refused a request with an unknown name']])
  })

  test('names no folder for a download', async () => {
    const target = { kind: 'picked', token: join(folder, 'target') }
    const outcome = await host.gate('queue.add', { accountId: 'a', roots, target })
    expect('failure' in outcome && outcome.failure.detail).toBe('this folder was not picked here')
    expect(
      (await host.gate('queue.add', { accountId: 'a', roots, target: { kind: 'path', path: folder } })).ok,
    ).toBe(false)
  })

  test('names no program, and is not told the owner’s', async () => {
    const run = { kind: 'run', command: 'prog', args: ['secret'] } as const
    host.engine.settings.save({ after: run })
    const target = { kind: 'default' }
    for (const [name, input] of [
      ['queue.add', { accountId: 'a', roots, target, after: run }],
      ['queue.add', { accountId: 'a', roots, target, after: 'open' }],
      ['queue.add', { accountId: 'a', roots, target, conflict: 'set-aside' }],
      ['queue.add', { accountId: 'a', roots: [{ ...roots[0], place: { folders: [], name: 'x' } }], target }],
      ['settings.save', { after: run }],
    ] as const)
      expect((await host.gate(name, input)).ok).toBe(false)
    const read = await host.gate('settings.read', {})
    const saved = await host.gate('settings.save', { concurrency: 2 })
    expect(JSON.stringify([read, saved])).not.toContain('secret')
    expect(read.ok && saved.ok).toBe(true)
    expect(host.engine.settings.read().after).toEqual(run)
  })

  test('hears no news of the queue', async () => {
    const names: PropertyKey[] = []
    host.subscribe((name) => void names.push(name))
    await host.engine.queue.add({ accountId: 'a', roots: [], targetRoot: folder })
    host.engine.queue.pauseAll()
    expect(names).not.toContain('queue.news')
  })
})

describe('the shell of the owner', () => {
  test('names a folder, and downloads land there', async () => {
    const { gate } = host.openSession()
    const used = await gate('folder.use', { path: join(folder, 'target') })
    const token = used.ok ? (used.value as { picked: { token: string } }).picked.token : ''
    await gate('queue.add', { accountId: 'a', roots, target: { kind: 'picked', token } })
    const { batches } = host.engine.queue.batches({ view: 'all', offset: 0, limit: 9 })
    expect(batches.map(({ batch }) => batch.targetRoot)).toEqual([join(folder, 'target')])
  })

  test.each(['target', 'file', 'none', ''])('names no folder with “%s”', async (name) => {
    const path = name === 'target' ? name : name === '' ? '' : join(folder, name)
    expect((await host.openSession().gate('folder.use', { path })).ok).toBe(false)
  })

  test('hears the news of what it follows, and of nothing before it asked', async () => {
    const { gate, subscribe } = host.openSession()
    const heard: LocalNews[] = []
    const stop = subscribe((name, payload) => {
      if (name === 'queue.news') heard.push((payload as { news: LocalNews }).news)
    })
    const add = async (name: string) => {
      const uri = { fileSystem: 'my', owner: '', segments: [name] } as const
      const targetRoot = folder
      return (await host.engine.queue.add({ accountId: 'a', roots: [{ uri }], targetRoot, archive: true }))
        .batchId
    }
    const pause = (id: string) => host.engine.queue.pause({ batchIds: [], transferIds: [id] })
    const transferOf = (id: string) =>
      host.engine.queue.transfers({ batchId: id, view: 'all', offset: 0, limit: 1 }).transfers[0]?.id ?? ''
    const [one, other, third] = [await add('one'), await add('other'), await add('third')]
    pause(transferOf(one))
    await gate('queue.follow', { batchIds: [other] })
    pause(transferOf(other))
    pause(transferOf(third))
    await gate('queue.follow', {})
    host.engine.queue.resume({ batchIds: [], transferIds: [transferOf(third)] })
    stop()
    pause(transferOf(third))
    expect(
      heard.map((news) => news.type === 'transfer' && [news.transfer.batchId, news.transfer.state.kind]),
    ).toEqual([
      [other, 'paused'],
      [third, 'queued'],
    ])
  })

  test('says what follows a batch that is there', async () => {
    const { gate } = host.openSession()
    const after = { kind: 'run', command: 'prog', args: [] }
    const { batchId } = await host.engine.queue.add({ accountId: 'a', roots: [], targetRoot: folder })
    expect((await gate('queue.after', { batchId, after })).ok).toBe(true)
    expect((await gate('queue.after', { batchId: 'none', after })).ok).toBe(false)
    for (const wrong of [
      { kind: 'run', command: '', args: [] },
      { kind: 'run', command: 'prog' },
      { kind: 'shell', line: 'x' },
      { kind: 'run', command: 'prog', args: Array.from({ length: 101 }, () => '') },
    ])
      expect((await gate('queue.after', { batchId, after: wrong })).ok).toBe(false)
  })

  test('repairs below a folder, and nowhere else', async () => {
    const { gate } = host.openSession()
    const used = await gate('folder.use', { path: join(folder, 'target') })
    const token = used.ok ? (used.value as { picked: { token: string } }).picked.token : ''
    const repair = (path: string[]) =>
      gate('queue.repair', { accountId: 'a', token, files: [{ uri: 'cloudreve://my/a.txt', path }] })
    for (const path of [[], [''], ['..', 'x'], ['a/b'], ['a\\b'], ['.'], ['a\0']])
      expect((await repair(path)).ok).toBe(false)
    expect((await repair(['sub', 'a.txt'])).ok).toBe(true)
    const { batches } = host.engine.queue.batches({ view: 'all', offset: 0, limit: 9 })
    expect(batches.map(({ batch }) => [batch.conflict, batch.roots[0]?.place])).toEqual([
      ['set-aside', { folders: ['sub'], name: 'a.txt' }],
    ])
  })

  test('is not handed a profile that its host keeps', async () => {
    const outcome = await host.openSession().gate('host.yield', {})
    expect('failure' in outcome && outcome.failure.kind).toBe('profile-in-use')
  })
})
