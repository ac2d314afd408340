import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { createFixture, my, outcomeOf, signedIn } from '../cloudreve/fixture.ts'
import type { Fixture } from '../cloudreve/fixture.ts'
import type { Account } from '../model/account.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { SearchQuery } from '../model/search.ts'

const day = 86_400_000
let fake: FakeCloudreve
let fixture: Fixture
let account: Account

beforeEach(async () => {
  fake = await startFakeCloudreve()
  fixture = createFixture()
  account = await signedIn(fixture.cloudreve, fake)
})
afterEach(async () => {
  fixture.cloudreve.dispose()
  await fake.close()
})

describe('a search', () => {
  beforeEach(() => {
    fake.tree.addFile('/s/Report one.txt', { text: '12345' })
    fake.tree.addFile('/s/deep/report two.TXT', { text: '1234567', modifiedAtMs: Date.now() - 10 * day })
    fake.tree.addFile('/s/deep/pic.png', { text: 'x' })
    fake.tree.addFile('/s/other.md', { text: 'xx' })
    fake.tree.setMetadata('/s/other.md', 'tag:red', '#ff0000')
  })
  const find = async (search: SearchQuery, pageSize = 200) => {
    const names: string[] = []
    let pageToken: string | undefined
    do {
      const page = await fixture.cloudreve.list(account, my('s'), { search, pageSize, pageToken })
      names.push(...page.entries.map(({ name }) => name))
      pageToken = page.nextPageToken
    } while (pageToken !== undefined)
    return names
  }

  it.each<[string, SearchQuery, string[]]>([
    ['a part of the name', { names: ['report'] }, ['Report one.txt', 'report two.TXT']],
    ['a wildcard', { names: ['r*o'] }, ['Report one.txt', 'report two.TXT']],
    ['all names at once', { names: ['one', 'two'] }, []],
    ['any of the names', { names: ['one', 'two'], anyName: true }, ['Report one.txt', 'report two.TXT']],
    ['folders', { kind: 'folder' }, ['deep']],
    ['at least so many bytes', { minBytes: 5, kind: 'file' }, ['Report one.txt', 'report two.TXT']],
    ['at most so many bytes', { maxBytes: 2, kind: 'file' }, ['other.md', 'pic.png']],
    ['a category', { category: 'image' }, ['pic.png']],
    ['a tag', { tags: ['red'] }, ['other.md']],
    ['a day', { modifiedUntilMs: Date.now() - 9 * day }, ['report two.TXT']],
  ])('finds by %s', async (_what, search, expected) => {
    expect(await find(search)).toEqual(expected)
  })
  it('says where each result is, what its tags are, and offers no order', async () => {
    const page = await fixture.cloudreve.list(account, my('s'), { search: { names: ['other'] } })
    expect(page.entries.map(({ uri, tags }) => [formatCloudUri(uri), tags])).toEqual([
      ['cloudreve://my/s/other.md', [{ name: 'red', color: '#ff0000' }]],
    ])
    expect(page.orders).toEqual([])
  })
  it('goes on from page to page', async () => {
    expect(await find({ kind: 'file' }, 1)).toEqual([
      'Report one.txt',
      'other.md',
      'report two.TXT',
      'pic.png',
    ])
  })
  it('for nothing is refused before the site takes it for a listing', async () => {
    expect(await outcomeOf(fixture.cloudreve.list(account, my('s'), { search: { names: [' '] } }))).toBe(
      'invalid-request',
    )
  })
  it('keeps names with characters of the query apart', async () => {
    fake.tree.addFile('/s/a&b=c+d#e%20.txt', { text: 'x' })
    expect(await find({ names: ['a&b=c+d#e%20'] })).toEqual(['a&b=c+d#e%20.txt'])
  })

  describe('that the site answers while it looks', () => {
    beforeEach(() => {
      fake.settings.streamsSearches = true
    })
    it('comes level by level, and ends', async () => {
      const first = await fixture.cloudreve.list(account, my('s'), { search: { names: ['report'] } })
      expect([first.entries.map(({ name }) => name), first.nextPageToken !== undefined]).toEqual([
        ['Report one.txt'],
        true,
      ])
      expect(await find({ names: ['report'] })).toEqual(['Report one.txt', 'report two.TXT'])
    })
    it('goes on where a page was full, though its stream has ended', async () => {
      expect(await find({ kind: 'file' }, 1)).toEqual([
        ...['Report one.txt', 'other.md', 'report two.TXT', 'pic.png'],
      ])
      const pages: number[] = []
      let pageToken: string | undefined
      do {
        const page = await fixture.cloudreve.list(account, my('s'), {
          search: { kind: 'file' },
          pageSize: 2,
          pageToken,
        })
        pages.push(page.entries.length)
        pageToken = page.nextPageToken
      } while (pageToken !== undefined)
      // Only the last one may be empty.
      expect(pages.slice(0, -1).every((count) => count > 0)).toBe(true)
    })
    it('that finds nothing is one empty page', async () => {
      expect(await fixture.cloudreve.list(account, my('s'), { search: { names: ['nothing'] } })).toEqual({
        entries: [],
        singleFile: false,
        orders: [],
      })
    })
    it('gives a page once: asked for again, it would be missing without a word', async () => {
      const first = await fixture.cloudreve.list(account, my('s'), { search: { names: ['report'] } })
      const asked = () =>
        fixture.cloudreve.list(account, my('s'), {
          search: { names: ['report'] },
          pageToken: first.nextPageToken,
        })
      const second = await asked()
      expect(second.entries.map(({ name }) => name)).toEqual(['report two.TXT'])
      expect(await outcomeOf(asked())).toBe('not-found')
    })
    it('fails as the site says, where it has no such folder', async () => {
      const search = { names: ['report'] }
      expect(await outcomeOf(fixture.cloudreve.list(account, my('none'), { search }))).toBe('not-found 40016')
    })
  })
})
