// "Signed out again and again" must not happen: whatever goes wrong around a renewal, the session is there afterwards. Only
// the site's own word ends it. The details of a renewal are in sessions.test.ts.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { openSignedIn } from '../../testing/engine/signed-in-site.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { Account } from '../model/account.ts'
import { createFixture, my, outcomeOf } from './fixture.ts'
import type { Fixture } from './fixture.ts'

const hourMs = 3_600_000
let fake: FakeCloudreve
let fixture: Fixture
let account: Account

beforeEach(async () => {
  ;({ fake, fixture, account } = await openSignedIn())
})
afterEach(() => fake.close())

const list = (of: Fixture = fixture) => of.cloudreve.list(account, my())
const stored = () => fixture.vault.secrets.get(`tokens:${account.id}`)
const expectSignedIn = async (of: Fixture = fixture) => {
  expect((await list(of)).entries).toEqual([])
  expect(of.cloudreve.health(account.id)).toBe('ready')
}
/** Another process on the same profile, or this one after a restart. */
const another = () => createFixture({ vault: fixture.vault, accounts: fixture.accounts })

describe('a session survives', () => {
  it('a renewal without a network', async () => {
    const before = stored()
    fake.clock.advance(2 * hourMs)
    fake.faults.add({ on: 'refresh', times: 3, fault: faults.hangUp() })
    for (let tries = 0; tries < 3; tries += 1) expect(await outcomeOf(list())).toBe('network')
    expect([fixture.cloudreve.health(account.id), stored()]).toEqual(['ready', before])
    await expectSignedIn()
  })

  it.each([500, 502, 503, 504])('a renewal that is answered with HTTP %i', async (status) => {
    fake.clock.advance(2 * hourMs)
    fake.faults.add({ on: 'refresh', times: 3, fault: faults.status(status) })
    for (let tries = 0; tries < 3; tries += 1) expect(await outcomeOf(list())).toBe('server-busy')
    await expectSignedIn()
  })

  it.each([-24, 24])('a clock that is %i hours off, through a whole day of renewals', async (hours) => {
    fixture.clock.set(hours * hourMs)
    for (let passed = 0; passed < 24; passed += 1) {
      fake.clock.advance(hourMs)
      fixture.clock.advance(hourMs)
      await expectSignedIn()
    }
  })

  it('an hour of sleep across the end of the token, seen by the wall clock alone', async () => {
    // Monotonic clocks stand still while a Linux machine sleeps.
    fixture.clock.set(hourMs + 60_000)
    fake.clock.advance(hourMs + 60_000)
    await expectSignedIn()
  })

  it('a sleep during the renewal itself', async () => {
    fake.clock.advance(2 * hourMs)
    fake.faults.add({ on: 'refresh', fault: faults.hangUp() })
    await list().catch(() => undefined)
    fixture.clock.set(hourMs)
    fake.clock.advance(hourMs)
    await expectSignedIn()
  })

  it('two processes that renew at the same time', async () => {
    const other = another()
    await list(other)
    fake.clock.advance(2 * hourMs)
    await Promise.all([list(), list(other), list(), list(other)])
    await expectSignedIn()
    await expectSignedIn(other)
    fake.clock.advance(2 * hourMs)
    await expectSignedIn(another())
  })

  it('a crash between the renewal and its being kept', async () => {
    const before = stored()
    fake.clock.advance(2 * hourMs)
    // The process ends here: what the site has issued is never seen again.
    const gone = new Promise<void>(() => undefined)
    let crashed = () => {}
    const reached = new Promise<void>((resolve) => (crashed = resolve))
    fixture.vault.beforeSet = () => {
      crashed()
      return gone
    }
    void list().catch(() => undefined)
    await reached
    fixture.vault.beforeSet = () => undefined
    expect(stored()).toBe(before)
    await expectSignedIn(another())
  })

  it('a token that lacks a permission', async () => {
    fake.faults.add({ on: 'list', fault: faults.json(40089, 'insufficient scope') })
    expect(await outcomeOf(list())).toBe('forbidden 40089')
    expect(fake.requests.map(({ kind }) => kind)).toEqual(['list'])
    await expectSignedIn()
  })

  it('a vault that does not answer for a while', async () => {
    const restarted = another()
    const read = fixture.vault.get
    fixture.vault.get = () => Promise.reject(new Error('locked'))
    expect(await outcomeOf(list(restarted))).toBe('disk-busy')
    fixture.vault.get = read
    await expectSignedIn(restarted)
  })
})

it('an account and a session of an earlier version are used as they are', async () => {
  const { access, refresh, accessExpiresAtMs, refreshExpiresAtMs } = JSON.parse(stored() ?? '') as Record<
    string,
    unknown
  >
  const old = { access, refresh, accessExpiresAtMs, refreshExpiresAtMs }
  fixture.vault.secrets.set(`tokens:${account.id}`, JSON.stringify(old))
  await expectSignedIn(another())
})
