import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { createFixture, failureOf, my, outcomeOf, signedIn } from '../cloudreve/fixture.ts'
import type { Fixture } from '../cloudreve/fixture.ts'
import type { Account } from '../model/account.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { EntryPage } from '../model/entry.ts'
import { createChanges } from './changes.ts'
import type { ChangesApi } from '../engine-api.ts'

let fake: FakeCloudreve
let fixture: Fixture
let account: Account
let changes: ChangesApi

beforeEach(async () => {
  fake = await startFakeCloudreve()
  fixture = createFixture()
  account = await signedIn(fixture.cloudreve, fake)
  changes = createChanges({
    cloudreve: fixture.cloudreve,
    account: () => account,
    uuid: () => crypto.randomUUID(),
  })
})
afterEach(async () => {
  fixture.cloudreve.dispose()
  await fake.close()
})

const trashRoot: CloudUri = { fileSystem: 'trash', owner: '', segments: [] }

async function listAll(uri: CloudUri): Promise<EntryPage['entries']> {
  const entries: EntryPage['entries'][number][] = []
  let pageToken: string | undefined
  do {
    const page = await fixture.cloudreve.list(account, uri, { pageToken })
    entries.push(...page.entries)
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
  return entries
}

const namesIn = async (uri: CloudUri) => (await listAll(uri)).map(({ name }) => name)

describe('details', () => {
  it('of a file: versions, shares, owner’s rights, policy, tags and metadata', async () => {
    const file = fake.tree.addFile('/a.txt', { text: 'one' })
    const now = fake.tree.writeVersion('/a.txt', { text: 'three' })
    fake.tree.setMetadata('/a.txt', 'tag:red', 'javascript:alert(1)')
    fake.tree.setMetadata('/a.txt', 'props:note', 'hello')
    const share = fake.shares.add('/a.txt', { password: 'secret', downloads: 3 })
    const found = await fixture.cloudreve.details(account, my('a.txt'))
    expect(found.may).toEqual([
      ...['list', 'download', 'create', 'rename', 'move', 'copy', 'delete', 'share', 'link', 'versions'],
      'thumbnail',
    ])
    expect(found.versions.map(({ entityId, sizeBytes, current }) => [entityId, sizeBytes, current])).toEqual([
      [now.entityId, 5, true],
      [file.entityId, 3, false],
    ])
    expect(found.tags).toEqual([{ name: 'red' }])
    expect(found.metadata).toEqual({ 'props:note': 'hello' })
    expect(found.shares).toEqual([
      {
        id: share.id,
        name: 'a.txt',
        kind: 'file',
        link: `${fake.url}/s/${share.id}`,
        protected: true,
        createdAtMs: found.shares[0]?.createdAtMs,
        downloads: 0,
        visits: 0,
        downloadsLeft: 3,
        expired: false,
        showsView: false,
      },
    ])
    expect([found.policy?.name, found.storageUsedBytes]).toEqual(['Default storage policy', 8])
  })
  it('of a root are its entry alone', async () => {
    const { entry, may, versions } = await fixture.cloudreve.details(account, my())
    expect([entry.kind, may, versions]).toEqual(['folder', ['list'], []])
  })
  it('count a folder when asked, and never a file', async () => {
    fake.tree.addFile('/f/a.txt', { text: '123' })
    fake.tree.addFile('/f/g/b.txt', { text: '12' })
    const { calculatedAtMs: _, ...summary } = await fixture.cloudreve.summary(account, my('f'))
    expect(summary).toEqual({ sizeBytes: 5, files: 2, folders: 1, complete: true })
    expect(await outcomeOf(fixture.cloudreve.summary(account, my('f', 'a.txt')))).toBe('invalid-request')
  })
  it('what the account may do, as the group says', async () => {
    expect(await fixture.cloudreve.space(account)).toEqual({
      mayArchive: false,
      mayShare: true,
      mayOpenShares: true,
      directLinks: 10,
      trashSeconds: 604_800,
      thumbnailExtensions: ['gif', 'jpeg', 'jpg', 'png'],
    })
  })
})

describe('changing', () => {
  beforeEach(() => {
    fake.tree.addFile('/from/a.txt', { text: 'a' })
    fake.tree.addFile('/from/b.txt', { text: 'b' })
    fake.tree.addFile('/from/c.txt', { text: 'c' })
    fake.tree.addFolder('/to')
  })
  const from = (...names: string[]) => names.map((name) => my('from', name))
  const shown = ({
    done,
    failed,
  }: {
    done: number
    failed: readonly { uri: CloudUri; failure: object }[]
  }) => ({
    done,
    failed: failed.map(({ uri, failure }) => [formatCloudUri(uri), (failure as { kind: string }).kind]),
  })

  it('makes a folder, and none where the name is taken or impossible', async () => {
    const entry = await changes.createFolder('', my('to'), 'new & old')
    expect([entry.kind, entry.name, await namesIn(my('to'))]).toEqual(['folder', 'new & old', ['new & old']])
    expect(await outcomeOf(changes.createFolder('', my('to'), 'new & old'))).toBe('name-taken 40004')
    expect(await outcomeOf(changes.createFolder('', my('to'), 'a:b'))).toBe('name-impossible 40052')
    expect(await outcomeOf(changes.createFolder('', my('to'), 'a/b'))).toBe('name-impossible')
  })
  it('renames, and takes it back', async () => {
    const { entry, undoId } = await changes.rename('', my('from', 'a.txt'), 'z.txt')
    expect([entry.name, await namesIn(my('from'))]).toEqual(['z.txt', ['b.txt', 'c.txt', 'z.txt']])
    expect(shown(await changes.undo(undoId))).toEqual({ done: 1, failed: [] })
    expect(await namesIn(my('from'))).toEqual(['a.txt', 'b.txt', 'c.txt'])
    expect(await outcomeOf(changes.undo(undoId))).toBe('not-found')
  })
  it('says who holds what is to be renamed, and lets the owner break the lock', async () => {
    const lockId = fake.lock('/from/a.txt')
    const failure = await failureOf(changes.rename('', my('from', 'a.txt'), 'z.txt'))
    expect([failure.kind, failure.locks]).toEqual([
      'locked',
      [{ uri: 'cloudreve://my/from/a.txt', application: 'upload', lockId }],
    ])
    await changes.unlock('', [lockId])
    expect((await changes.rename('', my('from', 'a.txt'), 'z.txt')).entry.name).toBe('z.txt')
  })
  it('moves what can be moved, names the rest one by one, and takes the move back', async () => {
    fake.tree.addFile('/to/b.txt', { text: 'taken' })
    const moved = await changes.move('', [...from('a.txt', 'b.txt', 'c.txt'), my('none')], my('to'))
    expect(shown(moved)).toEqual({
      done: 2,
      failed: [
        ['cloudreve://my/from/b.txt', 'name-taken'],
        ['cloudreve://my/none', 'not-found'],
      ],
    })
    expect(await namesIn(my('to'))).toEqual(['a.txt', 'b.txt', 'c.txt'])
    expect(shown(await changes.undo(moved.undoId ?? ''))).toEqual({ done: 2, failed: [] })
    expect(await namesIn(my('from'))).toEqual(['a.txt', 'b.txt', 'c.txt'])
  })
  it('splits what is more than the site takes at once', async () => {
    fake.settings.maxBatchSize = 2
    expect(shown(await changes.copy('', from('a.txt', 'b.txt', 'c.txt'), my('to')))).toEqual({
      done: 3,
      failed: [],
    })
    expect(await namesIn(my('to'))).toEqual(['a.txt', 'b.txt', 'c.txt'])
  })
  it('tells what is done when the site breaks down in the middle', async () => {
    fake.settings.maxBatchSize = 1
    fake.faults.add({ on: 'write', after: 3, times: 5, fault: faults.status(503) })
    const outcome = await changes.copy('', from('a.txt', 'b.txt', 'c.txt'), my('to'))
    expect(shown(outcome)).toEqual({
      done: 1,
      failed: [
        ['cloudreve://my/from/b.txt', 'server-busy'],
        ['cloudreve://my/from/c.txt', 'server-busy'],
      ],
    })
  })
  it('does not move a folder into itself', async () => {
    expect(shown(await changes.move('', [my('from')], my('from')))).toEqual({
      done: 0,
      failed: [['cloudreve://my/from', 'forbidden']],
    })
  })
  it('deletes into the bin, which says where it was, and takes that back', async () => {
    const { undoId, ...outcome } = await changes.trash('', from('a.txt', 'b.txt'))
    expect(shown(outcome)).toEqual({ done: 2, failed: [] })
    const binned = await listAll(trashRoot)
    expect(binned.map(({ name, trashed }) => [name, formatCloudUri(trashed?.from ?? my())])).toEqual([
      ['a.txt', 'cloudreve://my/from/a.txt'],
      ['b.txt', 'cloudreve://my/from/b.txt'],
    ])
    expect(shown(await changes.undo(undoId ?? ''))).toEqual({ done: 2, failed: [] })
    expect([await namesIn(my('from')), await namesIn(trashRoot)]).toEqual([['a.txt', 'b.txt', 'c.txt'], []])
  })
  it('takes back the deletion that is meant, where the same name was deleted twice', async () => {
    await changes.trash('', from('a.txt'))
    fake.tree.addFile('/from/a.txt', { text: 'the second one' })
    fake.clock.advance(2_000)
    const { undoId } = await changes.trash('', from('a.txt'))
    await changes.undo(undoId ?? '')
    expect(fake.tree.stat('/from/a.txt')?.sizeBytes).toBe(14)
  })
  it('says what could not be restored because its name is taken', async () => {
    await changes.trash('', from('a.txt'))
    fake.tree.addFile('/from/a.txt', { text: 'new' })
    const [binned] = await listAll(trashRoot)
    const uri = binned?.uri ?? my()
    expect(shown(await changes.restore('', [uri]))).toEqual({
      done: 0,
      failed: [[formatCloudUri(uri), 'name-taken']],
    })
  })
  it('deletes for good, and empties the bin', async () => {
    await changes.trash('', from('a.txt', 'b.txt'))
    expect(shown(await changes.deleteForGood('', from('c.txt')))).toEqual({ done: 1, failed: [] })
    expect(shown(await changes.emptyTrash(''))).toEqual({ done: 2, failed: [] })
    expect([await namesIn(trashRoot), await namesIn(my('from'))]).toEqual([[], []])
  })
  it('a lock on one of many keeps the others from nothing', async () => {
    fake.lock('/from/b.txt')
    expect(shown(await changes.trash('', from('a.txt', 'b.txt', 'c.txt')))).toEqual({
      done: 2,
      failed: [['cloudreve://my/from/b.txt', 'locked']],
    })
  })
  it('tells which folders are not what they were', async () => {
    const told: string[] = []
    changes.onChanged(({ uri }) => told.push(formatCloudUri(uri)))
    await changes.move('', from('a.txt', 'b.txt'), my('to'))
    expect(told).toEqual(['cloudreve://my/to', 'cloudreve://my/from'])
  })
  it('switches versions and drops one, but never the current one', async () => {
    const first = fake.tree.stat('/from/a.txt')?.entityId ?? ''
    const second = fake.tree.writeVersion('/from/a.txt', { text: 'new' }).entityId
    await changes.useVersion('', my('from', 'a.txt'), first)
    expect(fake.tree.stat('/from/a.txt')?.entityId).toBe(first)
    expect(await outcomeOf(changes.deleteVersion('', my('from', 'a.txt'), first))).toBe('forbidden 403')
    await changes.deleteVersion('', my('from', 'a.txt'), second)
    expect(fake.tree.stat('/from/a.txt')?.entityIds).toEqual([first])
  })
  it('gives permanent links of files, and says which have none', async () => {
    const { links, failed } = await changes.directLinks('', [my('from', 'a.txt'), my('to'), my('none')])
    expect(links.map(({ uri, link }) => [formatCloudUri(uri), new URL(link).pathname.split('/')[1]])).toEqual(
      [['cloudreve://my/from/a.txt', 'f']],
    )
    expect(shown({ done: 0, failed }).failed).toEqual([
      ['cloudreve://my/to', 'not-found'],
      ['cloudreve://my/none', 'not-found'],
    ])
    const many = Array.from({ length: 11 }, (_, n) => my(`f${n}`))
    expect(await outcomeOf(changes.directLinks('', many))).toBe('forbidden 40014')
  })
})

describe('shares of one’s own', () => {
  beforeEach(() => {
    fake.tree.addFile('/a.txt', { text: 'a' })
  })
  it('are made, listed without their password, handed out with it, and deleted', async () => {
    const { cloudreve } = fixture
    const made = await cloudreve.createShare(account, {
      uri: my('a.txt'),
      protect: true,
      password: 'abc123',
      expiresInSeconds: 3_600,
      downloads: 2,
      showView: true,
    })
    expect(made.link).toBe(`${fake.url}/s/${made.shareId}/abc123`)
    const { shares } = await cloudreve.listShares(account)
    expect(
      shares.map(({ id, link, protected: hidden, downloadsLeft }) => [id, link, hidden, downloadsLeft]),
    ).toEqual([[made.shareId, `${fake.url}/s/${made.shareId}`, true, 2]])
    expect(JSON.stringify(shares)).not.toContain('abc123')
    expect(await cloudreve.shareLink(account, made.shareId)).toBe(made.link)
    await cloudreve.deleteShare(account, made.shareId)
    expect(await outcomeOf(cloudreve.deleteShare(account, made.shareId))).toBe('share-gone 404')
    expect((await cloudreve.listShares(account)).shares).toEqual([])
  })
  it('come page by page, the newest first', async () => {
    const made = Array.from({ length: 60 }, () => fake.shares.add('/a.txt').id)
    const first = await fixture.cloudreve.listShares(account)
    const second = await fixture.cloudreve.listShares(account, first.nextPageToken)
    expect([...first.shares, ...second.shares].map(({ id }) => id)).toEqual(made.toReversed())
    expect([first.shares.length, second.nextPageToken]).toEqual([50, undefined])
  })
  it('of what is not there are refused', async () => {
    const order = { uri: my('none'), protect: false }
    expect(await outcomeOf(fixture.cloudreve.createShare(account, order))).toBe('not-found 40016')
  })
})

it('no password, token or signature of all this is logged', async () => {
  fake.tree.addFile('/a.txt', { text: 'a' })
  await fixture.cloudreve.createShare(account, { uri: my('a.txt'), protect: true, password: 'geheim99' })
  fake.lock('/a.txt')
  await failureOf(changes.rename('', my('a.txt'), 'b.txt'))
  expect(fixture.logged()).not.toMatch(/geheim99|eyJ|sign=/)
})
