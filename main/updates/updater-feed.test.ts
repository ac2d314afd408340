import { generateKeyPairSync, createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppImageUpdater } from 'electron-updater'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../../core/ports/logger.ts'
import { signDescription, type Description } from './signature.ts'
import { createUpdaterFeed } from './updater-feed.ts'
import type { Feed } from './updates.ts'

const pair = generateKeyPairSync('ed25519')
const key = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const name = 'Reverie-0.2.0-linux-x64.AppImage'
const program = randomBytes(300_000)

interface FeedServer {
  readonly url: string
  description: string
  /** What the file's address answers with; cut short where told. */
  bytes: Buffer
  cutAfter: number
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[]
  close(): Promise<void>
}

async function startFeed(): Promise<FeedServer> {
  const server = createServer((incoming, answer) => {
    const path = new URL(incoming.url ?? '', 'http://feed').pathname
    own.asked.push({ path, headers: incoming.headers })
    const isAnnounced = path === '/latest-linux.yml' && own.description !== ''
    if (isAnnounced) return answer.end(own.description)
    if (path !== `/${name}`) return answer.writeHead(404).end()
    answer.writeHead(200, { 'Content-Length': own.bytes.length })
    if (own.cutAfter >= own.bytes.length) return answer.end(own.bytes)
    answer.write(own.bytes.subarray(0, own.cutAfter), () => setImmediate(() => incoming.socket.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own: FeedServer = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    description: describeRelease({}),
    bytes: program,
    cutAfter: Infinity,
    asked: [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return own
}

/** As the release step writes it; JSON is YAML. */
function describeRelease(parts: Partial<Description>): string {
  const sha512 = createHash('sha512').update(program).digest('base64')
  const plain: Description = {
    version: '0.2.0',
    releaseNotes: 'Pairs of folders.',
    files: [{ url: name, sha512, size: program.length }],
    ...parts,
  }
  return JSON.stringify({ signature: signDescription(plain, pair.privateKey), ...plain })
}

/** Electron's network is not here; Node's stands in, below everything that checks. */
class NodeExecutor extends ElectronHttpExecutor {
  override createRequest(options: object, callback: (answer: unknown) => void) {
    return request(options, callback) as unknown as ReturnType<ElectronHttpExecutor['createRequest']>
  }
}

let server: FeedServer
let home: string
let feed: Feed
let quits: number
const appImage = () => join(home, 'Reverie-0.1.0.AppImage')

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'reverie-update-'))
  await writeFile(join(home, 'app-update.yml'), 'updaterCacheDirName: reverie-updater\n')
  await writeFile(appImage(), 'the program that runs')
  process.env['APPIMAGE'] = appImage()
  server = await startFeed()
  quits = 0
  const updater = new AppImageUpdater(null, {
    version: '0.1.0',
    name: 'Reverie',
    isPackaged: true,
    appUpdateConfigPath: join(home, 'app-update.yml'),
    userDataPath: home,
    baseCachePath: home,
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => void (quits += 1),
    onQuit: () => undefined,
  })
  Object.assign(updater, { httpExecutor: new NodeExecutor(), disableDifferentialDownload: true })
  updater.setFeedURL({ provider: 'generic', url: server.url })
  feed = createUpdaterFeed({ updater, key, ending: '.AppImage', arch: 'x64', logger: silentLogger })
})

afterEach(async () => {
  delete process.env['APPIMAGE']
  await server.close()
  await rm(home, { recursive: true, force: true })
})

const downloaded = () => join(home, 'reverie-updater', 'pending', name)
const release = { version: '0.2.0', notes: 'Pairs of folders.', sizeBytes: program.length }

describe('the feed of new versions', () => {
  it('tells of a newer one, downloads it when asked and leaves the running program alone', async () => {
    expect(await feed.check()).toEqual(release)
    expect(server.asked.map(({ path }) => path)).toEqual(['/latest-linux.yml'])
    const reports: number[] = []
    await feed.download((bytes) => reports.push(bytes)).done
    expect((await readFile(downloaded())).equals(program)).toBe(true)
    expect(await readFile(appImage(), 'utf8')).toBe('the program that runs')
    expect([reports.at(-1), quits]).toEqual([program.length, 0])
  })

  it('tells nothing that would know this copy again', async () => {
    await feed.check()
    expect(server.asked[0]?.headers['x-user-staging-id']).toBe('none')
  })

  it.each(['0.1.0', '0.0.9'])('has nothing to offer where the newest is %s', async (version) => {
    server.description = describeRelease({ version })
    expect(await feed.check()).toBeUndefined()
  })

  it('offers nothing to a copy that is not in the wave', async () => {
    server.description = describeRelease({}).replace('{', '{"stagingPercentage":0,')
    expect(await feed.check()).toBeUndefined()
  })

  it.each([
    ['nobody signed', (text: string) => text.replace(/"signature":"[^"]*",/, '')],
    ['was changed after signing', (text: string) => text.replace('Pairs', 'Bears')],
    [
      'leads to another server',
      (text: string) => text.replace(`"${name}"`, '"http://127.0.0.1:9/x.AppImage"'),
    ],
    ['is no description', () => 'version: "0.2.0"\npath: x\n'],
  ])('refuses what %s', async (_what, change) => {
    server.description = change(server.description)
    await expect(feed.check()).rejects.toMatchObject({ problem: 'untrusted' })
  })

  it('throws away a download with other bytes than were announced', async () => {
    await feed.check()
    server.bytes = Buffer.from(program)
    server.bytes.writeUInt8(program.readUInt8(1_000) ^ 1, 1_000)
    await expect(feed.download(() => undefined).done).rejects.toMatchObject({ problem: 'corrupt' })
    expect(existsSync(downloaded())).toBe(false)
  })

  it('says when the connection broke, and gets it the next time', async () => {
    await feed.check()
    server.cutAfter = 100_000
    await expect(feed.download(() => undefined).done).rejects.toMatchObject({ problem: 'interrupted' })
    expect(existsSync(downloaded())).toBe(false)
    server.cutAfter = Infinity
    await feed.download(() => undefined).done
    expect((await readFile(downloaded())).equals(program)).toBe(true)
  })

  it('says when nothing is announced there', async () => {
    server.description = ''
    await expect(feed.check()).rejects.toMatchObject({ problem: 'unreachable' })
  })
})
