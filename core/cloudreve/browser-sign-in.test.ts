// Signing in by the site's own page, against the fake's: what is asked, what is refused, and that nothing is kept of it then.

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
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

const begin = (request: Partial<Parameters<Fixture['cloudreve']['beginBrowser']>[0]> = {}) =>
  fixture.cloudreve.beginBrowser({ site: fake.url, ...request })
const finish = (flowId: string, answer: string) => fixture.cloudreve.finishBrowser(flowId, answer)
const exchanges = () => fake.requests.filter(({ kind }) => kind === 'oauthToken')

describe('a sign-in by the page of the site', () => {
  it('asks with a state and a challenge, and hands out nothing that could be exchanged', async () => {
    const { address, redirect } = await begin()
    const { origin, pathname, searchParams } = new URL(address)
    expect([origin, pathname, redirect]).toEqual([
      fake.url,
      '/session/authorize',
      `${fake.url}/callback/desktop`,
    ])
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: builtInClient.clientId,
      redirect_uri: '/callback/desktop',
      scope: builtInClient.scopes,
      state: expect.stringMatching(/^[\w-]{32}$/) as string,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge_method: 'S256',
    })
    expect(address).not.toContain(builtInClient.secret)
  })

  it('makes the same account as a password, whose session lasts', async () => {
    const { id, address } = await begin()
    const account = await finish(id, fake.oauth.consent(address))
    expect(account).toEqual(await signedIn(createFixture().cloudreve, fake))
    expect(fixture.accounts).toEqual([account])
    const [asked] = exchanges()
    const form = new URLSearchParams(asked?.body)
    const verifier = form.get('code_verifier') ?? ''
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(
      new URL(address).searchParams.get('code_challenge'),
    )
    expect(asked?.hasAuthorization).toBe(false)
    fake.clock.advance(3_700_000)
    expect((await fixture.cloudreve.list(account, my())).entries).toEqual([])
    expect(fixture.logged()).not.toMatch(/eyJ|8GaQ|code=|code_verifier/)
  })

  it('takes what the page of the built-in client opens, and a code alone', async () => {
    const first = await begin()
    const { search, searchParams } = new URL(fake.oauth.consent(first.address))
    expect((await finish(first.id, `cloudreve://mount${search}&user_id=x`)).kind).toBe('user')
    expect(searchParams.has('code')).toBe(true)
    const second = await begin()
    const code = new URL(fake.oauth.consent(second.address)).searchParams.get('code') ?? ''
    expect((await finish(second.id, ` ${code}\n`)).kind).toBe('user')
  })

  it.each([
    [
      'the answer of another sign-in',
      (url: URL) => url.searchParams.set('state', 'x'.repeat(32)),
      'mismatch',
    ],
    ['an answer without a state', (url: URL) => url.searchParams.delete('state'), 'mismatch'],
    ['an answer without a code', (url: URL) => url.searchParams.set('code', ''), 'refused'],
  ])('does not use %s', async (_name, change, end) => {
    const { id, address } = await begin()
    const answer = new URL(fake.oauth.consent(address))
    change(answer)
    expect(await outcomeOf(finish(id, answer.href))).toBe(`sign-in-${end}`)
    expect([exchanges(), fixture.accounts, fixture.vault.secrets.size]).toEqual([[], [], 0])
    // It is over: the right answer comes too late.
    expect(await outcomeOf(finish(id, fake.oauth.consent(address)))).toBe('sign-in-late')
  })

  it.each([
    ['access_denied', 'sign-in-canceled'],
    ['invalid_scope', 'sign-in-refused'],
    ['<script>', 'sign-in-refused'],
  ])('that the page ends with %s is %s', async (error, end) => {
    const { id, address, redirect } = await begin()
    const state = new URL(address).searchParams.get('state') ?? ''
    const query = new URLSearchParams({ error, state })
    expect(await outcomeOf(finish(id, `${redirect}?${query.toString()}`))).toBe(end)
  })

  it('stays open where something else was pasted', async () => {
    const { id, address } = await begin()
    for (const wrong of ['hello there', address, 'https://elsewhere.example.org/callback/desktop?code=1']) {
      expect(await outcomeOf(finish(id, wrong))).toBe('invalid-request')
    }
    expect((await finish(id, fake.oauth.consent(address))).kind).toBe('user')
  })

  it('is over after ten minutes, and when it is taken back', async () => {
    const slow = await begin()
    fixture.clock.advance(600_000)
    expect(await outcomeOf(finish(slow.id, fake.oauth.consent(slow.address)))).toBe('sign-in-late')
    const canceled = await begin()
    fixture.cloudreve.cancelBrowser(canceled.id)
    expect(await outcomeOf(finish(canceled.id, fake.oauth.consent(canceled.address)))).toBe('sign-in-late')
    expect(exchanges()).toEqual([])
  })

  it('whose code is somebody else’s is refused by the site', async () => {
    const mine = await begin()
    const theirs = await begin()
    const code = new URL(fake.oauth.consent(theirs.address)).searchParams.get('code') ?? ''
    expect(await outcomeOf(finish(mine.id, code))).toBe('sign-in-refused 40020')
    expect(fixture.accounts).toEqual([])
  })

  it('is told apart from a site without such a page', async () => {
    fake.settings.oauth = false
    expect((await fixture.cloudreve.describeSite(fake.url)).browser).toBe(false)
    expect(await outcomeOf(begin())).toBe('browser-sign-in-unsupported')
  })

  it('that the site has trouble with may be tried again', async () => {
    const { id, address } = await begin()
    fake.faults.add({ on: 'oauthToken', fault: faults.status(502) })
    expect(await outcomeOf(finish(id, fake.oauth.consent(address)))).toBe('server-busy')
    expect(fixture.vault.secrets.size).toBe(0)
  })
})

describe('an own client', () => {
  const redirectUri = 'http://127.0.0.1:9999/cb'
  const own = { clientId: 'own-client', secret: 'own secret', redirectUri }
  const register = (scopes: string[]) => {
    const app = { id: own.clientId, secret: own.secret, name: 'Own', redirectUris: [redirectUri] }
    fake.oauth.register({ ...app, scopes, refreshTtlSeconds: 86_400 })
  }
  const ownScopes = ['openid', 'profile', 'offline_access', 'UserInfo.Write', 'Files.Write', 'Shares.Write']

  it('is used, kept with the account, and used again for signing in again', async () => {
    register(ownScopes)
    const first = await begin({ client: own })
    expect(first.redirect).toBe(redirectUri)
    const account = await finish(first.id, fake.oauth.consent(first.address))
    expect(account.client).toEqual({ clientId: own.clientId, redirectUri })
    expect(JSON.stringify(fixture.accounts)).not.toContain(own.secret)
    const again = await begin({ accountId: account.id })
    expect(new URL(again.address).searchParams.get('client_id')).toBe(own.clientId)
    expect((await finish(again.id, fake.oauth.consent(again.address))).client).toEqual(account.client)
  })

  it('with the wrong secret is refused', async () => {
    register(ownScopes)
    const { id, address } = await begin({ client: { ...own, secret: 'another' } })
    expect(await outcomeOf(finish(id, fake.oauth.consent(address)))).toBe('sign-in-refused 40020')
  })

  it('that gives no lasting sign-in is refused', async () => {
    register(['openid', 'Files.Read'])
    const { id, address } = await begin({ client: { ...own, scopes: 'openid Files.Read' } })
    expect(await outcomeOf(finish(id, fake.oauth.consent(address)))).toBe('sign-in-refused')
  })
})

describe('signing in again', () => {
  it.each(['password', 'page'] as const)('by %s as another user changes nothing', async (how) => {
    const account = await signedIn(fixture.cloudreve, fake)
    const before = new Map(fixture.vault.secrets)
    const other = fake.addUser({ email: 'other@example.org', password: 'other secret' })
    const attempt = async () => {
      if (how === 'password') {
        const { email, password } = other
        return fixture.cloudreve.signIn({ site: fake.url, email, password, accountId: account.id })
      }
      const { id, address } = await begin({ accountId: account.id })
      return finish(id, fake.oauth.consent(address, other))
    }
    expect(await outcomeOf(attempt())).toBe('other-user')
    expect([fixture.accounts, fixture.vault.secrets]).toEqual([[account], before])
    // The session nobody uses is over on the site as well.
    expect(fake.requests.filter(({ kind }) => kind === 'signOut')).toHaveLength(1)
    expect((await fixture.cloudreve.list(account, my())).entries).toEqual([])
  })

  it('keeps what was chosen for the account', async () => {
    const account = await signedIn(fixture.cloudreve, fake)
    const chosen = { ...account, downloadFolder: '/data', addresses: ['https://home.example.org'] }
    fixture.accounts.splice(0, 1, chosen)
    expect(await signedIn(fixture.cloudreve, fake)).toEqual(chosen)
  })
})
