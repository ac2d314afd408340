// Several addresses of one site: the best that answers is asked, and nothing is sent twice that must not be.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { openSignedIn } from '../../testing/engine/signed-in-site.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { Account } from '../model/account.ts'
import { fail } from '../model/failure.ts'
import { createAddresses } from './addresses.ts'
import { createHandClock, my, outcomeOf } from './fixture.ts'
import type { Fixture } from './fixture.ts'

const nowhere = 'http://127.0.0.1:1'

describe('an account with several addresses', () => {
  let fake: FakeCloudreve
  let fixture: Fixture
  let account: Account
  beforeEach(async () => {
    ;({ fake, fixture, account } = await openSignedIn())
  })
  afterEach(() => fake.close())
  const list = () => fixture.cloudreve.list(account, my())

  it('is served by the next one where nobody answers at the first', async () => {
    account = { ...account, site: nowhere, addresses: [nowhere, fake.url] }
    expect((await list()).entries).toEqual([])
    expect(fixture.cloudreve.addresses.order(account)).toEqual([fake.url, nowhere])
  })

  it('comes back to the first after a while, and as soon as the network has changed', async () => {
    account = { ...account, site: nowhere, addresses: [fake.url] }
    await list()
    fixture.clock.advance(300_000)
    expect(fixture.cloudreve.addresses.order(account)).toEqual([nowhere, fake.url])
    await list()
    fixture.cloudreve.addresses.forgive()
    expect(fixture.cloudreve.addresses.order(account)).toEqual([nowhere, fake.url])
  })

  it('is renewed at whichever answers', async () => {
    account = { ...account, site: nowhere, addresses: [fake.url] }
    fake.clock.advance(3_700_000)
    expect((await list()).entries).toEqual([])
    expect(fake.requests.map(({ kind }) => kind)).toEqual(['list', 'refresh', 'list'])
  })

  it('tells the trouble of the first where none answers', async () => {
    account = { ...account, site: nowhere, addresses: ['http://127.0.0.1:2'] }
    expect(await outcomeOf(list())).toBe('network')
  })

  it('asks nobody else what the site itself has refused', async () => {
    account = { ...account, addresses: [nowhere] }
    fake.faults.add({ on: 'list', fault: faults.json(403) })
    expect(await outcomeOf(list())).toBe('forbidden 403')
  })
})

describe('a request', () => {
  const account = { id: 'a', site: 'https://a', addresses: ['https://b'] } as unknown as Account
  const tried = async (method: 'GET' | 'POST', route: string, detail: string) => {
    const asked: string[] = []
    const addresses = createAddresses(createHandClock())
    const ask = (site: string) => {
      asked.push(site)
      return Promise.reject(fail('network', detail))
    }
    await addresses.anyOf(account, { method, route }, ask).catch(() => undefined)
    return asked.length
  }

  it.each([
    ['GET', '/file', 'ECONNRESET', 2],
    ['POST', '/file/move', 'ECONNREFUSED', 2],
    ['POST', '/file/move', 'ECONNRESET', 1],
    ['POST', '/file/url', 'ECONNRESET', 2],
    ['POST', '/session/token/refresh', 'ECONNRESET', 2],
  ] as const)('%s %s that ends with %s is sent %i times', async (method, route, detail, times) => {
    expect(await tried(method, route, detail)).toBe(times)
  })
})
