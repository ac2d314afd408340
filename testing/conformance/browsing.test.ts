// Search, details, thumbnails, and who may do what (cloudreve-api.md sections 1.5, 2, 4 and 9): what the browser of the
// product stands on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anyOf, matching } from './matchers.ts'
import { infoShape } from './replies.ts'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const anyLength = '9007199254740991'

describe.each(serversUnderTest())('browsing $name', (server) => {
  let space: Workspace
  beforeAll(async () => {
    space = await openWorkspace(server)
    await space.put(space.uri('Report one.txt'), '12345')
    await space.put(space.uri('deep', 'report two.TXT'), '1234567')
    await space.put(space.uri('deep', 'pic.png'), 'x')
    await space.put(space.uri('other.md'), 'xx')
    const patches = [{ key: 'tag:red', value: '#ff0000' }]
    await space.call('/file/metadata', { method: 'PATCH', json: { uris: [space.uri('other.md')], patches } })
  })
  afterAll(() => space.close())

  const search = async (query: string) =>
    (await space.list(`${space.uri()}?${query}`, { page_size: '50' })).files.map(({ name }) => name)

  test.each([
    ['name=report', ['Report one.txt', 'report two.TXT']],
    ['name=r*o', ['Report one.txt', 'report two.TXT']],
    ['name=one&name=two', []],
    ['name=one&name=two&use_or=', ['Report one.txt', 'report two.TXT']],
    ['type=folder', ['deep']],
    [`size_gte=5&size_lte=${anyLength}`, ['Report one.txt', 'report two.TXT']],
    ['size_gte=5', []],
    ['size_gte=0&size_lte=2&type=file', ['other.md', 'pic.png']],
    ['category=image', ['pic.png']],
    ['category=image&name=report', ['pic.png']],
    ['meta_tag:red=', ['other.md']],
    ['updated_gte=4000000000', []],
  ])('a search for %s', async (query, names) => {
    expect((await search(query)).toSorted()).toEqual(names.toSorted())
  })

  test('a search pages with a token of its own, has no order, and mixes files and folders', async () => {
    const reply = await space.call('/file', {
      query: { uri: `${space.uri()}?type=file`, page_size: '1' },
    })
    expect(reply.data).toMatchObject({
      mixed_type: true,
      pagination: { page_size: 0, next_token: matching(/^\d+\|/u) },
      props: { order_by_options: null },
    })
  })

  test('results say where they are and what their tags are', async () => {
    const { files } = await space.list(`${space.uri()}?name=other`)
    expect(files.map(({ path, metadata }) => [path, metadata])).toEqual([
      [space.uri('other.md'), { 'tag:red': '#ff0000' }],
    ])
  })

  test('a search in what is not there, and of a category nobody knows', async () => {
    const asked = ['none?name=x', '?category=foo'].map((tail) =>
      space.call('/file', { query: { uri: `${space.uri()}${tail.startsWith('?') ? '' : '/'}${tail}` } }),
    )
    expect((await Promise.all(asked)).map(({ code }) => code)).toEqual([40016, -1])
  })

  test('an ordinary listing says what may be done and in which orders', async () => {
    const { props } = await space.list(space.uri())
    expect(props).toMatchObject({
      capability: 'w8edAQ==',
      order_by_options: ['name', 'size', 'updated_at', 'created_at'],
    })
  })

  test('a folder is counted when asked, a file is not', async () => {
    const ask = async (uri: string) =>
      infoShape.parse((await space.call('/file/info', { query: { uri, folder_summary: 'true' } })).data)
    expect((await ask(space.uri('deep'))).folder_summary).toMatchObject({ size: 8, files: 2, folders: 0 })
    expect((await ask(space.uri('other.md'))).folder_summary).toBe(undefined)
  })

  test('versions can be switched and dropped, but for the current one', async () => {
    const uri = space.uri('versions.txt')
    const first = (await space.put(uri, 'one')).primary_entity
    const second = (await space.put(uri, 'three')).primary_entity
    const on = async (method: string, path: string, version: string) =>
      (await space.call(path, { method, json: { uri, version } })).code
    expect(await on('DELETE', '/file/version', second)).toBe(403)
    expect(await on('POST', '/file/version/current', first)).toBe(0)
    const { primary_entity: current } = infoShape.parse(
      (await space.call('/file/info', { query: { uri } })).data,
    )
    expect(current).toBe(first)
    expect(await on('DELETE', '/file/version', second)).toBe(0)
    expect(await on('POST', '/file/version/current', 'zzzz')).toBe(40001)
  })

  test('thumbnails: a signed address for a picture, -1 for what has none, and the usual errors', async () => {
    const code = async (uri: string) => (await space.call('/file/thumb', { query: { uri } })).code
    expect(await code(space.uri('other.md'))).toBe(-1)
    expect(await code(space.uri('deep'))).toBe(40077)
    expect(await code(space.uri('none'))).toBe(40016)
    const extensions = z.object({ thumb_exts: z.array(z.string()) })
    const { thumb_exts: known } = extensions.parse((await space.call('/site/config/thumb')).data)
    expect(known).toContain('png')
  })

  test('what the group may do is said with the user', async () => {
    const { data } = await space.call('/user/me')
    expect(data).toMatchObject({
      group: {
        permission: matching(/^[A-Za-z0-9+/]+=*$/u),
        direct_link_batch_size: anyOf(Number),
        trash_retention: anyOf(Number),
      },
    })
  })
})
