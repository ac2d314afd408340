// Share links: with and without password, gone, and in whose name they are opened.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { ShareStep } from '../engine-api.ts'
import { createFixture, inShare, outcomeOf, signedIn, startBareSite } from './fixture.ts'
import type { BareSite, Fixture } from './fixture.ts'

let fake: FakeCloudreve
let fixture: Fixture

beforeEach(async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/docs/a.bin', { sizeBytes: 3 })
  fixture = createFixture()
})
afterEach(() => fake.close())

const open = (id: string, password?: string) =>
  fixture.cloudreve.openShare({
    site: fake.url,
    uri: inShare(id),
    ...(password === undefined ? {} : { password }),
  })

type Opened = Extract<ShareStep, { step: 'opened' }>
const insideOf = (step: Opened) => inShare(step.uri.owner, 'a.bin')

describe('a share without a password', () => {
  it('is opened by a guest, who is made once', async () => {
    const { id } = fake.shares.add('/docs')
    const step = await open(id)
    const [guest] = fixture.accounts
    expect(step).toEqual({ step: 'opened', account: guest, uri: inShare(id), name: 'docs' })
    expect(guest).toMatchObject({ kind: 'guest', site: fake.url, userId: '', email: '' })
    expect(guest?.id).toBe(`${guest?.instanceId ?? ''}:guest`)
    await open(id)
    expect(fixture.accounts).toHaveLength(1)
    expect(fixture.cloudreve.health(guest?.id ?? '')).toBe('ready')
    expect(fixture.vault.secrets.size).toBe(0)
  })

  it('is opened by the signed-in user of that site', async () => {
    const user = await signedIn(fixture.cloudreve, fake)
    const { id } = fake.shares.add('/docs')
    expect(await open(id)).toEqual({ step: 'opened', account: user, uri: inShare(id), name: 'docs' })
    expect(fixture.accounts).toEqual([user])
  })

  it('is opened by that user at another address of the same instance', async () => {
    const user = await signedIn(fixture.cloudreve, fake)
    const { id } = fake.shares.add('/docs')
    const site = fake.url.replace('127.0.0.1', 'localhost')
    const step = await fixture.cloudreve.openShare({ site, uri: inShare(id) })
    expect(step).toMatchObject({ step: 'opened', account: user })
  })

  it('is opened by a guest where the session of the user is over', async () => {
    await signedIn(fixture.cloudreve, fake)
    const { id } = fake.shares.add('/docs')
    fake.user.changePassword('another one')
    fixture.clock.advance(3_700_000)
    fake.clock.advance(3_700_000)
    expect(await open(id)).toMatchObject({ step: 'opened', account: { kind: 'guest' } })
  })

  it('is downloaded by a guest without a token', async () => {
    const { id } = fake.shares.add('/docs')
    const step = await open(id)
    if (step.step !== 'opened') throw new Error('not opened')
    const { entries } = await fixture.cloudreve.list(step.account, step.uri)
    const { slots } = await fixture.cloudreve.links(step.account, { uris: entries.map(({ uri }) => uri) })
    expect(slots).toMatchObject([{ link: {} }])
    expect(fake.requests.some(({ hasAuthorization }) => hasAuthorization)).toBe(false)
  })
})

describe('a share with a password', () => {
  it('asks for it, refuses a wrong one, and keeps the right one in the vault alone', async () => {
    const { id } = fake.shares.add('/docs', { password: 'p@ss:w/rd' })
    expect(await open(id)).toEqual({ step: 'password' })
    expect(await outcomeOf(open(id, 'wrong'))).toBe('share-password')
    expect([fixture.accounts, fixture.vault.secrets.size]).toEqual([[], 0])
    const step = await open(id, 'p@ss:w/rd')
    if (step.step !== 'opened') throw new Error('not opened')
    expect(fixture.vault.secrets.get(`share:${step.account.id}:${id}`)).toBe('p@ss:w/rd')
    const page = await fixture.cloudreve.list(step.account, step.uri)
    expect(page.entries.map(({ uri }) => uri)).toEqual([inShare(id, 'a.bin')])
    const { slots } = await fixture.cloudreve.links(step.account, { uris: [inShare(id, 'a.bin')] })
    expect(slots).toMatchObject([{ link: {} }])
    expect(JSON.stringify([step, page, fixture.accounts])).not.toContain('p@ss')
    expect(fixture.logged()).not.toMatch(/p@ss|p%40ss|wrong/)
    // known from now on
    expect(await open(id)).toMatchObject({ step: 'opened' })
  })

  it('asks again where it has been changed since', async () => {
    const { id } = fake.shares.add('/docs', { password: 'first' })
    const step = await open(id, 'first')
    if (step.step !== 'opened') throw new Error('not opened')
    fixture.vault.secrets.set(`share:${step.account.id}:${id}`, 'stale')
    expect(await open(id)).toEqual({ step: 'password' })
    expect(await outcomeOf(fixture.cloudreve.list(step.account, step.uri))).toBe('share-password 40069')
    const asked = fixture.cloudreve.links(step.account, { uris: [inShare(id, 'a.bin')] })
    expect(await outcomeOf(asked)).toBe('share-password 40069')
  })

  it('is not taken from its owner with a wrong one, although the site says that it is open to its owner', async () => {
    await signedIn(fixture.cloudreve, fake)
    const { id } = fake.shares.add('/docs', { password: 'right' })
    const secretsBefore = [...fixture.vault.secrets]
    expect(await outcomeOf(open(id, 'wrong'))).toBe('share-password 40069')
    expect(await open(id)).toEqual({ step: 'password' })
    expect([...fixture.vault.secrets]).toEqual(secretsBefore)
    expect(await open(id, 'right')).toMatchObject({ step: 'opened', account: { kind: 'user' } })
    expect(fixture.logged()).not.toMatch(/wrong|right/)
  })

  it.each([
    ['a listing', (step: Opened) => fixture.cloudreve.list(step.account, step.uri)],
    ['a look at an entry', (step: Opened) => fixture.cloudreve.info(step.account, insideOf(step))],
    ['a link', (step: Opened) => fixture.cloudreve.links(step.account, { uris: [insideOf(step)] })],
  ])('has its password forgotten once %s is refused because of it', async (_what, ask) => {
    const { id } = fake.shares.add('/docs', { password: 'first' })
    const step = await open(id, 'first')
    if (step.step !== 'opened') throw new Error('not opened')
    fixture.vault.secrets.set(`share:${step.account.id}:${id}`, 'stale')
    expect(await outcomeOf(ask(step))).toBe('share-password 40069')
    expect([...fixture.vault.secrets]).toEqual([])
  })

  it('leaves nothing behind when its guest is signed out, however many there were', async () => {
    const ids = ['one', 'two', 'three'].map((password) => fake.shares.add('/docs', { password }).id)
    await Promise.all(ids.map((id, at) => open(id, ['one', 'two', 'three'][at])))
    const [guest] = fixture.accounts
    expect(fixture.vault.secrets.size).toBe(4)
    if (guest !== undefined) await fixture.cloudreve.signOut(guest)
    expect([...fixture.vault.secrets]).toEqual([])
  })
})

describe('a share that cannot be opened', () => {
  it('is gone once deleted, expired or used up', async () => {
    const { id } = fake.shares.add('/docs')
    const step = await open(id)
    if (step.step !== 'opened') throw new Error('not opened')
    fake.shares.remove(id)
    const { account, uri } = step
    expect(await outcomeOf(open(id))).toBe('share-gone 404')
    expect(await outcomeOf(fixture.cloudreve.list(account, uri))).toBe('share-gone 404')
    expect(await outcomeOf(fixture.cloudreve.info(account, inShare(id, 'a.bin')))).toBe('share-gone 404')
    expect(await outcomeOf(fixture.cloudreve.links(account, { uris: [inShare(id, 'a.bin')] }))).toBe(
      'share-gone 404',
    )
  })

  it('is gone where the id is none', async () => {
    expect(await outcomeOf(open('nonsense'))).toBe('share-gone 40001')
  })

  it('misses a path inside without being gone', async () => {
    const { id } = fake.shares.add('/docs')
    const step = await open(id)
    if (step.step !== 'opened') throw new Error('not opened')
    expect(await outcomeOf(fixture.cloudreve.info(step.account, inShare(id, 'none')))).toBe('not-found 40016')
  })

  it('is not taken for another one', async () => {
    const site = await startBareSite((path, response) => {
      const data = path.startsWith('/share/info') ? { id: 'other', unlocked: true } : '4.18.0'
      response.end(JSON.stringify({ code: 0, data: path.startsWith('/site/config') ? {} : data }))
    })
    const asked = fixture.cloudreve.openShare({ site: site.url, uri: inShare('s1'), password: 'hunter2' })
    expect(await outcomeOf(asked)).toBe('bad-response')
    expect([fixture.accounts, fixture.vault.secrets.size]).toEqual([[], 0])
    await site.close()
  })

  it('needs a share to begin with', async () => {
    const uri = { fileSystem: 'my', owner: '', segments: [] } as const
    expect(await outcomeOf(fixture.cloudreve.openShare({ site: fake.url, uri }))).toBe('invalid-request')
  })

  it('is closed to guests where the site says so', async () => {
    fake.settings.anonymousShares = false
    const { id } = fake.shares.add('/docs')
    const step = await open(id)
    if (step.step !== 'opened') throw new Error('not opened')
    expect(await outcomeOf(fixture.cloudreve.list(step.account, step.uri))).toBe('sign-in-required 40088')
  })

  it("keeps guests out of a user's own files for good", async () => {
    const { id } = fake.shares.add('/docs')
    const step = await open(id)
    if (step.step !== 'opened') throw new Error('not opened')
    const uri = { fileSystem: 'my', owner: '', segments: ['docs', 'a.bin'] } as const
    expect(await outcomeOf(fixture.cloudreve.info(step.account, uri))).toBe('forbidden 401')
    expect(await outcomeOf(fixture.cloudreve.links(step.account, { uris: [uri] }))).toBe('forbidden 40081')
  })
})

describe('a site that claims to be another one', () => {
  const secret = 'for-the-true-site-only'
  let liar: BareSite

  beforeEach(async () => {
    const { instanceId } = await fixture.cloudreve.describeSite(fake.url)
    liar = await startBareSite((path, response) => {
      const data = path.startsWith('/site/config/basic')
        ? { instance_id: instanceId }
        : path.startsWith('/share/info')
          ? { id: path.split('/')[3]?.split('?')[0], unlocked: true }
          : path.startsWith('/session/token')
            ? { user: { id: 'guest' }, token: tokensOfLiar }
            : path.startsWith('/site/ping')
              ? '4.18.0'
              : { files: [], pagination: {} }
      response.end(JSON.stringify({ code: 0, data }))
    })
  })
  afterEach(() => liar.close())

  it('gets no password of that one through the guest it made', async () => {
    await fixture.cloudreve.openShare({ site: liar.url, uri: inShare('s1') })
    const { id } = fake.shares.add('/docs', { password: secret })
    const step = await open(id, secret)
    expect(step).toMatchObject({ step: 'opened', account: { kind: 'guest', site: fake.url } })
    expect(fixture.accounts.map(({ site }) => site)).toEqual([liar.url, fake.url])
    expect(new Set(fixture.accounts.map((account) => account.id)).size).toBe(2)
    expect(JSON.stringify(liar.requests)).not.toContain(secret)
  })

  it('gets none through a user who signed in there', async () => {
    await fixture.cloudreve.signIn({ site: liar.url, email: 'reader@example.org', password: 'liar' })
    const { id } = fake.shares.add('/docs', { password: secret })
    expect(await open(id, secret)).toMatchObject({
      step: 'opened',
      account: { kind: 'guest', site: fake.url },
    })
    expect(JSON.stringify(liar.requests)).not.toContain(secret)
  })

  it('inherits none from the account it takes the place of', async () => {
    const { id } = fake.shares.add('/docs', { password: secret })
    await open(id, secret)
    const step = await fixture.cloudreve.signIn({ site: liar.url, email: 'a@example.org', password: 'liar' })
    expect(step).toMatchObject({ step: 'done', account: { site: liar.url, id: fixture.accounts[0]?.id } })
    if (step.step === 'done') await fixture.cloudreve.list(step.account, inShare(id))
    expect(JSON.stringify([liar.requests, [...fixture.vault.secrets]])).not.toContain(secret)
  })
})

const tokensOfLiar = {
  access_token: 'a',
  refresh_token: 'r',
  access_expires: '2099-01-01T00:00:00Z',
  refresh_expires: '2099-01-01T00:00:00Z',
}
