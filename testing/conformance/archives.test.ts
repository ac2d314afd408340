// Archive links, for an account whose group may have them (cloudreve-api.md section 5.1).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const archiveBit = 4

describe.each(serversUnderTest())('archives from $name', (server) => {
  let space: Workspace
  beforeAll(async () => {
    space = await openWorkspace(server)
    await space.put(space.uri('docs', 'a.txt'), 'alpha')
    await space.put(space.uri('docs', 'sub', 'ü.txt'), 'umlaut'.repeat(2000))
    await space.createFolder(space.uri('docs', 'nothing'))
  })
  afterAll(() => space.close())

  const mayArchive = (): boolean => {
    const bits = Buffer.from(space.account.permission, 'base64')
    return ((bits[archiveBit >> 3] ?? 0) & (1 << (archiveBit & 7))) !== 0
  }
  const archive = async (uris: string[]) =>
    fetch(space.onThisOrigin((await space.links({ uris, archive: true })).urls[0]?.url ?? ''))

  test('a visitor has no archives', async () => {
    const json = { uris: [space.uri('docs')], archive: true }
    expect((await space.api.envelope('/file/url', { method: 'POST', json })).code).toBe(40007)
  })

  test('a folder and a file come as one stored zip without a length', async (context) => {
    if (!mayArchive()) context.skip()
    const response = await archive([space.uri('docs'), space.uri('docs', 'a.txt')])
    const bytes = Buffer.from(await response.arrayBuffer())
    const shown = ['content-type', 'content-length', 'accept-ranges', 'etag']
    expect(shown.map((name) => response.headers.get(name))).toEqual(['application/zip', null, null, null])
    expect(readNames(bytes)).toEqual(['/a.txt', '/docs/a.txt', '/docs/sub/ü.txt'])
    expect(bytes.includes('umlaut'.repeat(2000))).toBe(true)
  })

  test('a range is ignored and HEAD is 404', async (context) => {
    if (!mayArchive()) context.skip()
    const { urls } = await space.links({ uris: [space.uri('docs')], archive: true })
    const url = space.onThisOrigin(urls[0]?.url ?? '')
    const ranged = await fetch(url, { headers: { range: 'bytes=0-3' } })
    const head = await fetch(url, { method: 'HEAD' })
    await ranged.arrayBuffer()
    expect([ranged.status, head.status]).toEqual([200, 404])
  })

  test('a missing target is found only inside the download, as JSON under a zip type', async (context) => {
    if (!mayArchive()) context.skip()
    const response = await archive([space.uri('missing')])
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip'])
    expect(await response.json()).toMatchObject({ code: 40016 })
  })

  test('no targets are an empty zip', async (context) => {
    if (!mayArchive()) context.skip()
    expect((await (await archive([])).arrayBuffer()).byteLength).toBe(22)
  })
})

function readNames(zip: Buffer): string[] {
  const names: string[] = []
  for (
    let at = zip.indexOf('PK\x01\x02', 0, 'latin1');
    at >= 0;
    at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')
  ) {
    const length = zip.readUInt16LE(at + 28)
    names.push(zip.toString('utf8', at + 46, at + 46 + length))
  }
  return names.toSorted()
}
