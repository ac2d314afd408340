// The program killed at each step of quitting: what lies in the profile and the target folder at that moment is all that
// the next start has, and it has to go on from there. A copy taken between two steps is what SIGKILL leaves, for the
// system writes out what a process had written; a power cut is another test (core/scenarios).

import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import { isEnded } from '../../core/model/transfer.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { quietNetwork } from '../../core/ports/network.ts'
import { createHost } from '../../host/create-host.ts'
import type { Host } from '../../host/host.ts'
import { createFileSettings, createFileVault } from '../../testing/engine/file-ports.ts'
import { faults, startFakeCloudreve, type FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { after } from '../timers.ts'
import { createQuit } from './quit.ts'

const mib = 1_048_576
const size = 24 * mib

let folder: string
let fake: FakeCloudreve
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-quit-'))
  fake = await startFakeCloudreve()
  fake.tree.addFile('/film.bin', { sizeBytes: size })
})
afterEach(async () => {
  await fake.close()
  await rm(folder, { recursive: true, maxRetries: 5 })
})

const place = (name: 'profile' | 'target') => join(folder, 'live', name)
const sent = () => fake.requests.reduce((sum, one) => (one.kind === 'content' ? sum + one.bytesSent : sum), 0)

const open = (): Promise<Host> =>
  createHost({
    profile: place('profile'),
    vault: createFileVault(place('profile')),
    settings: createFileSettings(place('profile'), place('target'), { connectionsPerFile: 1 }),
    logger: silentLogger,
    network: quietNetwork,
    shell: {
      describe: () => ({
        ...{ face: 'desktop', version: '1', platform: 'linux', plainVault: true, canOpenFiles: true },
      }),
      pickFile: () => Promise.resolve(undefined),
      pickFolder: () => Promise.resolve(undefined),
      openFile: () => Promise.resolve(),
      reveal: () => Promise.resolve(),
    },
  })

/** A download of which some is here and written down, and most is not. What came last may be neither yet. */
async function halfWay(): Promise<{ host: Host; transferId: string }> {
  const stop = fake.faults.add({ on: 'content', times: 1_000, fault: faults.drip(6 * mib) })
  const host = await open()
  const step = await host.engine.accounts.signIn({ site: fake.url, ...fake.user })
  if (step.step !== 'done') throw new Error('the site asks for more')
  host.engine.start()
  const uri = parseCloudUri('cloudreve://my/film.bin')?.uri
  if (uri === undefined) throw new Error('not a URI')
  const { batchId } = await host.engine.queue.add({
    accountId: step.account.id,
    roots: [{ uri }],
    targetRoot: place('target'),
  })
  for (;;) {
    const { transfers } = host.engine.queue.transfers({ batchId, view: 'all', offset: 0, limit: 1 })
    const [transfer] = transfers
    if (transfer !== undefined && transfer.bytesDone > size / 3) {
      stop()
      return { host, transferId: transfer.id }
    }
    await passing(5)
  }
}

/** The next start after the kill whose remains are in this folder. */
async function expectToGoOn(moment: string, transferId: string): Promise<void> {
  rmSync(join(folder, 'live'), { recursive: true })
  cpSync(join(folder, moment), join(folder, 'live'), { recursive: true })
  const before = sent()
  const host = await open()
  expect([moment, host.engine.opening.origin]).toEqual([moment, 'sound'])
  host.engine.start()
  for (;;) {
    const state = host.engine.queue.transfer(transferId)?.state.kind
    if (state !== undefined && isEnded(state)) break
    await passing(10)
  }
  await host.close()
  const hash = createHash('sha256')
    .update(await readFile(join(place('target'), 'film.bin')))
    .digest('hex')
  expect([moment, hash, readdirSync(place('target'))]).toEqual([
    ...[moment, fake.content('/film.bin').sha256(), ['film.bin']],
  ])
  expect(sent() - before, `${moment}: only what was missing was fetched`).toBeLessThan(size)
}

const moments = [
  'before it is asked',
  'asked',
  'the window is through',
  'the host is through',
  'ended',
] as const

it(
  'whenever a kill comes while quitting, nothing is lost and the next start goes on',
  { timeout: 60_000 },
  async () => {
    const { host, transferId } = await halfWay()
    /** Nothing of this process runs meanwhile, as nothing does after a kill. */
    const kill = (moment: (typeof moments)[number]) =>
      cpSync(join(folder, 'live'), join(folder, moment), { recursive: true })
    kill('before it is asked')
    await new Promise<void>((end) => {
      const quit = createQuit({ after, end, report: (_party, error) => expect.unreachable(String(error)) })
      quit.join('window', async () => kill('the window is through'))
      quit.join('host', async () => {
        kill('asked')
        await host.close()
        kill('the host is through')
      })
      quit.request()
    })
    kill('ended')
    expect(existsSync(join(place('target'), 'film.bin'))).toBe(false)
    for (const moment of moments) await expectToGoOn(moment, transferId)
  },
)

it('a second request ends at once, whatever the host still does, and nothing is lost', async () => {
  const { host, transferId } = await halfWay()
  const record: string[] = []
  await new Promise<void>((end) => {
    const quit = createQuit({ after, end: () => (record.push('ended'), end()), report: () => undefined })
    quit.join('host', () => new Promise(() => record.push('host asked')))
    quit.request()
    quit.request()
  })
  expect(record).toEqual(['host asked', 'ended'])
  cpSync(join(folder, 'live'), join(folder, 'killed'), { recursive: true })
  await host.close()
  await expectToGoOn('killed', transferId)
})
