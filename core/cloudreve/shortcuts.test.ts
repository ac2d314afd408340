// "Shared with me": shortcuts that lead into what others share, and whose it is.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve, FakeUser } from '../../testing/fake-cloudreve/index.ts'
import type { Account } from '../model/account.ts'
import { createFixture, inShare, my, outcomeOf, signedIn } from './fixture.ts'
import type { Fixture } from './fixture.ts'

let fake: FakeCloudreve
let friend: FakeUser
let fixture: Fixture
let account: Account
let shareId: string

beforeEach(async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/Lisbon/sea.txt', { text: 'water' })
  shareId = fake.shares.add('/Lisbon', { password: 'tulip' }).id
  friend = fake.addUser({ email: 'friend@example.org', password: 'secret', nickname: 'Ana' })
  friend.tree.addFolder('/From a friend')
  leadTo('tulip')
  fixture = createFixture()
  account = await signedIn(fixture.cloudreve, { ...fake, user: friend })
})
afterEach(() => fake.close())

const leadTo = (password: string) =>
  friend.tree.setMetadata('/From a friend', 'sys:shared_redirect', `cloudreve://${shareId}:${password}@share`)
const sharedWithMe = { fileSystem: 'shared_with_me', owner: '', segments: [] } as const
const follow = (uri = my('From a friend')) => fixture.cloudreve.followShortcut(account, uri)

describe('a shortcut', () => {
  it('is listed among what is shared with me, and leads into the share without its password being asked', async () => {
    const { entries } = await fixture.cloudreve.list(account, sharedWithMe)
    const [entry] = entries
    expect(entries).toMatchObject([{ name: 'From a friend', kind: 'folder', shortcut: true }])
    const opened = await follow(entry?.uri)
    expect(opened).toEqual({ step: 'opened', account, uri: inShare(shareId), name: 'Lisbon' })
    const inside = await fixture.cloudreve.list(account, inShare(shareId))
    expect(inside.entries.map(({ name }) => name)).toEqual(['sea.txt'])
    expect(JSON.stringify([entries, opened, inside]) + fixture.logged()).not.toContain('tulip')
  })

  it('is followed from one’s own files too', async () => {
    expect(await follow()).toMatchObject({ step: 'opened', uri: inShare(shareId) })
    expect(await outcomeOf(fixture.cloudreve.list(account, my('From a friend')))).toBe('forbidden 403')
  })

  it('whose password has changed asks for the new one', async () => {
    leadTo('rose')
    expect(await follow()).toEqual({ step: 'password', link: `${fake.url}/s/${shareId}` })
  })

  it('to a share that is gone says so, and what is none is refused', async () => {
    fake.shares.remove(shareId)
    friend.tree.addFolder('/Own')
    expect([await outcomeOf(follow()), await outcomeOf(follow(my('Own')))]).toEqual([
      'share-gone 404',
      'invalid-request',
    ])
  })
})

describe('the owner', () => {
  const ownerOf = async (uri: Parameters<Fixture['cloudreve']['details']>[1]) =>
    (await fixture.cloudreve.details(account, uri)).owner
  const reader = () => ({ id: fake.user.id, name: 'reader' })

  it('of a shortcut is who shares, of a shared entry too, and of one’s own oneself', async () => {
    const [entry] = (await fixture.cloudreve.list(account, sharedWithMe)).entries
    friend.tree.addFile('/mine.txt', { text: 'x' })
    await follow()
    expect([
      await ownerOf(entry?.uri ?? my()),
      await ownerOf(inShare(shareId, 'sea.txt')),
      await ownerOf(inShare(shareId)),
      await ownerOf(my('mine.txt')),
    ]).toEqual([reader(), reader(), reader(), 'me'])
    // The share was asked about once, for all of them.
    expect(fake.requests.filter(({ kind }) => kind === 'share').length).toBe(2)
  })

  it('of one’s own share is oneself', async () => {
    friend.tree.addFile('/mine/a.txt', { text: 'x' })
    const uri = my('mine')
    const { shareId: own } = await fixture.cloudreve.createShare(account, { uri, protect: false })
    expect(await ownerOf(inShare(own, 'a.txt'))).toBe('me')
  })

  it('that the site does not tell is left out, and breaks nothing', async () => {
    await follow()
    fake.faults.add({ on: 'share', times: 9, fault: faults.json(50001) })
    const details = await fixture.cloudreve.details(account, inShare(shareId, 'sea.txt'))
    expect([details.entry.name, details.owner]).toEqual(['sea.txt', undefined])
  })
})

describe('a share of one’s own', () => {
  it('with a password is found where it lies: a folder itself, a file in its folder', async () => {
    friend.tree.addFile('/Trips/Rome/plan.txt', { text: 'x' })
    const share = (...names: string[]) =>
      fixture.cloudreve.createShare(account, { uri: my(...names), protect: true, password: 'abc123' })
    const folder = await share('Trips', 'Rome')
    const file = await share('Trips', 'Rome', 'plan.txt')
    expect([
      await fixture.cloudreve.shareSource(account, folder.shareId),
      await fixture.cloudreve.shareSource(account, file.shareId),
      await fixture.cloudreve.shareLink(account, file.shareId),
    ]).toEqual([
      { folder: my('Trips', 'Rome') },
      { folder: my('Trips', 'Rome'), file: my('Trips', 'Rome', 'plan.txt') },
      file.link,
    ])
  })

  it('is nobody else’s', async () => {
    expect(await outcomeOf(fixture.cloudreve.shareSource(account, shareId))).toBe('forbidden')
  })
})
