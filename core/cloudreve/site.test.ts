// What is a Cloudreve v4 and what is not, and what the user is told about the difference.

import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { createFixture, failureOf, startBareSite } from './fixture.ts'
import type { BareSite } from './fixture.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

const { cloudreve } = createFixture()
const bare = async (answer: (path: string, response: ServerResponse) => void): Promise<BareSite> => {
  const site = await startBareSite(answer)
  closers.push(site.close)
  return site
}
const fake = async (options: Parameters<typeof startFakeCloudreve>[0] = {}) => {
  const server = await startFakeCloudreve(options)
  closers.push(() => server.close())
  return server
}
const json = (response: ServerResponse, body: unknown) => response.end(JSON.stringify(body))

/** A small Cloudreve with the given answers to the four questions. */
const sketch = (answers: Record<string, unknown>) =>
  bare((path, response) => json(response, { code: 0, data: answers[path] ?? {}, msg: '' }))

describe('a Cloudreve', () => {
  it('is described by its own words', async () => {
    const server = await fake({ settings: { maxBatchSize: 50, version: '4.18.0-pro' } })
    const site = await cloudreve.describeSite(`${server.url}/home?path=x`)
    expect(site).toEqual({
      site: server.url,
      instanceId: expect.stringMatching(/^[\w-]+$/) as string,
      title: 'Cloudreve',
      version: '4.18.0-pro',
      captcha: 'none',
      browser: true,
      passkeys: true,
      maxBatchSize: 50,
    })
  })

  it('may say little about itself', async () => {
    const site = await sketch({ '/site/ping': '4.0.0' })
    const host = new URL(site.url).host
    expect(await cloudreve.describeSite(site.url)).toEqual({
      site: site.url,
      instanceId: host,
      title: host,
      version: '4.0.0',
      captcha: 'none',
      browser: false,
      passkeys: false,
      maxBatchSize: 3000,
    })
  })

  it.each([
    ['normal', 'picture'],
    ['tcaptcha', 'picture'],
    ['recaptcha', 'unsupported'],
    ['turnstile', 'unsupported'],
    ['cap', 'unsupported'],
  ])('with captcha type %s has a captcha that is %s', async (type, captcha) => {
    const site = await sketch({
      '/site/ping': '4.18.0',
      '/site/config/basic': { captcha_type: type },
      '/site/config/login': { login_captcha: true },
    })
    expect((await cloudreve.describeSite(site.url)).captcha).toBe(captcha)
    const signIn = cloudreve.signIn({ site: site.url, email: 'a@example.org', password: 'secret' })
    expect((await failureOf(signIn)).kind).toBe(
      captcha === 'picture' ? 'captcha-required' : 'captcha-unsupported',
    )
  })

  it('is found behind a redirect, and that is where it is from then on', async () => {
    const server = await fake()
    const old = await bare((path, response) => {
      response.writeHead(301, { location: `${server.url}/api/v4${path}` }).end()
    })
    expect((await cloudreve.describeSite(old.url)).site).toBe(server.url)
  })

  it('below a path is asked below that path', async () => {
    const site = await sketch({ '/site/ping': '4.18.0' })
    expect((await cloudreve.describeSite(`${site.url}/cloud/`)).site).toBe(`${site.url}/cloud`)
    expect(site.requests[0]?.line).toBe('GET /cloud/api/v4/site/ping')
  })
})

describe('something else is no Cloudreve', () => {
  const others: [string, (path: string, response: ServerResponse) => void][] = [
    ['a web page', (_path, response) => response.end('<!doctype html><title>Hello</title>')],
    ['nothing at all', (_path, response) => response.end()],
    ['foreign JSON', (_path, response) => json(response, { status: 'ok' })],
    ['JSON of a similar shape', (_path, response) => json(response, { code: 0, data: { version: 4 } })],
    ['a refusal', (_path, response) => json(response, { code: 404, msg: 'no such route' })],
    ['HTTP 404', (_path, response) => response.writeHead(404).end('404 page not found')],
    ['HTTP 403', (_path, response) => response.writeHead(403).end('<html>')],
    [
      'a redirect to a sign-in page',
      (_path, response) => response.writeHead(302, { location: '/login' }).end(),
    ],
    [
      'a redirect in circles',
      (path, response) => response.writeHead(302, { location: `/api/v4${path}` }).end(),
    ],
  ]
  it.each(others)('%s', async (_name, answer) => {
    const site = await bare(answer)
    const { kind, detail } = await failureOf(cloudreve.describeSite(site.url))
    expect([kind, detail]).toEqual(['not-cloudreve', expect.stringMatching(/address|redirects/)])
  })

  it.each(['', 'not a site', 'ftp://x.example', 'https://me:pw@x.example'])('%j', async (typed) => {
    expect((await failureOf(cloudreve.describeSite(typed))).kind).toBe('not-cloudreve')
  })
})

describe('a site that cannot be reached', () => {
  it('says network where nobody listens', async () => {
    const failure = await failureOf(cloudreve.describeSite('http://127.0.0.1:1'))
    expect(failure).toMatchObject({
      kind: 'network',
      detail: 'ECONNREFUSED; check the address and the connection',
    })
  })

  it('says what is wrong with a certificate', async () => {
    const server = await fake({ tls: 'site' })
    const failure = await failureOf(cloudreve.describeSite(server.url))
    expect(failure.kind).toBe('certificate-rejected')
    expect(failure.detail).toMatch(/^[A-Z_]+; the site's certificate is not trusted here/)
  })

  it('says that there is no TLS where plain HTTP is spoken', async () => {
    const server = await fake()
    const failure = await failureOf(cloudreve.describeSite(server.url.replace('http:', 'https:')))
    expect([failure.kind, failure.detail]).toEqual(['network', expect.stringContaining('write http://')])
  })

  it('says busy, and until when', async () => {
    const server = await fake()
    server.faults.add({ on: 'ping', fault: faults.status(503, { retryAfterSeconds: 3600 }) })
    const before = Date.now()
    const { kind, status, retryAtMs = 0 } = await failureOf(cloudreve.describeSite(server.url))
    expect([kind, status]).toEqual(['server-busy', 503])
    expect(retryAtMs).toBeGreaterThanOrEqual(before + 3_600_000)
  })
})
