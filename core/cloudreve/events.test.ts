import { afterEach, expect, it } from 'vitest'
import type { ServerResponse } from 'node:http'
import { createFixture, my, seedAccount, startBareSite } from './fixture.ts'
import type { BareSite, Fixture } from './fixture.ts'
import type { FolderEvent, FollowState } from './events.ts'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Followed {
  readonly site: BareSite
  readonly heard: (FolderEvent | FollowState)[]
  /** Resolves once something more was heard. */
  next(): Promise<FolderEvent | FollowState>
}

async function follow(
  answer: (path: string, response: ServerResponse, fixture: Fixture) => void,
): Promise<Followed> {
  const fixture = createFixture()
  const site = await startBareSite((path, response) => answer(path, response, fixture))
  closers.push(() => site.close())
  const account = seedAccount(fixture, site.url)
  const heard: (FolderEvent | FollowState)[] = []
  const waiting: ((what: FolderEvent | FollowState) => void)[] = []
  let read = 0
  const hear = (what: FolderEvent | FollowState) => {
    heard.push(what)
    if (waiting.length > 0) {
      read += 1
      waiting.shift()?.(what)
    }
  }
  const stop = fixture.cloudreve.follow({
    account,
    uri: my('docs'),
    clientId: '0f0e7c1e-6e3d-4b0c-9f57-0a5f3c1f2a10',
    onEvent: hear,
    onState: hear,
  })
  closers.push(stop)
  return {
    site,
    heard,
    next: () =>
      new Promise((resolve) => {
        const what = heard[read]
        if (what === undefined) waiting.push(resolve)
        else {
          read += 1
          resolve(what)
        }
      }),
  }
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream;charset=utf-8' })
  response.write('event:subscribed\ndata:<nil>\n\n')
}

const change = (n: number) =>
  `event:event\ndata:{"type":"create","file_id":"f${n}","from":"/a/n ${n}.txt","to":""}\n\n`

it('asks with an id of its own and says that everything has to be read at the beginning', async () => {
  const { site, next } = await follow((_path, response) => begin(response))
  expect([await next(), await next()]).toEqual([{ type: 'rescan', reason: 'subscribed' }, 'live'])
  expect(site.requests.map(({ line, headers }) => [line, headers['x-cr-client-id']])).toEqual([
    ['GET /api/v4/file/events?uri=cloudreve%3A%2F%2Fmy%2Fdocs', '0f0e7c1e-6e3d-4b0c-9f57-0a5f3c1f2a10'],
  ])
})

it('tells what comes at once in one piece, with decoded names', async () => {
  const { next } = await follow((_path, response) => {
    begin(response)
    response.write(change(1))
    response.write('event:event\ndata:{"type":"rename","file_id":"f2","from":"/b","to":"/c/ü"}\n\n')
    response.write('event:keep-alive\ndata:<nil>\n\n')
    response.write('event:event\ndata:{"type":"something new","file_id":"f3","from":"/b"}\n\n')
  })
  await next()
  await next()
  expect(await next()).toEqual({
    type: 'changes',
    changes: [
      { kind: 'create', fileId: 'f1', from: ['a', 'n 1.txt'], to: [] },
      { kind: 'rename', fileId: 'f2', from: ['b'], to: ['c', 'ü'] },
    ],
  })
})

it('takes a full burst for a part of more', async () => {
  const { next } = await follow((_path, response) => {
    begin(response)
    for (let n = 0; n < 17; n++) response.write(change(n))
  })
  await next()
  await next()
  expect(await next()).toEqual({ type: 'rescan', reason: 'burst' })
})

it('asks again when the server ends the stream, with a wait between', async () => {
  let asked = 0
  const { next, site } = await follow((_path, response) => {
    begin(response)
    asked += 1
    if (asked === 1) response.end()
  })
  const heard = [await next(), await next(), await next(), await next(), await next()]
  expect(heard).toEqual([
    { type: 'rescan', reason: 'subscribed' },
    'live',
    'down',
    { type: 'rescan', reason: 'subscribed' },
    'live',
  ])
  expect(site.requests.length).toBe(2)
})

it.each([
  ['the site has it switched off', { code: 40019, msg: 'Feature is not enabled' }],
  ['the folder is a share of one file', { code: 403, msg: 'Not supported action' }],
  ['the folder is gone', { code: 40016, msg: 'Path not exist' }],
])('gives up where %s', async (_why, envelope) => {
  const { next, site } = await follow((_path, response) => response.end(JSON.stringify(envelope)))
  expect([await next(), site.requests.length]).toEqual(['unavailable', 1])
})

it('gives up where the server is older than events', async () => {
  const { next, site } = await follow((_path, response) => {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found')
  })
  expect([await next(), site.requests.length]).toEqual(['unavailable', 1])
})

it('renews a token that is refused and asks with the new one', async () => {
  const expires = new Date(Date.now() + 3_600_000).toISOString()
  const { next, site } = await follow((path, response) => {
    if (path.startsWith('/session/token/refresh')) {
      const data = {
        access_token: 'access-1',
        refresh_token: 'refresh-1',
        access_expires: expires,
        refresh_expires: expires,
      }
      response.end(JSON.stringify({ code: 0, data, msg: '' }))
    } else if (site.requests.length === 1) response.end(JSON.stringify({ code: 401, msg: 'Login required' }))
    else begin(response)
  })
  await next()
  expect(await next()).toBe('live')
  expect(site.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer access-0',
    undefined,
    'Bearer access-1',
  ])
})
