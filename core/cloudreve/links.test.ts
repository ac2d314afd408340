// Links for one and for many: slots, batches, the fields of the request, and answers that cannot be trusted.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { Account } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { LinkReply } from '../model/link.ts'
import {
  createFixture,
  failureOf,
  inShare,
  my,
  outcomeOf,
  seedAccount,
  signedIn,
  startBareSite,
} from './fixture.ts'
import type { Fixture } from './fixture.ts'

let fake: FakeCloudreve
let fixture: Fixture
let account: Account

beforeEach(async () => {
  fake = await startFakeCloudreve({ settings: { maxBatchSize: 4 } })
  for (const name of 'abcdefghij') fake.tree.addFile(`/${name}`, { sizeBytes: 5 })
  fixture = createFixture()
  account = await signedIn(fixture.cloudreve, fake)
  fake.clearRequests()
})
afterEach(() => fake.close())

const files = (names: string): CloudUri[] => [...names].map((name) => my(name))
const bodies = () =>
  fake.requests.filter(({ kind }) => kind === 'url').map(({ body }) => JSON.parse(body) as { uris: string[] })
/** `a` for a link to the file a, else the kind of the failure. */
const shape = (reply: LinkReply) =>
  reply.slots.map((slot) =>
    'link' in slot ? new URL(slot.link.url).pathname.split('/').at(-1) : slot.failure.kind,
  )

describe('one link', () => {
  it('is asked for alone, and ends when its signature says', async () => {
    const { slots } = await fixture.cloudreve.links(account, { uris: files('a') })
    const [slot] = slots
    if (slot === undefined || !('link' in slot)) throw new Error('no link')
    const seconds = Number(/%3A(\d+)/.exec(slot.link.url)?.[1])
    expect(slot.link.expiresAtMs).toBe(seconds * 1000)
    expect(bodies()).toEqual([{ uris: ['cloudreve://my/a'] }])
  })

  it('carries every field that was given', async () => {
    const entity = fake.tree.stat('/a')?.entityId ?? ''
    await fixture.cloudreve.links(account, {
      uris: files('a'),
      download: true,
      redirect: false,
      entity,
      usePrimarySiteUrl: true,
      noCache: true,
      contextHint: '5f4e03cf-8646-41b6-9a2e-ca67de2f2154',
      purchaseTicket: 'ticket-1',
    })
    const [request] = fake.requests
    expect(JSON.parse(request?.body ?? '')).toEqual({
      uris: ['cloudreve://my/a'],
      download: true,
      entity,
      use_primary_site_url: true,
      no_cache: true,
    })
    expect(request?.headers).toMatchObject({
      'x-cr-context-hint': '5f4e03cf-8646-41b6-9a2e-ca67de2f2154',
      'x-cr-purchase-ticket': 'ticket-1',
    })
  })

  it('fails with its own reason', async () => {
    fake.tree.addFolder('/folder')
    expect(await outcomeOf(fixture.cloudreve.links(account, { uris: files('x') }))).toBe('not-found 40016')
    const folder = { uris: [my('folder')] }
    expect(await outcomeOf(fixture.cloudreve.links(account, folder))).toBe('not-found 40077')
    const pinned = { uris: files('a'), entity: 'gone' }
    expect(await outcomeOf(fixture.cloudreve.links(account, pinned))).toBe('changed-remotely 40077')
  })

  it('with skipError has its reason in the slot', async () => {
    const reply = await fixture.cloudreve.links(account, { uris: files('x'), skipError: true })
    expect(reply.slots).toMatchObject([{ failure: { kind: 'not-found', code: 40016 } }])
  })

  it('with skipError still throws what concerns the account', async () => {
    fake.faults.add({ on: 'url', fault: faults.status(503) })
    expect(await outcomeOf(fixture.cloudreve.links(account, { uris: files('a'), skipError: true }))).toBe(
      'server-busy',
    )
  })
})

describe('a redirect', () => {
  it('is read and not followed', async () => {
    const reply = await fixture.cloudreve.links(account, { uris: files('a'), redirect: true })
    expect(shape(reply)).toEqual(['a'])
    expect(fake.requests.map(({ kind }) => kind)).toEqual(['url'])
  })

  it('of a missing file is the failure, in the slot where asked', async () => {
    const request = { uris: files('x'), redirect: true }
    expect(await outcomeOf(fixture.cloudreve.links(account, request))).toBe('not-found 40016')
    const reply = await fixture.cloudreve.links(account, { ...request, skipError: true })
    expect(shape(reply)).toEqual(['not-found'])
  })

  it.each([{ uris: files('ab') }, { uris: [] }, { uris: files('a'), archive: true }])(
    'is refused for %j',
    async (request) => {
      expect(await outcomeOf(fixture.cloudreve.links(account, { ...request, redirect: true }))).toBe(
        'invalid-request',
      )
      expect(fake.requests).toEqual([])
    },
  )
})

describe('an archive', () => {
  it('is one link for all', async () => {
    fake.settings.archiveAllowed = true
    const reply = await fixture.cloudreve.links(account, { uris: files('abc'), archive: true })
    expect(shape(reply)).toEqual(['archive.zip'])
  })

  it('may be forbidden', async () => {
    expect(await outcomeOf(fixture.cloudreve.links(account, { uris: files('abc'), archive: true }))).toBe(
      'forbidden 40007',
    )
  })
})

describe('many links', () => {
  it('come in the order asked, in batches of what the site takes', async () => {
    const reply = await fixture.cloudreve.links(account, { uris: files('jihgfedcba') })
    expect(shape(reply)).toEqual([...'jihgfedcba'])
    expect(bodies().map(({ uris }) => uris.length)).toEqual([4, 4, 2])
  })

  it('come in smaller batches from a site that takes less than it said', async () => {
    await fixture.cloudreve.describeSite(fake.url)
    fake.settings.maxBatchSize = 1
    const reply = await fixture.cloudreve.links(account, { uris: files('abcde') })
    expect(shape(reply)).toEqual([...'abcde'])
    expect(bodies().map(({ uris }) => uris.length)).toEqual([4, 2, 1, 1, 1, 1, 1])
  })

  it('are asked for once where they are the same', async () => {
    const reply = await fixture.cloudreve.links(account, { uris: files('abab') })
    expect(shape(reply)).toEqual(['a', 'b', 'a', 'b'])
    expect(bodies().map(({ uris }) => uris.length)).toEqual([2])
  })

  it('of nothing are nothing', async () => {
    expect(await fixture.cloudreve.links(account, { uris: [] })).toEqual({ slots: [] })
    expect(fake.requests).toEqual([])
  })

  it('fail together without skipError', async () => {
    const { kind, detail, code } = await failureOf(fixture.cloudreve.links(account, { uris: files('axb') }))
    expect([kind, code]).toEqual(['not-found', 40016])
    expect(detail).not.toContain('cloudreve://')
    const two = await failureOf(fixture.cloudreve.links(account, { uris: [...files('axy'), my('x', 'z')] }))
    expect([two.kind, two.code, two.detail]).toEqual(['not-found', 40081, '3 items failed: not-found ×3'])
  })
})

describe('many links with skipError', () => {
  it('have the reason of each failure in its slot', async () => {
    fake.tree.addFolder('/folder')
    const uris = [...files('axb'), my('folder'), ...files('cyd')]
    const reply = await fixture.cloudreve.links(account, { uris, skipError: true })
    expect(shape(reply)).toEqual(['a', 'not-found', 'b', 'not-found', 'c', 'not-found', 'd'])
    expect(reply.slots[3]).toMatchObject({ failure: { code: 40077 } })
  })

  it('are not asked for one by one where only the token was old', async () => {
    fake.clock.advance(3_700_000)
    const reply = await fixture.cloudreve.links(account, { uris: files('abcdefghij'), skipError: true })
    expect(shape(reply)).toEqual([...'abcdefghij'])
    // three empty batches, one alone with its renewal, and the rest in batches again
    expect(bodies().map(({ uris }) => uris.length)).toEqual([4, 4, 2, 1, 1, 4, 4, 1])
  })

  it('survive one that the server cannot even read', async () => {
    fake.faults.add({ on: 'url', times: 2, fault: faults.json(40001, 'unknown uri') })
    const reply = await fixture.cloudreve.links(account, { uris: files('abc'), skipError: true })
    expect(shape(reply)).toEqual(['invalid-request', 'b', 'c'])
  })

  it('throw trouble that meets the first batch', async () => {
    fake.faults.add({ on: 'url', fault: faults.hangUp() })
    expect(
      await outcomeOf(fixture.cloudreve.links(account, { uris: files('abcdef'), skipError: true })),
    ).toBe('network')
  })

  it('keep what they have when trouble comes later', async () => {
    fake.faults.add({ on: 'url', after: 1, fault: faults.hangUp() })
    const reply = await fixture.cloudreve.links(account, { uris: files('abcxefg'), skipError: true })
    expect(shape(reply)).toEqual(['a', 'b', 'c', 'network', 'network', 'network', 'network'])
  })

  it('count no download of a share that nobody asked for', async () => {
    for (const name of 'abc') fake.tree.addFile(`/shared/${name}`, { sizeBytes: 5 })
    const { id } = fake.shares.add('/shared')
    const uris = [...'axbaycb'].map((name) => inShare(id, name))
    const reply = await fixture.cloudreve.links(account, { uris, skipError: true })
    expect(shape(reply)).toEqual(['a', 'not-found', 'b', 'a', 'not-found', 'c', 'b'])
    expect(fake.shares.downloadsOf(id)).toBe(3)
  })
})

describe('a header value', () => {
  it.each(['a b', 'a\r\nx: y', 'ä', ''])('of %j is refused', async (value) => {
    const asked = fixture.cloudreve.links(account, { uris: files('a'), purchaseTicket: value })
    expect(await outcomeOf(asked)).toBe('invalid-request')
    expect(fake.requests).toEqual([])
  })
})

describe('an answer that cannot be right', () => {
  const answered = async (data: unknown, uris: CloudUri[], more: object = {}) => {
    const site = await startBareSite((path, response) => {
      response.end(JSON.stringify({ code: 0, data: path === '/file/url' ? data : {} }))
    })
    const bare = createFixture()
    const reader = seedAccount(bare, site.url)
    try {
      return await outcomeOf(bare.cloudreve.links(reader, { uris, ...more }))
    } finally {
      await site.close()
    }
  }

  it.each([
    ['too few links', { urls: [{ url: 'https://x.example/a' }], expires: null }],
    ['too many links', { urls: [1, 2, 3].map(() => ({ url: 'https://x.example/a' })), expires: null }],
    ['an empty link', { urls: [{ url: 'https://x.example/a' }, { url: '' }] }],
    ['a file link', { urls: [{ url: 'https://x.example/a' }, { url: 'file:///etc/passwd' }] }],
    ['a script link', { urls: [{ url: 'https://x.example/a' }, { url: 'javascript:alert(1)' }] }],
    ['a relative link', { urls: [{ url: '/a' }, { url: '/b' }] }],
    [
      'an odd date',
      { urls: [{ url: 'https://x.example/a' }, { url: 'https://x.example/b' }], expires: 'soon' },
    ],
    ['no links', {}],
    ['nothing', null],
  ])('for %s is a bad response', async (_name, data) => {
    expect(await answered(data, files('ab'))).toBe('bad-response')
  })
})

it('leaves no link, password or token in the log', async () => {
  fake.tree.addFile('/shared/a', { sizeBytes: 5 })
  const { id } = fake.shares.add('/shared', { password: 'hunter2' })
  await fixture.cloudreve.openShare({ site: fake.url, uri: inShare(id), password: 'hunter2' })
  await fixture.cloudreve.links(account, { uris: [inShare(id, 'a'), inShare(id, 'x')], skipError: true })
  fake.faults.add({ on: 'url', fault: faults.badJson() })
  await failureOf(fixture.cloudreve.links(account, { uris: [inShare(id, 'a')] }))
  expect(fixture.logged()).not.toMatch(/hunter2|sign=|eyJ|example\.org/)
  expect(fixture.logged()).toContain('POST /file/url')
})
