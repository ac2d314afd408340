// One request and its envelope: what leaves, what counts, and what an answer may not do.

import { gzipSync } from 'node:zlib'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../ports/logger.ts'
import { createClient, maxAnswerBytes } from './client.ts'
import { createHandClock, failureOf, outcomeOf, startBareSite } from './fixture.ts'
import type { BareSite } from './fixture.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

const clock = createHandClock()
const client = createClient({ clock, logger: silentLogger, uuid: () => 'correlation-1' })
const start = async (answer: (path: string, response: ServerResponse) => void): Promise<BareSite> => {
  const site = await startBareSite(answer)
  closers.push(site.close)
  return site
}
const ask = (site: BareSite, more: object = {}) =>
  client.send({ site: site.url, method: 'GET', route: '/file', token: 'secret-token', ...more })
const envelope = '{"code":0,"data":"ok","msg":""}'

describe('a request', () => {
  it('carries a correlation id and the token, and no cookie ever', async () => {
    const site = await start((_path, response) => {
      response.setHeader('set-cookie', 'session=1; Path=/')
      response.end(envelope)
    })
    await ask(site)
    await ask(site, { query: { uri: 'cloudreve://my/a b&c' } })
    const [, second] = site.requests
    expect(second?.line).toBe('GET /api/v4/file?uri=cloudreve%3A%2F%2Fmy%2Fa+b%26c')
    expect(second?.headers).toMatchObject({
      authorization: 'Bearer secret-token',
      'x-cr-correlation-id': 'correlation-1',
      accept: 'application/json',
    })
    expect(second?.headers.cookie).toBeUndefined()
  })

  it('encodes an id so that it stays one path segment', async () => {
    const site = await start((_path, response) => response.end(envelope))
    await ask(site, { route: '/share/info', ids: ['../../session'] })
    expect(site.requests[0]?.line).toBe('GET /api/v4/share/info/..%2F..%2Fsession')
  })

  it.each(['', 'x.example', 'ftp://x.example', 'file:///etc', 'https://'])(
    'to %j is refused',
    async (site) => {
      expect(await outcomeOf(client.send({ site, method: 'GET', route: '/file' }))).toBe('invalid-request')
    },
  )
})

describe('an answer', () => {
  it.each([200, 201, 400, 401, 403, 404, 500, 503])('with HTTP %i counts by its code', async (status) => {
    const site = await start((_path, response) =>
      response.writeHead(status).end('{"code":40016,"msg":"gone"}'),
    )
    const { code, message } = await ask(site)
    expect({ code, message }).toEqual({ code: 40016, message: 'gone' })
  })

  it.each([
    [500, '', 'server-busy'],
    [502, '<html>', 'server-busy'],
    [503, '{"error":"maintenance"}', 'server-busy'],
    [503, '{"code":503,"message":"try later"}', 'server-busy'],
    [504, '', 'server-busy'],
    [429, 'slow down', 'server-busy'],
    [408, '', 'timeout'],
    [407, '', 'proxy-sign-in'],
    [404, '404 page not found', 'bad-response'],
    [403, '<html>', 'bad-response'],
    [200, '<html>', 'bad-response'],
    [200, '', 'bad-response'],
    [200, '{"code":0,', 'bad-response'],
    [204, '', 'bad-response'],
  ])('of HTTP %i with %j is %s', async (status, body, kind) => {
    const site = await start((_path, response) => response.writeHead(status).end(body))
    const failure = await failureOf(ask(site))
    expect([failure.kind, failure.correlationId, failure.status]).toEqual([kind, 'correlation-1', status])
  })

  it('that is too large is not read to its end', async () => {
    const site = await start((_path, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync(Buffer.alloc(maxAnswerBytes + 1, 0x20)))
    })
    expect(await outcomeOf(ask(site))).toBe('bad-response')
  })

  it('that breaks off is no answer', async () => {
    const site = await start((_path, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write(envelope, () => response.destroy())
    })
    expect((await failureOf(ask(site))).remedy).toBe('retry')
  })

  it('may be compressed, and is not believed where it is not', async () => {
    const site = await start((path, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(path === '/good' ? gzipSync(envelope) : envelope)
    })
    expect((await ask(site, { route: '/good' })).data).toBe('ok')
    expect(await outcomeOf(ask(site, { route: '/bad' }))).toBe('bad-response')
  })
})

describe('a redirect', () => {
  it('is never followed, least of all with the token', async () => {
    const elsewhere = await start((_path, response) => response.end(envelope))
    const site = await start((path, response) => {
      const location = path === '/file' ? `${elsewhere.url}/api/v4/file` : '/api/v4/file'
      response.writeHead(302, { location }).end()
    })
    expect(await outcomeOf(ask(site))).toBe('network')
    expect(await outcomeOf(ask(site, { route: '/same' }))).toBe('bad-response')
    expect(elsewhere.requests).toEqual([])
  })

  it('is the answer where it was asked for', async () => {
    const site = await start((_path, response) => response.writeHead(302, { location: '/blob?x=1' }).end())
    expect((await ask(site, { keepRedirect: true })).location).toBe('/blob?x=1')
  })
})

describe('an error', () => {
  it('holds neither the token nor the address, however it is printed', async () => {
    const { inspect } = await import('node:util')
    const error = await client
      .send({ site: 'http://127.0.0.1:1', method: 'GET', route: '/file', token: 'secret-token' })
      .catch((reason: unknown) => reason)
    expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/secret-token|127\.0\.0\.1/)
  })

  it('of an abort is the reason given', async () => {
    const stop = new AbortController()
    const reason = new Error('enough')
    const site = await start(() => {
      stop.abort(reason)
    })
    await expect(ask(site, { signal: stop.signal })).rejects.toBe(reason)
  })
})
