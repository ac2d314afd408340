// The bench's own view of the servers: a fake Cloudreve that signs and lists, a blob server at C speed that sends, and
// signed links for tools that know no Cloudreve.

import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { link, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FakeSettings } from '../../testing/fake-cloudreve/index.ts'
import type { BlobServer } from './blob-server.ts'
import { writeContent } from './content.ts'
import type { FakeCall } from './fake-process.ts'
import { nginxVersion, startNginx } from './nginx.ts'
import { startNodeBlobs } from './node-blobs.ts'

export interface BenchSite {
  readonly url: string
  readonly user: { readonly email: string; readonly password: string }
  readonly blobs: BlobServer
  /** Of the HTTPS origins, PEM; self-made, so every contender gets it as its authority. */
  readonly certificate: string
  /** Makes files with content of their own; those that are there already stay. Names differ over all folders. */
  add(paths: readonly string[], sizeBytes: number): Promise<void>
  /** Further files with the content of one that is there. */
  alias(paths: readonly string[], of: string): Promise<void>
  /** Empty files: nothing of them is ever asked for. */
  bare(paths: readonly string[]): Promise<void>
  /** Where the bytes of a path lie on the server's side, to compare with. */
  source(path: string): string
  /** The same below `tree/`, for servers of folders. */
  folder(path: string): string
  /** From now on links lead to this origin. */
  serveFrom(origin: string): Promise<void>
  set(settings: Partial<FakeSettings>): Promise<void>
  /** One for each path, in order. */
  links(paths: readonly string[]): Promise<string[]>
  /** Requests to both servers since the start. */
  requests(): Promise<number>
  close(): Promise<void>
}

const keys = fileURLToPath(new URL('../../testing/fake-cloudreve/tls/', import.meta.url))

export async function startSite(root: string): Promise<BenchSite> {
  await mkdir(join(root, 'blobs'), { recursive: true })
  await mkdir(join(root, 'tree'), { recursive: true })
  const certificate = join(keys, 'test-only-cert.pem')
  const options = { root, certificate, key: join(keys, 'test-only-key.pem') }
  const blobs = nginxVersion() === undefined ? await startNodeBlobs(options) : await startNginx(options)
  const fake = await startFake()
  const sizes = new Map<string, number>()
  const source = (path: string) => join(root, 'tree', path)
  const publish = async (
    paths: readonly string[],
    sizeBytes: number,
    make: (path: string) => Promise<void>,
  ) => {
    const fresh = paths.filter((path) => !sizes.has(path))
    const folders = new Set(fresh.map((path) => dirname(source(path))))
    for (const folder of folders) await mkdir(folder, { recursive: true })
    for (const path of fresh) {
      await make(path)
      await link(source(path), join(root, 'blobs', path.slice(path.lastIndexOf('/') + 1)))
      sizes.set(path, sizeBytes)
    }
    await fake.call({ call: 'files', files: fresh.map((path) => ({ path, sizeBytes })) })
  }
  return {
    url: fake.url,
    user: fake.user,
    blobs,
    certificate,
    source,
    folder: source,
    add: (paths, sizeBytes) =>
      publish(paths, sizeBytes, (path) => writeContent(source(path), sizeBytes, sizes.size + 1)),
    alias: (paths, of) => publish(paths, sizes.get(of) ?? 0, (path) => link(source(of), source(path))),
    bare: async (paths) => {
      for (let at = 0; at < paths.length; at += toldAtOnce) {
        const files = paths.slice(at, at + toldAtOnce).map((path) => ({ path, sizeBytes: 0 }))
        await fake.call({ call: 'files', files })
      }
    },
    serveFrom: async (storageOrigin) => {
      await fake.call({ call: 'settings', settings: { storageOrigin } })
    },
    set: async (settings) => {
      await fake.call({ call: 'settings', settings })
    },
    links: (paths) => mintLinks(fake, paths),
    requests: async () => (await fake.call({ call: 'count' })) + (await blobs.requests()),
    close: async () => {
      await fake.close()
      await blobs.close()
    },
  }
}

const toldAtOnce = 10_000

interface Fake extends Pick<BenchSite, 'url' | 'user'> {
  call(asked: FakeCall): Promise<number>
  close(): Promise<void>
}

async function startFake(): Promise<Fake> {
  const child = fork(new URL('./fake-process.ts', import.meta.url))
  const ended = once(child, 'exit')
  const [ready] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('the fake site ended'))),
  ])) as [Pick<BenchSite, 'url' | 'user'>]
  return {
    ...ready,
    call: createCaller(child),
    close: async () => {
      child.disconnect()
      await ended
    },
  }
}

function createCaller(child: ChildProcess): Fake['call'] {
  const waiting = new Map<number, (value: number) => void>()
  let last = 0
  child.on('message', (message) => {
    const { id, value } = message as { id: number; value: number }
    waiting.get(id)?.(value)
    waiting.delete(id)
  })
  return (asked) =>
    new Promise((resolve) => {
      const id = ++last
      waiting.set(id, resolve)
      child.send({ id, asked })
    })
}

/** Within what the site takes in one request. */
const linksAtOnce = 1_000

async function mintLinks({ url, user }: Pick<BenchSite, 'url' | 'user'>, paths: readonly string[]) {
  const post = async (route: string, body: unknown, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }
    const response = await fetch(`${url}/api/v4${route}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return (await response.json()) as { data: { token: { access_token: string }; urls: { url: string }[] } }
  }
  const session = await post('/session/token', { email: user.email, password: user.password })
  const links: string[] = []
  for (let at = 0; at < paths.length; at += linksAtOnce) {
    const uris = paths.slice(at, at + linksAtOnce).map((path) => `cloudreve://my${path}`)
    const token = session.data.token.access_token
    const reply = await post('/file/url', { uris, download: true, no_cache: true }, token)
    links.push(...reply.data.urls.map((slot) => slot.url))
  }
  return links
}
