// Pages, orders, roots and single entries, against the fake site.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { Account } from '../model/account.ts'
import { createFixture, inShare, my, outcomeOf, seedAccount, signedIn, startBareSite } from './fixture.ts'
import type { Fixture } from './fixture.ts'

let fake: FakeCloudreve
let fixture: Fixture
let account: Account

beforeEach(async () => {
  fake = await startFakeCloudreve()
  fixture = createFixture()
  account = await signedIn(fixture.cloudreve, fake)
})
afterEach(() => fake.close())

describe('a listing', () => {
  it('gives folders and files as entries, page by page', async () => {
    fake.settings.maxPageSize = 2
    for (const name of ['b #1?.txt', 'a 50%.bin', 'ü.md'])
      fake.tree.addFile(`/docs/${name}`, { sizeBytes: 3 })
    fake.tree.addFolder('/docs/sub')
    const first = await fixture.cloudreve.list(account, my('docs'))
    const { nextPageToken, ...page } = first
    const file = fake.tree.stat('/docs/a 50%.bin')
    expect(page.entries.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['folder sub', 'file a 50%.bin'])
    expect(page.singleFile).toBe(false)
    expect(page.entries[1]).toEqual({
      kind: 'file',
      owned: true,
      id: file?.id,
      name: 'a 50%.bin',
      uri: my('docs', 'a 50%.bin'),
      createdAtMs: expect.any(Number) as number,
      modifiedAtMs: file?.updatedAtMs,
      shared: false,
      sizeBytes: 3,
      entityId: file?.entityId,
      uploading: false,
    })
    const second = await fixture.cloudreve.list(account, my('docs'), {
      pageToken: nextPageToken,
    })
    expect(second.entries.map(({ name }) => name)).toEqual(['b #1?.txt', 'ü.md'])
    expect(second.nextPageToken).toBeUndefined()
  })

  it('always names its own page size, long enough for every site, and its order', async () => {
    await fixture.cloudreve.list(account, my())
    await fixture.cloudreve.list(account, my(), { pageSize: 0, order: 'size', direction: 'desc' })
    expect(fake.requests.filter(({ kind }) => kind === 'list').map(({ query }) => query)).toEqual([
      { uri: 'cloudreve://my/', page_size: '200', order_by: 'name', order_direction: 'asc' },
      { uri: 'cloudreve://my/', page_size: '10', order_by: 'size', order_direction: 'desc' },
    ])
  })

  it('reads the recycle bin', async () => {
    fake.tree.addFile('/old.bin', { sizeBytes: 3 })
    const key = fake.tree.trash('/old.bin')
    const trash = { fileSystem: 'trash', owner: '', segments: [] } as const
    const { entries } = await fixture.cloudreve.list(account, trash)
    expect(entries.map(({ name, uri }) => [name, uri])).toEqual([['old.bin', { ...trash, segments: [key] }]])
  })

  it('of what is not there is not found', async () => {
    expect(await outcomeOf(fixture.cloudreve.list(account, my('none')))).toBe('not-found 40016')
  })

  it('of a site without cursors goes on by page number', async () => {
    const file = (name: string) => ({
      type: 0,
      id: name,
      name,
      path: `cloudreve://my/${name}`,
      size: 1,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      primary_entity: 'e1',
    })
    const site = await startBareSite((path, response) => {
      const page = Number(new URL(path, 'http://x').searchParams.get('page') ?? '0')
      const pagination = { page, page_size: 2, total_items: 3 }
      const files = page === 0 ? [file('a'), file('b')] : [file('c')]
      response.end(JSON.stringify({ code: 0, data: { files, pagination } }))
    })
    const bare = createFixture()
    const reader = seedAccount(bare, site.url)
    const first = await bare.cloudreve.list(reader, my(), { pageSize: 2 })
    const second = await bare.cloudreve.list(reader, my(), { pageSize: 2, pageToken: first.nextPageToken })
    expect([...first.entries, ...second.entries].map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(second.nextPageToken).toBeUndefined()
    await site.close()
  })

  it.each(['{}', 'null', '{"files":null,"pagination":null}', '{"pagination":{}}', '{"files":[]}'])(
    'is not read off an answer that holds none: %s',
    async (data) => {
      const site = await startBareSite((_path, response) => response.end(`{"code":0,"data":${data}}`))
      const bare = createFixture()
      const reader = seedAccount(bare, site.url)
      expect(await outcomeOf(bare.cloudreve.list(reader, my()))).toBe('bad-response')
      await site.close()
    },
  )

  it('does not turn in circles with a site that names the same page again', async () => {
    const site = await startBareSite((_path, response) => {
      response.end(
        JSON.stringify({
          code: 0,
          data: { files: [], pagination: { next_token: 'again', is_cursor: true } },
        }),
      )
    })
    const bare = createFixture()
    const reader = seedAccount(bare, site.url)
    const { nextPageToken } = await bare.cloudreve.list(reader, my())
    expect(await outcomeOf(bare.cloudreve.list(reader, my(), { pageToken: nextPageToken }))).toBe(
      'bad-response',
    )
    await site.close()
  })
})

describe('the info', () => {
  it('of an entry is that of its listing', async () => {
    fake.tree.addFile('/docs/a.bin', { sizeBytes: 3 })
    const { entries } = await fixture.cloudreve.list(account, my('docs'))
    expect(await fixture.cloudreve.info(account, my('docs', 'a.bin'))).toEqual(entries[0])
    expect(await outcomeOf(fixture.cloudreve.info(account, my('docs', 'b.bin')))).toBe('not-found 40016')
  })

  it('of the root of the own files is a nameless folder', async () => {
    expect(await fixture.cloudreve.info(account, my())).toMatchObject({ kind: 'folder', name: '', uri: my() })
  })

  it('of a shared folder is that folder', async () => {
    fake.tree.addFile('/docs/a.bin', { sizeBytes: 3 })
    const { id } = fake.shares.add('/docs')
    expect(await fixture.cloudreve.info(account, inShare(id))).toMatchObject({
      kind: 'folder',
      id: fake.tree.stat('/docs')?.id,
      name: 'docs',
      uri: inShare(id),
    })
  })

  it('of a share of one file is that file', async () => {
    fake.tree.addFile('/docs/a.bin', { sizeBytes: 3 })
    const { id } = fake.shares.add('/docs/a.bin')
    expect(await fixture.cloudreve.info(account, inShare(id))).toMatchObject({
      kind: 'file',
      name: 'a.bin',
      sizeBytes: 3,
      uri: inShare(id, 'a.bin'),
    })
    const page = await fixture.cloudreve.list(account, inShare(id))
    expect([page.singleFile, page.entries.map(({ uri }) => uri)]).toEqual([true, [inShare(id, 'a.bin')]])
  })
})
