// Change events of a folder (cloudreve-api.md section 7). One test waits for the server's own debounce.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const clientId = '0f0e7c1e-6e3d-4b0c-9f57-0a5f3c1f2a10'

describe.each(serversUnderTest())('events of $name', (server) => {
  let space: Workspace
  beforeAll(async () => {
    space = await openWorkspace(server)
    await space.put(space.uri('old.txt'), 'a')
  })
  afterAll(() => space.close())

  const open = (
    uri: string,
    headers: Record<string, string> = { 'x-cr-client-id': clientId },
    token = space.token,
  ) => space.api.call('/file/events', { query: { uri }, headers, token })
  const codeOf = async (response: Response) => ((await response.json()) as { code: number }).code

  test.each([
    ['no client id', () => open(space.uri(), {}), 40001],
    ['a client id that is no UUID', () => open(space.uri(), { 'x-cr-client-id': 'me' }), 40001],
    ['a folder that is not there', () => open(space.uri('none')), 40016],
    ['a file', () => open(space.uri('old.txt')), 40016],
    ['a visitor', () => open(space.uri(), { 'x-cr-client-id': clientId }, 'nonsense'), 401],
  ])('%s is an answer in an envelope', async (_what, ask, code) => {
    expect(await codeOf(await ask())).toBe(code)
  })

  test('the recycle bin has none: the server breaks', async () => {
    expect((await open('cloudreve://trash')).status).toBe(500)
  })

  test('what happens below comes as frames without a space behind the colon', async () => {
    const response = await open(space.uri())
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/u)
    const reader = response.body?.getReader()
    let text = ''
    const readUntil = async (wanted: RegExp) => {
      while (!wanted.test(text)) {
        const next = await reader?.read()
        if (next === undefined || next.done) break
        text += new TextDecoder().decode(next.value)
      }
    }
    await readUntil(/\n\n/u)
    await space.createFolder(space.uri('sub', 'new folder'))
    await space.put(space.uri('old.txt'), 'changed')
    await readUntil(/modify/u)
    await reader?.cancel()
    const [first = '', ...events] = text.split('\n\n').filter((frame) => frame !== '')
    expect(first).toBe('event:subscribed\ndata:<nil>')
    const changes = events.map(
      (frame) => JSON.parse(frame.replace('event:event\ndata:', '')) as Record<string, string>,
    )
    expect(changes.map(({ type, from }) => `${type ?? ''} ${from ?? ''}`).toSorted()).toEqual([
      'create /sub',
      'create /sub/new folder',
      'modify /old.txt',
    ])
  })
})
