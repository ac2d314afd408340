// The life of a token pair: single flight, saved before used, kept through every trouble but 40020.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { Account } from '../model/account.ts'
import { createFixture, failureOf, my, outcomeOf, seedAccount, signedIn, startBareSite } from './fixture.ts'
import type { Fixture } from './fixture.ts'

let fake: FakeCloudreve
let fixture: Fixture
let account: Account

beforeEach(async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/a.bin', { sizeBytes: 10 })
  fixture = createFixture()
  account = await signedIn(fixture.cloudreve, fake)
  fake.clearRequests()
})
afterEach(() => fake.close())

const count = (kind: string) => fake.requests.filter((request) => request.kind === kind).length
const tokensKey = () => `tokens:${account.id}`
const stored = () => fixture.vault.secrets.get(tokensKey()) ?? ''
const list = () => fixture.cloudreve.list(account, my())
const link = () => fixture.cloudreve.links(account, { uris: [my('a.bin')] })
/** The access token is over for the site; this client's clock has not moved. */
const expireAccess = () => {
  fake.clock.advance(3_700_000)
}

describe('an expired access token', () => {
  it('is renewed once for a hundred calls at the same time', async () => {
    expireAccess()
    const pages = await Promise.all(Array.from({ length: 100 }, list))
    expect(pages.map((page) => page.entries.length)).toEqual(Array.from({ length: 100 }, () => 1))
    expect(count('refresh')).toBe(1)
  })

  it('is renewed where the 401 is nested in a 40081', async () => {
    expireAccess()
    const { slots } = await link()
    expect(slots).toMatchObject([
      { link: { url: expect.stringContaining('/api/v4/file/content/') as string } },
    ])
    expect([count('refresh'), count('url')]).toEqual([1, 2])
  })

  it('is renewed before it ends, by the clock of the site', async () => {
    fixture.clock.advance(3_590_000)
    fake.clock.advance(3_590_000)
    await list()
    expect(fake.requests.map(({ kind }) => kind)).toEqual(['refresh', 'list'])
  })

  it('never goes along with the refresh', async () => {
    expireAccess()
    await list()
    expect(fake.requests.find(({ kind }) => kind === 'refresh')?.hasAuthorization).toBe(false)
  })
})

describe('a wrong local clock', () => {
  it.each([-86_400_000, 86_400_000])('off by %i ms costs no refresh', async (offsetMs) => {
    fixture.clock.set(offsetMs)
    await list()
    await list()
    expect(count('refresh')).toBe(0)
  })

  it.each([-86_400_000, 86_400_000])('off by %i ms at the start costs one at most', async (offsetMs) => {
    const restarted = createFixture({ vault: fixture.vault })
    restarted.clock.set(offsetMs)
    await restarted.cloudreve.list(account, my())
    await restarted.cloudreve.list(account, my())
    expect(count('refresh')).toBeLessThanOrEqual(1)
  })
})

describe('the clock of the site', () => {
  const minutesLater = (minutes: number) => {
    fixture.clock.advance(minutes * 60_000)
    fake.clock.advance(minutes * 60_000)
  }

  it('counts where the local one is ahead', async () => {
    fixture.clock.set(86_400_000)
    await list()
    minutesLater(10)
    await list()
    expect(count('refresh')).toBe(0)
  })

  it('counts where the local one is behind', async () => {
    fixture.clock.set(-86_400_000)
    await list()
    minutesLater(59.9)
    fake.clearRequests()
    await list()
    expect(fake.requests.map(({ kind }) => kind)).toEqual(['refresh', 'list'])
  })
})

describe('a new pair', () => {
  it('is in the vault before it is used', async () => {
    const before = stored()
    let savedWhileAsking = -1
    fixture.vault.beforeSet = () => {
      savedWhileAsking = count('list')
    }
    expireAccess()
    await list()
    expect(stored()).not.toBe(before)
    // one call with the old token, none with the new one yet
    expect([savedWhileAsking, count('list')]).toEqual([1, 2])
  })

  it('is not used where it cannot be saved', async () => {
    expireAccess()
    fixture.vault.beforeSet = () => Promise.reject(new Error('keyring locked: secret-in-message'))
    const failure = await failureOf(list())
    expect(failure).toEqual({
      kind: 'disk-busy',
      remedy: 'retry',
      detail: 'the credential store did not answer',
    })
    expect(count('list')).toBe(1)
    fixture.vault.beforeSet = () => undefined
    expect((await list()).entries).toHaveLength(1)
    // once more with the old token, and once with one that is saved
    expect([count('list'), count('refresh')]).toEqual([3, 2])
  })
})

describe('a refresh that fails', () => {
  it.each([
    ['HTTP 503', faults.status(503, { retryAfterSeconds: 7 }), 'server-busy'],
    ['HTTP 502', faults.status(502), 'server-busy'],
    ['HTTP 429', faults.status(429), 'server-busy'],
    ['a database error', faults.json(50001), 'server-busy 50001'],
    ['a 401 of all things', faults.json(401), 'server-busy 401'],
    ['a web page', faults.html(), 'bad-response'],
    ['cut JSON', faults.badJson(), 'bad-response'],
    ['JSON of another shape', faults.badJson('misfit'), 'bad-response'],
    ['a dead connection', faults.hangUp(), 'network'],
  ])('with %s keeps the session', async (_name, fault, expected) => {
    const before = stored()
    expireAccess()
    fake.faults.add({ on: 'refresh', fault })
    expect(await outcomeOf(list())).toBe(expected)
    expect([fixture.cloudreve.health(account.id), stored()]).toEqual(['ready', before])
    expect((await list()).entries).toHaveLength(1)
  })

  it('because nobody is there keeps the session', async () => {
    const before = stored()
    const gone = { ...account, site: 'http://127.0.0.1:1' }
    fixture.clock.advance(3_700_000)
    expect(await outcomeOf(fixture.cloudreve.list(gone, my()))).toBe('network')
    expect([fixture.cloudreve.health(account.id), stored()]).toEqual(['ready', before])
  })

  it('early does not matter while the old token is good', async () => {
    fixture.clock.advance(3_590_000)
    fake.clock.advance(3_590_000)
    fake.faults.add({ on: 'refresh', fault: faults.status(503) })
    expect((await list()).entries).toHaveLength(1)
  })

  it('with 40020 asks for a new sign-in, and only that', async () => {
    const changes: string[] = []
    const stop = fixture.cloudreve.onHealthChanged((id) => {
      changes.push(`${id} ${fixture.cloudreve.health(id)}`)
    })
    fake.user.changePassword('another one')
    expireAccess()
    expect(await outcomeOf(list())).toBe('sign-in-required 40020')
    expect(await outcomeOf(list())).toBe('sign-in-required 40020')
    // asked until it is sure; then the refused pair is kept out of use: the second call never left
    expect([count('list'), count('refresh')]).toEqual([1, 3])
    expect(fixture.accounts).toEqual([account])
    await signedIn(fixture.cloudreve, fake)
    expect((await list()).entries).toHaveLength(1)
    expect(changes).toEqual([`${account.id} sign-in-required`, `${account.id} ready`])
    stop()
  })

  it('with 40020 from a site whose database is locked is asked again before anybody is signed out', async () => {
    fake.faults.add({ on: 'refresh', times: 2, fault: faults.json(40020) })
    expireAccess()
    expect((await list()).entries).toHaveLength(1)
    expect([count('refresh'), fixture.cloudreve.health(account.id)]).toEqual([3, 'ready'])
  })

  it('with 40020 for long is tried again later, and is over with the trouble', async () => {
    const clear = fake.faults.add({ on: 'refresh', times: Infinity, fault: faults.json(40020) })
    expireAccess()
    expect(await outcomeOf(list())).toBe('sign-in-required 40020')
    clear()
    expect(await outcomeOf(list())).toBe('sign-in-required 40020')
    fixture.clock.advance(600_000)
    expect(await fixture.cloudreve.isSignedIn(account)).toBe(true)
    expect((await list()).entries).toHaveLength(1)
    expect(fixture.cloudreve.health(account.id)).toBe('ready')
  })

  it('with 40020 for ever costs one question in ten minutes', async () => {
    fake.user.changePassword('another one')
    expireAccess()
    expect(await outcomeOf(list())).toBe('sign-in-required 40020')
    fake.clearRequests()
    fixture.clock.advance(600_000)
    for (let calls = 0; calls < 3; calls += 1) expect(await outcomeOf(list())).toBe('sign-in-required 40020')
    expect([count('refresh'), fixture.cloudreve.health(account.id)]).toEqual([1, 'sign-in-required'])
  })

  it('with 40020 is not the end where another process has a newer pair', async () => {
    const other = createFixture({ vault: fixture.vault, accounts: fixture.accounts })
    await list()
    await signedIn(other.cloudreve, fake)
    expireAccess()
    await other.cloudreve.list(account, my())
    fake.clearRequests()
    expect((await list()).entries).toHaveLength(1)
    expect(count('refresh')).toBe(0)
  })

  it('with 40020 looks once more into the vault', async () => {
    expireAccess()
    const other = createFixture({ accounts: [] })
    const spare = await signedIn(other.cloudreve, fake)
    // the other process saves while this one's refresh is under way
    fake.faults.add({
      on: 'refresh',
      fault: {
        ...faults.json(40020),
        before: (exchange) => {
          fixture.vault.secrets.set(tokensKey(), other.vault.secrets.get(`tokens:${spare.id}`) ?? '')
          return faults.json(40020).before?.(exchange)
        },
      },
    })
    expect((await list()).entries).toHaveLength(1)
    expect(fixture.cloudreve.health(account.id)).toBe('ready')
  })
})

describe('a banned user', () => {
  it('is found out by a refresh after the 50001', async () => {
    fixture.clock.advance(61_000)
    fake.user.setStatus('banned')
    expect(await outcomeOf(list())).toBe('sign-in-required 40020')
    expect(fixture.cloudreve.health(account.id)).toBe('sign-in-required')
  })

  it('costs one refresh in a minute while the database stays in trouble', async () => {
    fixture.clock.advance(61_000)
    fake.faults.add({ on: 'list', times: Infinity, fault: faults.json(50001) })
    fake.faults.add({ on: 'refresh', times: Infinity, fault: faults.json(50001) })
    for (let calls = 0; calls < 3; calls += 1) expect(await outcomeOf(list())).toBe('server-busy 50001')
    expect([count('refresh'), fixture.cloudreve.health(account.id)]).toEqual([1, 'ready'])
  })

  it('is not confused with a database in trouble', async () => {
    fixture.clock.advance(61_000)
    fake.faults.add({ on: 'list', times: 2, fault: faults.json(50001) })
    expect(await outcomeOf(list())).toBe('server-busy 50001')
    fake.faults.add({ on: 'list', fault: faults.json(50001) })
    expect(await outcomeOf(list())).toBe('server-busy 50001')
    expect([count('refresh'), fixture.cloudreve.health(account.id)]).toEqual([1, 'ready'])
  })
})

describe('an account', () => {
  it('without tokens wants a sign-in, and says so', async () => {
    const empty = createFixture({ accounts: [account] })
    const told = new Promise((resolve) => empty.cloudreve.onHealthChanged(resolve))
    expect(empty.cloudreve.health(account.id)).toBe('ready')
    expect(await told).toBe(account.id)
    expect(empty.cloudreve.health(account.id)).toBe('sign-in-required')
    expect(await outcomeOf(empty.cloudreve.list(account, my()))).toBe('sign-in-required 40020')
  })

  it('finds tokens that came into the vault later', async () => {
    const empty = createFixture({ accounts: [account] })
    expect(await outcomeOf(empty.cloudreve.list(account, my()))).toBe('sign-in-required 40020')
    empty.vault.secrets.set(tokensKey(), stored())
    expect((await empty.cloudreve.list(account, my())).entries).toHaveLength(1)
    expect(empty.cloudreve.health(account.id)).toBe('ready')
  })

  it.each(['', 'not json', '{"access":7}', '[]'])('treats a damaged secret %j as none', async (secret) => {
    const damaged = createFixture({ accounts: [account] })
    damaged.vault.secrets.set(tokensKey(), secret)
    expect(await outcomeOf(damaged.cloudreve.list(account, my()))).toBe('sign-in-required 40020')
  })
})

describe('signing out', () => {
  it('revokes the tokens there and wipes every secret here', async () => {
    const { id: shareId } = fake.shares.add('/a.bin', { password: 'hunter2' })
    const share = { fileSystem: 'share', owner: shareId, segments: [] } as const
    await fixture.cloudreve.openShare({ site: fake.url, uri: share, password: 'hunter2' })
    expect(fixture.vault.secrets.get(`share:${account.id}:${shareId}`)).toBe('hunter2')
    const old = stored()
    await fixture.cloudreve.signOut(account)
    expect([...fixture.vault.secrets]).toEqual([])
    expect(fixture.cloudreve.health(account.id)).toBe('sign-in-required')
    fixture.vault.secrets.set(tokensKey(), old)
    expireAccess()
    expect(await outcomeOf(list())).toBe('sign-in-required 40020')
  })

  it('works with nobody there', async () => {
    await fake.close()
    await fixture.cloudreve.signOut(account)
    expect([...fixture.vault.secrets]).toEqual([])
    fake = await startFakeCloudreve()
  })

  it('is not undone by a refresh under way', async () => {
    expireAccess()
    const asked = new Promise<void>((resolve) => {
      fake.faults.add({ on: 'refresh', fault: { name: 'seen', before: () => void resolve() } })
    })
    fake.faults.add({ on: 'refresh', fault: faults.silent() })
    const waiting = outcomeOf(list())
    await asked
    await fixture.cloudreve.signOut(account)
    expect(await waiting).toBe('server-busy')
    expect([...fixture.vault.secrets]).toEqual([])
  })
})

describe('an abort', () => {
  it('ends one caller and leaves the refresh to the others', async () => {
    expireAccess()
    const stop = new AbortController()
    const cause = new Error('not needed any more')
    let open = (): void => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    fixture.vault.beforeSet = async () => {
      stop.abort(cause)
      await gate
    }
    const impatient = fixture.cloudreve.list(account, my(), { signal: stop.signal })
    const patient = list()
    await expect(impatient).rejects.toBe(cause)
    open()
    expect((await patient).entries).toHaveLength(1)
    expect(count('refresh')).toBe(1)
  })

  it('before the start sends nothing', async () => {
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(fixture.cloudreve.list(account, my(), { signal })).rejects.toThrow('too late')
    expect(fake.requests).toEqual([])
  })
})

it('gives up on a site that refuses the tokens it issues, after one renewal', async () => {
  const expires = new Date(Date.now() + 3_600_000).toISOString()
  const pair = { access_token: 'a1', refresh_token: 'r1', access_expires: expires, refresh_expires: expires }
  const site = await startBareSite((path, response) => {
    const refresh = path.startsWith('/session/token/refresh')
    response.end(JSON.stringify(refresh ? { code: 0, data: pair } : { code: 401, msg: '' }))
  })
  const bare = createFixture()
  const known = seedAccount(bare, site.url)
  expect(await outcomeOf(bare.cloudreve.list(known, my()))).toBe('server-busy 401')
  expect(site.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer access-0',
    undefined,
    'Bearer a1',
  ])
  await site.close()
})
