// Hostile and unusual names make the round trip unchanged; what the validator refuses is refused
// (cloudreve-api.md section 1.5).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const hostile = [
  'caf\u00e9.txt',
  'cafe\u0301.txt',
  'Case.txt',
  'case.txt',
  'CON',
  'aux.txt',
  'trailing dot.',
  'trailing space ',
  ' leading space',
  '-rf',
  '.hidden',
  '100%.txt',
  '%41.txt',
  'a+b.txt',
  'hash#tag.txt',
  'semi;colon&amp=1.txt',
  "quote'(paren)!~.txt",
  'new\nline.txt',
  'tab\tbed.txt',
  '\u202eevil.txt',
  '\u{1f600}\u{1f469}\u200d\u{1f4bb}.txt',
  '日本語.txt',
]

// Made empty: a local storage policy may prefix the blob's name on disk and then fails to store content at this length.
const longest = ['n'.repeat(255), `${'é'.repeat(127)}x`]

const illegal = ['a:b', 'a*b', 'a?b', 'a"b', 'a<b', 'a>b', 'a|b', 'a\\b', 'n'.repeat(256), 'é'.repeat(128)]

describe.each(serversUnderTest())('names at $name', (server) => {
  let space: Workspace
  beforeAll(async () => {
    space = await openWorkspace(server)
    for (const name of hostile) await space.put(space.uri('names', name), name)
  })
  afterAll(() => space.close())

  test('a listing tells every name and an encoded path that leads back to it', async () => {
    const listing = await space.list(space.uri('names'), { page_size: '1000' })
    expect(listing.files.map((file) => file.name).toSorted()).toEqual(hostile.toSorted())
    expect(listing.files.map((file) => file.path).toSorted()).toEqual(
      hostile.map((name) => space.uri('names', name)).toSorted(),
    )
  })

  test.each(longest)('a name of 255 bytes is kept: %j', async (name) => {
    const made = await space.createEmptyFile(space.uri('long', name))
    const listing = await space.list(space.uri('long'))
    expect([made.name, made.path]).toEqual([name, space.uri('long', name)])
    expect(listing.files.map((file) => file.name)).toContain(name)
  })

  test('every name downloads its own bytes', async () => {
    const links = await space.links({ uris: hostile.map((name) => space.uri('names', name)) })
    const bodies = []
    for (const { url } of links.urls) bodies.push(await (await fetch(space.onThisOrigin(url))).text())
    expect(bodies).toEqual(hostile)
  })

  test.each(illegal)('the name %j is refused', async (name) => {
    const json = { uri: space.uri('illegal', name), type: 'file' }
    expect((await space.call('/file/create', { method: 'POST', json })).code).toBe(40052)
  })

  test('dot segments and double slashes are cleaned', async () => {
    const listing = await space.list(`${space.uri('x')}//../names/./`, { page_size: '1000' })
    expect(listing.files).toHaveLength(hostile.length)
  })

  test('the path is case-sensitive', async () => {
    expect((await space.call('/file', { query: { uri: space.uri('Names') } })).code).toBe(40016)
  })
})
