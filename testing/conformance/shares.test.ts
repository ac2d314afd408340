// Shares: listing, passwords, counters, the short link (cloudreve-api.md sections 5 and 10).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linksShape, listingShape, shareInfoShape } from './replies.ts'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

describe.each(serversUnderTest())('shares at $name', (server) => {
  let space: Workspace
  beforeAll(async () => {
    space = await openWorkspace(server)
    await space.put(space.uri('shared', 'a.txt'), 'alpha')
    await space.put(space.uri('shared', 'in', 'b.txt'), 'beta')
  })
  afterAll(() => space.close())

  const share = async (
    uri: string,
    options: Record<string, unknown> = {},
  ): Promise<{ id: string; url: string }> => {
    const reply = await space.call('/share', { method: 'PUT', json: { uri, ...options } })
    const url = String(reply.data)
    return { id: new URL(url).pathname.split('/')[2] ?? '', url }
  }
  const visit = (uri: string) => space.api.envelope('/file', { query: { uri } })
  const visitLinks = (uris: string[]) => space.api.envelope('/file/url', { method: 'POST', json: { uris } })

  test('a visitor lists a shared folder and downloads from it', async () => {
    const { id } = await share(space.uri('shared'))
    const root = listingShape.parse((await visit(`cloudreve://${id}@share`)).data)
    const inner = listingShape.parse((await visit(`cloudreve://${id}@share/in`)).data)
    const links = linksShape.parse((await visitLinks([`cloudreve://${id}@share/in/b.txt`])).data)
    const body = await (await fetch(space.onThisOrigin(links.urls[0]?.url ?? ''))).text()
    expect(root.files.map((file) => file.path)).toEqual([
      `cloudreve://${id}@share/in`,
      `cloudreve://${id}@share/a.txt`,
    ])
    expect(inner.files.map((file) => file.path)).toEqual([`cloudreve://${id}@share/in/b.txt`])
    expect(body).toBe('beta')
  })

  test('a share of one file shows it in single-file view', async () => {
    const { id } = await share(space.uri('shared', 'a.txt'))
    const root = listingShape.parse((await visit(`cloudreve://${id}@share`)).data)
    const itself = listingShape.parse((await visit(`cloudreve://${id}@share/a.txt`)).data)
    expect([root.single_file_view, itself.single_file_view]).toEqual([true, true])
    expect(root.files.map((file) => file.path)).toEqual([`cloudreve://${id}@share/a.txt`])
    expect(itself.files.map((file) => file.path)).toEqual([`cloudreve://${id}@share/a.txt`])
    expect(root.pagination.next_token).toBeUndefined()
    const asFolder = await visitLinks([`cloudreve://${id}@share`])
    expect(asFolder.aggregated_error?.[`cloudreve://${id}@share`]?.code).toBe(40077)
  })

  test('a password opens listing and links, and its absence is 40069', async () => {
    const { id, url } = await share(space.uri('shared'), { is_private: true, password: 'pw1' })
    const locked = await visit(`cloudreve://${id}@share`)
    const wrong = await visit(`cloudreve://${id}:nope@share`)
    const open = listingShape.parse((await visit(`cloudreve://${id}:pw1@share`)).data)
    expect(new URL(url).pathname).toBe(`/s/${id}/pw1`)
    expect([locked.code, wrong.code]).toEqual([40069, 40069])
    expect(open.files.map((file) => file.path)).toEqual([
      `cloudreve://${id}:pw1@share/in`,
      `cloudreve://${id}:pw1@share/a.txt`,
    ])
  })

  test('share info without the password is reduced, not refused', async () => {
    const { id } = await share(space.uri('shared', 'a.txt'), {
      is_private: true,
      password: 'pw1',
      downloads: 5,
    })
    const info = async (query: Record<string, string>) =>
      shareInfoShape.parse((await space.api.envelope(`/share/info/${id}`, { query })).data)
    expect(await info({})).toMatchObject({ id, name: 'a.txt', unlocked: false })
    expect((await info({})).remain_downloads).toBeUndefined()
    expect(await info({ password: 'wrong' })).toMatchObject({ unlocked: false })
    expect(await info({ password: 'pw1' })).toMatchObject({ unlocked: true, remain_downloads: 5 })
  })

  test('every minted link counts, cached or not, and a used-up share is 404', async () => {
    const { id } = await share(space.uri('shared', 'a.txt'), { downloads: 2 })
    const uri = `cloudreve://${id}@share/a.txt`
    const codes = []
    for (let round = 0; round < 3; round += 1) {
      const reply = await visitLinks([uri])
      codes.push(reply.aggregated_error?.[uri]?.code ?? reply.code)
    }
    const info = await space.api.envelope(`/share/info/${id}`)
    expect([...codes, info.code]).toEqual([0, 0, 404, 404])
  })

  test('one request may mint more links than the share has left', async () => {
    const { id } = await share(space.uri('shared', 'a.txt'), { downloads: 1 })
    const uri = `cloudreve://${id}@share/a.txt`
    const both = await visitLinks([uri, uri])
    const after = await visitLinks([uri])
    expect([both.code, after.aggregated_error?.[uri]?.code]).toEqual([0, 404])
  })

  test('an unknown share is an error, and so is its info', async () => {
    const listing = await visit('cloudreve://zzzzzzzz@share')
    const info = await space.api.envelope('/share/info/zzzzzzzz')
    expect([listing.code, info.code]).toEqual([404, 40001])
  })

  test('the short link leads to the page that opens the share', async () => {
    const { id } = await share(space.uri('shared'))
    const location = async (path: string): Promise<[number, string | null]> => {
      const response = await fetch(`${space.api.url}${path}`, { redirect: 'manual' })
      await response.text()
      return [response.status, response.headers.get('location')]
    }
    expect(await location(`/s/${id}`)).toEqual([302, `/home?path=cloudreve%3A%2F%2F${id}%40share`])
    expect(await location(`/s/${id}/pw`)).toEqual([302, `/home?path=cloudreve%3A%2F%2F${id}%3Apw%40share`])
  })
})
