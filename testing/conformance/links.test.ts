// POST /file/url, every row the client depends on (cloudreve-api.md section 5).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileReply } from './replies.ts'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

describe.each(serversUnderTest())('links from $name', (server) => {
  let space: Workspace
  let first: FileReply
  let second: FileReply
  const uri = (name: string): string => space.uri('links', name)
  beforeAll(async () => {
    space = await openWorkspace(server)
    first = await space.put(uri('a.txt'), 'first')
    second = await space.put(uri('a.txt'), 'second!')
    await space.put(uri('b b.txt'), 'other')
    await space.createEmptyFile(uri('empty'))
    await space.createFolder(uri('folder'))
  })
  afterAll(() => space.close())

  const ask = (json: unknown) => space.call('/file/url', { method: 'POST', json })
  const fetchText = async (url: string): Promise<string> => (await fetch(url)).text()

  test('answers in request order with duplicates, and the earliest expiry', async () => {
    const reply = await space.links({ uris: [uri('b b.txt'), uri('a.txt'), uri('b b.txt')] })
    const paths = reply.urls.map(({ url }) => new URL(url).pathname.split('/').at(-1))
    expect(paths).toEqual(['b%20b.txt', 'a.txt', 'b%20b.txt'])
    expect(Date.parse(reply.expires ?? '')).toBeGreaterThan(Date.now())
  })

  test('no URIs at all give an empty answer, an absent list is a binding error', async () => {
    expect(await space.links({ uris: [] })).toEqual({ urls: [], expires: null })
    expect((await ask({})).code).toBe(40001)
    expect((await ask({ uris: 'x' })).code).toBe(40001)
  })

  test('null counts as absent for the optional fields', async () => {
    const reply = await ask({
      uris: [uri('a.txt')],
      entity: null,
      skip_error: null,
      no_cache: null,
      archive: null,
    })
    expect(reply.code).toBe(0)
  })

  test('one bad URI fails the whole call even with skip_error', async () => {
    expect((await ask({ uris: [uri('a.txt'), 'nonsense'], skip_error: true })).code).toBe(40001)
  })

  test('more URIs than the limit are 40074', async () => {
    const explorer = await space.api.envelope('/site/config/explorer')
    const { max_batch_size: limit } = explorer.data as { max_batch_size: number }
    const uris = Array.from({ length: limit + 1 }, () => uri('a.txt'))
    expect((await ask({ uris, skip_error: true })).code).toBe(40074)
  })

  test('one missing of several fails all of them, and says which', async () => {
    const reply = await ask({ uris: [uri('a.txt'), uri('missing one')] })
    expect([reply.code, reply.data]).toEqual([40081, undefined])
    expect(Object.entries(reply.aggregated_error ?? {}).map(([key, item]) => [key, item.code])).toEqual([
      [uri('missing one'), 40016],
    ])
  })

  test('the keys of failures are the re-printed URIs', async () => {
    const raw = `${uri('sp')} ace!/`
    const reply = await ask({ uris: [raw, `${uri('x%21')}`, `${uri('y')}%21'()*`] })
    expect(Object.keys(reply.aggregated_error ?? {}).toSorted()).toEqual(
      [`${uri('sp')}%20ace%21`, uri('x%21'), `${uri('y')}%21'()*`].toSorted(),
    )
  })

  test('with skip_error the failures are empty slots without a reason', async () => {
    const reply = await ask({ uris: [uri('missing'), uri('a.txt'), uri('folder')], skip_error: true })
    const links = await space.links({ uris: [uri('missing'), uri('a.txt'), uri('folder')], skip_error: true })
    expect([reply.code, reply.aggregated_error]).toEqual([0, undefined])
    expect(links.urls.map(({ url }) => url === '')).toEqual([true, false, true])
    expect(await space.links({ uris: [uri('missing')], skip_error: true })).toEqual({
      urls: [{ url: '' }],
      expires: null,
    })
  })

  test('a folder is 40077, a trashed file is 403', async () => {
    await space.put(uri('bin me'), 'x')
    await space.call('/file', { method: 'DELETE', json: { uris: [uri('bin me')] } })
    const trash = await space.list('cloudreve://trash', { page_size: '2000' })
    const binned =
      trash.files.find((file) => file.metadata?.['sys:restore_uri'] === uri('bin me'))?.path ?? ''
    const folder = await ask({ uris: [uri('folder')] })
    const trashed = await ask({ uris: [binned] })
    expect(folder.aggregated_error?.[uri('folder')]?.code).toBe(40077)
    expect(trashed.aggregated_error?.[binned]?.code).toBe(403)
    await space.remove(binned)
  })

  test('an empty file has a link to no bytes', async () => {
    const response = await fetch(await space.link(uri('empty')))
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '0',
      '',
    ])
  })

  test('an entity pin serves that version, the current one included', async () => {
    expect(await fetchText(await space.link(uri('a.txt')))).toBe('second!')
    expect(await fetchText(await space.link(uri('a.txt'), { entity: first.primary_entity }))).toBe('first')
    expect(await fetchText(await space.link(uri('a.txt'), { entity: second.primary_entity }))).toBe('second!')
  })

  test('a pin that is not of the file is 40077 for each item', async () => {
    const uris = [uri('a.txt'), uri('b b.txt')]
    const reply = await ask({ uris, entity: first.primary_entity })
    const unknown = await ask({ uris: [uri('a.txt')], entity: 'zzzz' })
    const fileId = await ask({ uris: [uri('a.txt')], entity: first.id })
    expect(Object.entries(reply.aggregated_error ?? {}).map(([key, item]) => [key, item.code])).toEqual([
      [uri('b b.txt'), 40077],
    ])
    expect(unknown.aggregated_error?.[uri('a.txt')]?.code).toBe(40077)
    expect(fileId.aggregated_error?.[uri('a.txt')]?.code).toBe(40077)
  })

  test('the constant entity is a good pin for an empty file', async () => {
    const { primary_entity: zero } = await space.createEmptyFile(uri('empty'))
    const onEmpty = await ask({ uris: [uri('empty')], entity: zero })
    expect(onEmpty.code).toBe(0)
  })

  test('download is a flag outside of the signature', async () => {
    const url = await space.link(uri('b b.txt'), { download: true })
    const flagged = await fetch(url)
    const plain = await fetch(url.replace('download=true&', ''))
    expect(flagged.headers.get('content-disposition')).toMatch(/^attachment; filename=/u)
    expect([plain.status, plain.headers.get('content-disposition'), await plain.text()]).toEqual([
      200,
      null,
      'other',
    ])
    await flagged.body?.cancel()
  })

  test('redirect answers 302 for one URI and is ignored for two', async () => {
    const one = await space.api.call('/file/url', {
      method: 'POST',
      token: space.token,
      json: { uris: [uri('a.txt')], redirect: true },
    })
    const two = await ask({ uris: [uri('a.txt'), uri('b b.txt')], redirect: true })
    expect([one.status, two.code]).toEqual([302, 0])
    expect(await fetchText(space.onThisOrigin(one.headers.get('location') ?? ''))).toBe('second!')
  })

  test('a link comes from the cache unless no_cache asks for a fresh one', async () => {
    const cached = await space.link(uri('a.txt'))
    expect(await space.link(uri('a.txt'))).toBe(cached)
    const fresh = await space.links({ uris: [uri('a.txt')], no_cache: true })
    const lifeMs = Date.parse(fresh.expires ?? '') - Date.now()
    const inSign = Number(
      decodeURIComponent(fresh.urls[0]?.url ?? '')
        .split(':')
        .at(-1),
    )
    expect(inSign).toBe(Math.floor(Date.parse(fresh.expires ?? '') / 1000))
    expect(lifeMs).toBeGreaterThan(0)
  })
})
