// Listing, paging and order, and the entry details (cloudreve-api.md section 4).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { infoShape } from './replies.ts'
import { matching } from './matchers.ts'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const files = ['b.txt', 'a.txt', 'c.txt', 'B.txt']
const folders = ['z', 'y']

describe.each(serversUnderTest())('listing at $name', (server) => {
  let space: Workspace
  beforeAll(async () => {
    space = await openWorkspace(server)
    for (const [index, name] of files.entries()) await space.put(space.uri('d', name), 'x'.repeat(index + 1))
    for (const name of folders) await space.createFolder(space.uri('d', name))
  })
  afterAll(() => space.close())

  const info = async (query: Record<string, string>) =>
    infoShape.parse((await space.call('/file/info', { query })).data)
  const namesInPages = async (query: Record<string, string>): Promise<string[][]> => {
    const pages: string[][] = []
    let token: string | undefined
    do {
      const next: Record<string, string> = token === undefined ? {} : { next_page_token: token }
      const page = await space.list(space.uri('d'), { ...query, ...next })
      pages.push(page.files.map((file) => file.name))
      token = page.pagination.next_token
    } while (token !== undefined)
    return pages
  }

  test.each([
    ['name', 'asc', ['y', 'z', 'B.txt', 'a.txt', 'b.txt', 'c.txt']],
    ['name', 'desc', ['z', 'y', 'c.txt', 'b.txt', 'a.txt', 'B.txt']],
    ['created_at', 'asc', ['z', 'y', 'b.txt', 'a.txt', 'c.txt', 'B.txt']],
    ['nonsense', 'asc', ['z', 'y', 'b.txt', 'a.txt', 'c.txt', 'B.txt']],
  ])('orders by %s %s with folders first, in one page or in pages', async (by, direction, expected) => {
    const query = { order_by: by, order_direction: direction }
    const whole = await namesInPages({ ...query, page_size: '100' })
    const pages = await namesInPages({ ...query, page_size: '3' })
    expect(whole).toEqual([expected])
    // Some databases repeat the last entry of a page when the order is a time; none may lose one.
    expect(by === 'created_at' ? [...new Set(pages.flat())] : pages.flat()).toEqual(expected)
    expect(Math.max(...pages.map((page) => page.length))).toBe(3)
  })

  test('orders the files by size', async () => {
    const [names] = await namesInPages({ order_by: 'size', order_direction: 'asc', page_size: '100' })
    expect(names?.slice(2)).toEqual(files)
  })

  // The server's cursor forgets whether it stands behind a folder or a file when a page ends with the last folder.
  test('a page that ends with the last folder betrays its broken token, and a smaller page mends it', async () => {
    for (const name of ['m', 'n', 'o']) await space.createFolder(space.uri('edge', name))
    for (const name of ['a', 'z']) await space.put(space.uri('edge', name), name)
    const query = { order_by: 'name', order_direction: 'asc' }
    const broken = await space.list(space.uri('edge'), { ...query, page_size: '3' })
    const smaller = await space.list(space.uri('edge'), { ...query, page_size: '2' })
    const token = smaller.pagination.next_token ?? ''
    const rest = await space.list(space.uri('edge'), { ...query, page_size: '3', next_page_token: token })
    expect(broken.files.map((file) => file.name)).toEqual(['m', 'n', 'o'])
    expect(startsWithFile(broken.pagination.next_token)).toBe(true)
    expect(startsWithFile(token)).toBe(false)
    expect(rest.files.map((file) => file.name)).toEqual(['o', 'a', 'z'])
  })

  test('paging by name survives the deletion of what was listed', async () => {
    for (const name of ['1', '2', '3', '4']) await space.put(space.uri('gone', name), name)
    const query = { order_by: 'name', order_direction: 'asc', page_size: '2' }
    const first = await space.list(space.uri('gone'), query)
    await space.remove(space.uri('gone', '1'))
    await space.remove(space.uri('gone', '2'))
    const token = first.pagination.next_token ?? ''
    const rest = await space.list(space.uri('gone'), { ...query, next_page_token: token })
    expect(rest.files.map((file) => file.name)).toEqual(['3', '4'])
  })

  test('caps the page size silently and says the cap', async () => {
    const page = await space.list(space.uri('d'), { page_size: '1000000' })
    expect(page.pagination).toMatchObject({ page: 0, page_size: page.props.max_page_size, is_cursor: true })
  })

  test('refuses a page size that is no number, and garbage for a token', async () => {
    const size = await space.call('/file', { query: { uri: space.uri('d'), page_size: 'many' } })
    const token = await space.call('/file', { query: { uri: space.uri('d'), next_page_token: 'garbage' } })
    expect([size.code, token.code]).toEqual([40001, -1])
  })

  test('names the folder as parent, without metadata, and hints are new on every call', async () => {
    const first = await space.list(space.uri('d'))
    const second = await space.list(`${space.uri('d')}/`)
    expect(first.parent).toMatchObject({ type: 1, name: 'd', path: space.uri('d'), metadata: null })
    expect(second.parent).toEqual(first.parent)
    expect(second.context_hint).not.toBe(first.context_hint)
  })

  test('listing a file or a missing folder is 40016', async () => {
    const file = await space.call('/file', { query: { uri: space.uri('d', 'a.txt') } })
    const missing = await space.call('/file', { query: { uri: space.uri('nowhere') } })
    expect([file.code, missing.code]).toEqual([40016, 40016])
  })

  test('folders, empty files and the root share one constant entity; a file has its own', async () => {
    const empty = await space.createEmptyFile(space.uri('d2', 'empty'))
    const folder = await space.createFolder(space.uri('d2', 'folder'))
    const file = await space.put(space.uri('d2', 'file'), 'content')
    expect([empty.primary_entity, empty.size]).toEqual([folder.primary_entity, 0])
    expect(file.primary_entity).not.toBe(folder.primary_entity)
  })

  test('the trash and the shared folder answer a listing', async () => {
    await space.put(space.uri('binned.txt'), 'binned')
    await space.call('/file', { method: 'DELETE', json: { uris: [space.uri('binned.txt')] } })
    const trash = await space.list('cloudreve://trash', { page_size: '2000' })
    const binned = trash.files.find((file) => file.metadata?.['sys:restore_uri'] === space.uri('binned.txt'))
    const shared = await space.list('cloudreve://shared_with_me')
    expect(binned).toMatchObject({
      name: 'binned.txt',
      path: matching(/^cloudreve:\/\/trash\/[0-9a-f-]{36}$/u),
      metadata: { 'sys:expected_collect_time': matching(/^\d+$/u) },
    })
    expect(shared.parent).toMatchObject({ path: 'cloudreve://shared_with_me' })
    await space.remove(binned?.path ?? '')
  })

  test('info finds an entry by URI and by id, and follows a rename', async () => {
    const made = await space.put(space.uri('d3', 'before.txt'), 'content')
    const json = { uri: space.uri('d3', 'before.txt'), new_name: 'after.txt' }
    await space.call('/file/rename', { method: 'POST', json })
    const byId = await info({ id: made.id })
    const gone = await space.call('/file/info', { query: { uri: space.uri('d3', 'before.txt') } })
    expect(byId).toMatchObject({
      id: made.id,
      name: 'after.txt',
      path: space.uri('d3', 'after.txt'),
      primary_entity: made.primary_entity,
    })
    expect(gone.code).toBe(40016)
  })

  test('info refuses the root, a bad id, and nothing at all', async () => {
    const root = await space.call('/file/info', { query: { uri: 'cloudreve://my' } })
    const badId = await space.call('/file/info', { query: { id: '!' } })
    const nothing = await space.call('/file/info')
    expect([root.code, badId.code, nothing.code]).toEqual([403, 40001, 40001])
  })

  test('extended info lists the versions newest first', async () => {
    const uri = space.uri('versions.txt')
    const first = await space.put(uri, 'one')
    const second = await space.put(uri, 'three')
    const extended = await info({ uri, extended: 'true' })
    const versions = extended.extended_info?.entities?.filter((entity) => entity.type === 0)
    expect(versions?.map(({ id, size }) => [id, size])).toEqual([
      [second.primary_entity, 5],
      [first.primary_entity, 3],
    ])
    expect([second.id, extended.primary_entity]).toEqual([first.id, second.primary_entity])
  })

  test('a folder summary counts what is below', async () => {
    await space.put(space.uri('sum', 'a'), '12345')
    await space.put(space.uri('sum', 'in', 'b'), '123')
    const summary = await info({ uri: space.uri('sum'), folder_summary: 'true' })
    expect(summary.folder_summary).toMatchObject({ size: 8, files: 2, folders: 1 })
  })
})

function startsWithFile(token: string | undefined): boolean {
  const json = Buffer.from(token ?? '', 'base64').toString('utf8')
  return json.includes('"start_with_file":true')
}
