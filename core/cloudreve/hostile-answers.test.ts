// Whatever a site answers, the client ends in a value or in a TransferError: never in another error, never in silence.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Account } from '../model/account.ts'
import { TransferError, failureKinds } from '../model/failure.ts'
import { createFixture, inShare, my, seedAccount, startBareSite } from './fixture.ts'
import type { BareSite, Fixture } from './fixture.ts'

let site: BareSite
let body = ''
let status = 200
let fixture: Fixture
let account: Account

beforeAll(async () => {
  site = await startBareSite((_path, response) => response.writeHead(status).end(body))
})
afterAll(() => site.close())

/** Every door, one after the other; each must end in a value or a TransferError. */
async function knockEverywhere(): Promise<void> {
  fixture = createFixture()
  account = seedAccount(fixture, site.url)
  const { cloudreve } = fixture
  const doors: (() => Promise<unknown>)[] = [
    () => cloudreve.describeSite(site.url),
    () => cloudreve.captcha(site.url),
    () => cloudreve.signIn({ site: site.url, email: 'a@example.org', password: 'secret' }),
    () => cloudreve.openShare({ site: site.url, uri: inShare('s1'), password: 'secret' }),
    () => cloudreve.list(account, my('a')),
    () => cloudreve.info(account, my('a')),
    () => cloudreve.info(account, inShare('s1')),
    () => cloudreve.links(account, { uris: [my('a')] }),
    () => cloudreve.links(account, { uris: [my('a'), my('b')], skipError: true }),
    () => cloudreve.links(account, { uris: [my('a')], redirect: true }),
    () => cloudreve.signOut(account),
  ]
  for (const door of doors) {
    try {
      await door()
    } catch (error) {
      expect(error).toBeInstanceOf(TransferError)
      if (error instanceof TransferError) expect(failureKinds).toContain(error.failure.kind)
    }
  }
}

const code = fc.oneof(
  fc.constantFrom(0, 203, 401, 404, 40001, 40020, 40022, 40073, 40074, 40081, 50001),
  fc.integer(),
)
const file = fc.record({
  type: fc.oneof(fc.constantFrom(0, 1), fc.jsonValue()),
  id: fc.oneof(fc.constant('oLuJ'), fc.string({ unit: 'binary' })),
  name: fc.string({ unit: 'binary' }),
  path: fc.oneof(
    fc.constant('cloudreve://my/a'),
    fc.string({ unit: 'binary' }).map((text) => `cloudreve://my/${text}`),
  ),
  size: fc.oneof(fc.nat(), fc.double()),
  created_at: fc.oneof(fc.constant('2026-11-23T18:34:55Z'), fc.string()),
  updated_at: fc.constant('2026-11-23T18:34:55Z'),
  primary_entity: fc.oneof(fc.constant('e1'), fc.jsonValue()),
  metadata: fc.jsonValue(),
})
/** Nearly right, which goes further in than the merely wrong. */
const nearlyRight = fc.oneof(
  fc.record({ files: fc.array(file), pagination: fc.jsonValue(), parent: fc.jsonValue() }),
  file,
  fc.record({
    urls: fc.array(fc.record({ url: fc.oneof(fc.webUrl(), fc.string()) })),
    expires: fc.jsonValue(),
  }),
  fc.record({ id: fc.constant('s1'), name: fc.jsonValue(), unlocked: fc.boolean(), expired: fc.jsonValue() }),
)

it('any JSON value', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      status = 200
      body = JSON.stringify(value)
      await knockEverywhere()
    }),
    { numRuns: 40 },
  )
})

it('any data in an envelope of any code', async () => {
  const items = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.record({ code, msg: fc.string() })))
  const envelope = fc.record({ code, data: fc.oneof(fc.jsonValue(), nearlyRight), aggregated_error: items })
  await fc.assert(
    fc.asyncProperty(envelope, async (value) => {
      status = 200
      body = JSON.stringify(value)
      await knockEverywhere()
    }),
    { numRuns: 80 },
  )
})

it('any text with any status', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 200, max: 599 }),
      async (text, number) => {
        status = number
        body = text
        await knockEverywhere()
      },
    ),
    { numRuns: 30 },
  )
})
