// Why a session is over: every reason that the site lets be known, and that none of them is guessed from silence.

import { afterEach, beforeEach, expect, it } from 'vitest'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { Account } from '../model/account.ts'
import { createFixture, my, outcomeOf, signedIn } from './fixture.ts'
import type { Fixture } from './fixture.ts'
import { builtInClient } from './oauth-client.ts'

let fake: FakeCloudreve
let fixture: Fixture

beforeEach(async () => {
  fake = await startFakeCloudreve()
  fixture = createFixture()
})
afterEach(() => fake.close())

const bySitePage = async () => {
  const { id, address } = await fixture.cloudreve.beginBrowser({ site: fake.url })
  return fixture.cloudreve.finishBrowser(id, fake.oauth.consent(address))
}
/** Renewed early: the access token is still good, its chain is not. */
const almostExpired = () => {
  fixture.clock.advance(3_580_000)
  fake.clock.advance(3_580_000)
}
const reasonOf = async (account: Account) => {
  await fixture.cloudreve.list(account, my()).catch(() => undefined)
  return [fixture.cloudreve.health(account.id), fixture.cloudreve.reason(account.id)]
}

it('a changed password', async () => {
  const account = await signedIn(fixture.cloudreve, fake)
  fake.user.changePassword('another one')
  almostExpired()
  expect(await reasonOf(account)).toEqual(['sign-in-required', 'changed'])
})

it('a banned user', async () => {
  const account = await signedIn(fixture.cloudreve, fake)
  fake.user.setStatus('banned')
  almostExpired()
  expect(await reasonOf(account)).toEqual(['sign-in-required', 'blocked'])
})

it('a deleted user, whenever it is found out', async () => {
  const account = await signedIn(fixture.cloudreve, fake)
  fake.user.remove()
  fake.clock.advance(3_700_000)
  expect(await reasonOf(account)).toEqual(['sign-in-required', 'deleted'])
})

it('a grant that was taken back', async () => {
  const account = await bySitePage()
  fake.user.takeBack(builtInClient.clientId)
  almostExpired()
  expect(await reasonOf(account)).toEqual(['sign-in-required', 'grant-removed'])
})

it('a session that nobody used for too long', async () => {
  fake.settings.refreshTtlSeconds = -5
  const account = await signedIn(fixture.cloudreve, fake)
  fake.clock.advance(3_700_000)
  expect(await reasonOf(account)).toEqual(['sign-in-required', 'expired'])
})

it('nothing in the vault', async () => {
  const account = await signedIn(fixture.cloudreve, fake)
  const restarted = createFixture({ accounts: fixture.accounts })
  expect(await outcomeOf(restarted.cloudreve.list(account, my()))).toBe('sign-in-required 40020')
  expect(restarted.cloudreve.reason(account.id)).toBe('missing')
})

it('is the one that covers the most where the site tells no more', async () => {
  const account = await signedIn(fixture.cloudreve, fake)
  fake.user.changePassword('another one')
  fake.clock.advance(3_700_000)
  for (const on of ['me', 'profile'] as const) fake.faults.add({ on, times: 9, fault: faults.hangUp() })
  expect(await reasonOf(account)).toEqual(['sign-in-required', 'changed'])
})

it('is forgotten with the next sign-in', async () => {
  const account = await signedIn(fixture.cloudreve, fake)
  fake.user.changePassword('another one')
  fake.clock.advance(3_700_000)
  await reasonOf(account)
  await signedIn(fixture.cloudreve, fake)
  expect(await reasonOf(account)).toEqual(['ready', undefined])
})
