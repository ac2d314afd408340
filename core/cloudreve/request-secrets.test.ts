// A site may repeat in its words what it was told: those words reach logs, terminals, pages and the database.

import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFixture, failureOf, inShare, my, seedAccount, startBareSite } from './fixture.ts'
import type { BareSite, Fixture } from './fixture.ts'

let site: BareSite
let fixture: Fixture
let words: string
let code: number

beforeEach(async () => {
  code = 50004
  site = await startBareSite((path, response) => {
    const isSiteCall = path.startsWith('/site/')
    const data = path.startsWith('/site/ping') ? '4.18.0' : path.startsWith('/share/info') ? openShare : {}
    const good = isSiteCall || path.startsWith('/share/info')
    response.end(JSON.stringify(good ? { code: 0, data } : refusal()))
  })
  fixture = createFixture()
})
afterEach(() => site.close())

const refusal = () => ({
  code,
  data: 'otp-session',
  msg: words,
  ...(code === 40081 ? { aggregated_error: { a: { code: 50004, msg: words } } } : {}),
})
const openShare = { id: 's1', unlocked: true }
const detailOf = async (work: Promise<unknown>) => (await failureOf(work)).detail

it('a password that the site repeats is taken out of its words', async () => {
  words = 'user said “tr0ub4dor&3”, no'
  const asked = fixture.cloudreve.signIn({ site: site.url, email: 'a@example.org', password: 'tr0ub4dor&3' })
  expect(await detailOf(asked)).toBe('user said “[redacted]”, no')
})

it('a one-time code too', async () => {
  code = 203
  const request = { site: site.url, email: 'a@example.org', password: 'tr0ub4dor&3' }
  const step = await fixture.cloudreve.signIn(request)
  if (step.step !== 'otp') throw new Error('a second factor was expected')
  code = 50004
  words = 'bad code 123456 in otp-session'
  expect(await detailOf(fixture.cloudreve.answerOtp(step.challenge, '123 456'))).toBe(
    'bad code [redacted] in [redacted]',
  )
})

it('a token too', async () => {
  const account = seedAccount(fixture, site.url)
  words = 'whose is access-0?'
  expect(await detailOf(fixture.cloudreve.list(account, my('a')))).toBe('whose is [redacted]?')
})

it("a share's password too, as it is and as it stands in the URI", async () => {
  words = 'p%40ss is p@ss'
  const asked = fixture.cloudreve.openShare({ site: site.url, uri: inShare('s1'), password: 'p@ss' })
  expect(await detailOf(asked)).toBe('[redacted] is [redacted]')
  expect(fixture.logged()).not.toMatch(/p@ss|p%40ss/)
})

it('of a link call too, item by item', async () => {
  const account = seedAccount(fixture, site.url)
  fixture.vault.secrets.set(`share:${account.id}:s1`, 'p@ss')
  code = 40081
  words = 'no p@ss'
  const asked = fixture.cloudreve.links(account, { uris: [inShare('s1', 'a')] })
  expect(await detailOf(asked)).toBe('no [redacted]')
})
