import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Subscribe } from '../../contract/channel.ts'
import { bridgeProtocols } from '../../contract/door-key.ts'
import { listPageFiles } from './page-files.ts'
import type { RemoteReply } from '../../host/remote/remote-files.ts'
import { createWebHost, type WebHost } from './web-host.ts'

let folder: string
let web: WebHost
let said: string[]
let tell: Parameters<Subscribe>[0] | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-page-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  const metas = '<meta name="csp-nonce" content="__CSP_NONCE__"><meta name="door-key" content="__DOOR_KEY__">'
  await writeFile(join(folder, 'page', 'index.html'), metas)
  await writeFile(join(folder, 'page', 'assets', 'app.js'), 'run()')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await symlink(join(folder, 'secret.txt'), join(folder, 'page', 'assets', 'linked.txt'))
  said = []
  const page = await listPageFiles(join(folder, 'page'))
  if (page === undefined) throw new Error('the page of this test is missing')
  web = await createWebHost({
    page,
    logger: { log: (_, message) => said.push(message) },
    host: {
      gate: (name, input) => Promise.resolve({ ok: true, value: { name, input } }),
      serveRemote: ({ url, range }) =>
        Promise.resolve(/^\/remote\/(?:preview|thumbnail)/.test(url) ? remoteReply(url, range) : undefined),
      subscribe: (listener) => {
        tell = listener
        return () => {
          tell = undefined
        }
      },
    },
  })
})
afterEach(async () => {
  await web.close()
  await rm(folder, { recursive: true })
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** Plain HTTP with a path sent as it is: fetch would clean it. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(web.origin)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers, method }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    request.on('error', reject)
    request.end()
  })
}

const tokenPath = () => web.newAddress().slice(web.origin.length)

interface Visit {
  readonly cookie: string
  readonly key: string
}

/** What a browser has after the link: its cookie, and the key in the storage of the page's origin. */
async function visit(): Promise<Visit> {
  const { headers, body } = await ask(tokenPath())
  const key = /name="door-key" content="([^"]+)"/.exec(body)?.[1] ?? ''
  return { cookie: String(headers['set-cookie']).split(';')[0] ?? '', key }
}

const signIn = async () => (await visit()).cookie

interface Knock {
  readonly headers: Record<string, string>
  readonly key?: string
  readonly path?: string
}

function knock({ headers, key = '', path = '/bridge' }: Knock): Promise<WebSocket | number> {
  const address = `${web.origin.replace('http', 'ws')}${path}`
  const socket = new WebSocket(address, bridgeProtocols(key), { headers })
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => undefined)
  })
}

async function enter(): Promise<WebSocket> {
  const { cookie, key } = await visit()
  const socket = await knock({ headers: { origin: web.origin, cookie }, key })
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}

describe('the link from the terminal', () => {
  test('becomes a strict cookie and a key in the page, which is told once', async () => {
    const { status, headers, body } = await ask(tokenPath())
    const { port } = new URL(web.origin)
    expect(status).toBe(200)
    expect(body).toMatch(/name="door-key" content="[\w-]{43}"/)
    const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    expect((await ask('/', { cookie })).body).toContain('name="door-key" content=""')
    expect(String(headers['set-cookie'])).toMatch(
      new RegExp(`^reverie-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    )
  })

  test('opens one browser only', async () => {
    const path = tokenPath()
    expect([(await ask(path)).status, (await ask(path)).status]).toEqual([200, 401])
  })

  test('is void when a newer one was printed, and survives a mere look', async () => {
    const old = tokenPath()
    const fresh = tokenPath()
    expect((await ask(old)).status).toBe(401)
    expect((await ask(fresh, {}, 'HEAD')).status).toBe(401)
    expect((await ask(fresh)).status).toBe(200)
  })

  test('opens a second browser without closing the first', async () => {
    const [first, second] = [await signIn(), await signIn()]
    expect([(await ask('/', { cookie: first })).status, (await ask('/', { cookie: second })).status]).toEqual(
      [200, 200],
    )
  })

  test.each(['/', '/assets/app.js', '/?token=', '/?token=AAAA'])(
    '%s without a session shows nothing',
    async (path) => {
      const { status, body } = await ask(path, { cookie: 'reverie-1=x; other=y' })
      expect([status, body.includes('run()'), body.includes('csp-nonce')]).toEqual([401, false, false])
    },
  )
})

describe('answers', () => {
  test('carry the policy of the app with a fresh nonce, and are kept nowhere', async () => {
    const cookie = await signIn()
    const { headers, body } = await ask('/', { cookie })
    const host = new URL(web.origin).host
    const nonce = /content="([^"]+)"/.exec(body)?.[1] ?? ''
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; media-src 'self'; ` +
        `connect-src 'self' ws://${host}; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/)
    expect((await ask('/', { cookie })).body).not.toBe(body)
    expect([headers['x-content-type-options'], headers['cache-control']]).toEqual(['nosniff', 'no-store'])
  })

  test.each(['/', '/assets/app.js', '/nope', '/?token=x'])(
    '%s has the same protection without a session',
    async (path) => {
      const { headers } = await ask(path)
      expect(String(headers['content-security-policy'])).toMatch(/^default-src 'none'; script-src 'self'; /)
      expect([headers['x-content-type-options'], headers['cache-control']]).toEqual(['nosniff', 'no-store'])
    },
  )

  test('files of the page come with their type', async () => {
    const { status, headers, body } = await ask('/assets/app.js', { cookie: await signIn() })
    expect([status, headers['content-type'], body]).toEqual([200, 'text/javascript; charset=utf-8', 'run()'])
  })

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..\\..\\secret.txt',
    '/assets/linked.txt',
    '/assets/',
    '/index.html',
    '//secret.txt',
    '/assets/app.js%00.txt',
    'http://elsewhere.example/assets/app.js',
  ])('%s leads nowhere', async (path) => {
    const { status, body } = await ask(path, { cookie: await signIn() })
    expect([status === 404 || status === 400, body.includes('secret')]).toEqual([true, false])
  })

  test('only reading is answered', async () => {
    const cookie = await signIn()
    const statuses = await Promise.all(
      ['POST', 'PUT', 'DELETE', 'OPTIONS'].map(async (method) => (await ask('/', { cookie }, method)).status),
    )
    expect(statuses).toEqual([405, 405, 405, 405])
  })
})

describe('names that lead here (DNS rebinding)', () => {
  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '[::1]:1', '<script>'])(
    'the Host %j is refused, even with a cookie',
    async (host) => {
      const { status, headers } = await ask('/', { host, cookie: await signIn() })
      expect([status, String(headers['content-security-policy']).includes('evil')]).toEqual([421, false])
    },
  )

  test('no Host at all is refused', async () => {
    const { hostname, port } = new URL(web.origin)
    const socket = connect(Number(port), hostname)
    socket.write('GET / HTTP/1.0\r\n\r\n')
    const [head] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    expect(head.toString().split('\r\n')[0]).toBe('HTTP/1.1 421 Misdirected Request')
  })

  test('a token is not spent on a foreign name', async () => {
    const path = tokenPath()
    expect((await ask(path, { host: 'evil.example' })).status).toBe(421)
    expect((await ask(path)).status).toBe(200)
  })

  test('localhost is this machine', async () => {
    const { port } = new URL(web.origin)
    expect((await ask('/', { host: `localhost:${port}`, cookie: await signIn() })).status).toBe(200)
  })
})

describe('the bridge', () => {
  test('answers requests and tells events', async () => {
    const socket = await enter()
    const next = () =>
      new Promise<unknown>((resolve) =>
        socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()))),
      )
    const answer = next()
    socket.send(JSON.stringify({ kind: 'request', id: 7, name: 'host.describe', input: {} }))
    expect(await answer).toEqual({
      kind: 'answer',
      id: 7,
      outcome: { ok: true, value: { name: 'host.describe', input: {} } },
    })
    const event = next()
    tell?.('queue.changed', { revision: 3 })
    expect(await event).toEqual({ kind: 'event', name: 'queue.changed', payload: { revision: 3 } })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.close()
    await closed
  })

  test.each([
    ['no cookie', (origin: string) => ({ origin })],
    ['a wrong cookie', (origin: string, cookie: string) => ({ origin, cookie: `${cookie}x` })],
    ['no Origin', (_: string, cookie: string) => ({ cookie })],
    ['a foreign Origin', (_: string, cookie: string) => ({ origin: 'http://evil.example', cookie })],
    ['an opaque Origin', (_: string, cookie: string) => ({ origin: 'null', cookie })],
    [
      'another port of this machine',
      (_: string, cookie: string) => ({ origin: 'http://127.0.0.1:1', cookie }),
    ],
    ['a foreign Host', (origin: string, cookie: string) => ({ origin, cookie, host: 'evil.example' })],
    [
      'a foreign Host with an Origin to match',
      (_: string, cookie: string) => ({ origin: 'http://evil.example', cookie, host: 'evil.example' }),
    ],
  ])('is closed to %s', async (_, headers) => {
    const { cookie, key } = await visit()
    expect(await knock({ headers: headers(web.origin, cookie), key })).toBe(403)
  })

  test('is at one address only', async () => {
    const { cookie, key } = await visit()
    expect(await knock({ headers: { origin: web.origin, cookie }, key, path: '/bridge/more' })).toBe(403)
  })

  test('is closed to a cookie alone, which every server of this machine learns', async () => {
    const [mine, other] = [await visit(), await visit()]
    const headers = { origin: web.origin, cookie: mine.cookie }
    expect([
      await knock({ headers }),
      await knock({ headers, key: 'guess' }),
      await knock({ headers, key: other.key }),
    ]).toEqual([403, 403, 403])
  })

  test.each([
    ['what is no JSON', 'hello'],
    ['what is no object', '7'],
    ['binary messages', Buffer.from('{}')],
  ])('ends with a page that sends %s', async (_, message) => {
    const socket = await enter()
    const code = new Promise<number>((resolve) => socket.once('close', resolve))
    socket.send(message)
    expect(await code).toBe(1007)
  })

  test('ends with a page that sends more than fits', async () => {
    const socket = await enter()
    const code = new Promise<number>((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined)
    socket.send(Buffer.alloc(17 * 1024 * 1024, 0x20).toString())
    expect([1006, 1009]).toContain(await code)
  })

  test('says goodbye when the host closes, and takes nobody in any more', async () => {
    const socket = await enter()
    const code = new Promise<number>((resolve) => socket.once('close', resolve))
    await web.close()
    expect([await code, tell]).toEqual([1001, undefined])
    const { hostname, port } = new URL(web.origin)
    const refused = new Promise((resolve) => connect(Number(port), hostname).once('error', resolve))
    expect(await refused).toMatchObject({ code: 'ECONNREFUSED' })
  })
})

test('what was refused is logged without its content', async () => {
  await ask('/?token=guess', { host: 'evil.example' })
  await ask('/?token=guess')
  await knock({ headers: { origin: 'http://evil.example' } })
  expect(said).toEqual([
    'refused a request with a foreign Host header',
    'refused a token that is wrong or used up',
    'refused a WebSocket: foreign Origin',
  ])
})

test('a page that was never built is no page', async () => {
  expect(await listPageFiles(join(folder, 'nowhere'))).toBe(undefined)
})

function remoteReply(url: string, range: string | undefined): RemoteReply {
  async function* body() {
    yield new TextEncoder().encode(`${url} `)
    yield new TextEncoder().encode(range ?? 'whole')
  }
  return { status: 206, headers: { 'content-type': 'image/png', 'x-own': '1' }, body: body() }
}

test('bytes of remote files are for visitors with a session only, and come with the headers of their own', async () => {
  const visit = await fetch(web.newAddress(), { redirect: 'manual' })
  const cookie = (visit.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const ask = (headers: Record<string, string>, path = '/remote/preview/1?a=b') =>
    fetch(`${web.origin}${path}`, { headers })
  const stranger = await ask({})
  const visitor = await ask({ cookie, range: 'bytes=0-1' })
  const nothing = await ask({ cookie }, '/remote/other')
  expect([stranger.status, visitor.status, nothing.status]).toEqual([401, 206, 404])
  expect(await visitor.text()).toBe('/remote/preview/1?a=b bytes=0-1')
  expect([visitor.headers.get('content-type'), visitor.headers.get('x-own')]).toEqual(['image/png', '1'])
})

test('thumbnails have addresses that anybody could guess: they want the key too', async () => {
  const { cookie, key } = await visit()
  const path = '/remote/thumbnail?account=a&uri=b'
  const statuses = await Promise.all(
    [path, `${path}&door-key=guess`, `${path}&door-key=${key}`].map(
      async (address) => (await ask(address, { cookie })).status,
    ),
  )
  expect(statuses).toEqual([401, 401, 206])
})

test('a port that is taken is said by its name', async () => {
  const page = await listPageFiles(join(folder, 'page'))
  if (page === undefined) throw new Error('the page of this test is missing')
  const host = {
    gate: () => Promise.resolve({ ok: true as const, value: {} }),
    subscribe: () => () => undefined,
    serveRemote: () => Promise.resolve(undefined),
  }
  const port = Number(new URL(web.origin).port)
  await expect(createWebHost({ page, host, port, logger: { log: () => undefined } })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})
