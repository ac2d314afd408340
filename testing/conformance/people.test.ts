// Whose a share is, where it lies, what a shortcut leads to, and pictures of people (cloudreve-api.md sections 2 and 10).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fileShape } from './replies.ts'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const shareShape = z.looseObject({
  id: z.string(),
  unlocked: z.boolean(),
  url: z.string(),
  password: z.string().optional(),
  source_type: z.number(),
  source_uri: z.string().optional(),
  owner: z.looseObject({ id: z.string(), nickname: z.string() }),
})
const profileShape = z.looseObject({ id: z.string(), nickname: z.string(), avatar: z.string().optional() })

describe.each(serversUnderTest())('shares and people at $name', (server) => {
  let space: Workspace
  let protectedShare: string
  beforeAll(async () => {
    space = await openWorkspace(server)
    await space.put(space.uri('shared', 'a.txt'), 'alpha')
    protectedShare = await share(space.uri('shared', 'a.txt'), { is_private: true, password: 'pw1' })
  })
  afterAll(() => space.close())

  const share = async (uri: string, options: Record<string, unknown> = {}): Promise<string> => {
    const { data } = await space.call('/share', { method: 'PUT', json: { uri, ...options } })
    return new URL(String(data)).pathname.split('/')[2] ?? ''
  }

  test('a share tells everybody whose it is, locked or not', async () => {
    const info = await space.api.envelope(`/share/info/${protectedShare}`)
    const told = shareShape.parse(info.data)
    expect([told.owner.id, told.unlocked]).toEqual([space.account.id, false])
  })

  test('its owner is told the password, and with it where the thing lies', async () => {
    const path = `/share/info/${protectedShare}`
    const own = shareShape.parse((await space.call(path)).data)
    expect([new URL(own.url).pathname, own.password]).toEqual([`/s/${protectedShare}/pw1`, 'pw1'])
    const bare = await space.call(path, { query: { owner_extended: 'true' } })
    expect(bare.code).toBe(40069)
    const query = { owner_extended: 'true', password: 'pw1' }
    const extended = shareShape.parse((await space.call(path, { query })).data)
    const folder = space.uri('shared').replace('cloudreve://my/', `cloudreve://${space.account.id}@my/`)
    expect([extended.source_type, extended.source_uri]).toEqual([0, folder])
  })

  test('a shortcut stands in what is shared with me under its id, and nothing walks into it', async () => {
    const id = await share(space.uri('shared'))
    const target = `cloudreve://${id}@share`
    const made = await space.call('/file/create', {
      method: 'POST',
      json: { uri: space.uri('short'), type: 'folder', metadata: { 'sys:shared_redirect': target } },
    })
    const { id: fileId } = fileShape.parse(made.data)
    const shared = await space.list('cloudreve://shared_with_me', { page_size: '200' })
    const entry = shared.files.find((file) => file.id === fileId)
    expect([entry?.path, entry?.metadata]).toEqual([
      `cloudreve://shared_with_me/${fileId}`,
      { 'sys:shared_redirect': target },
    ])
    const asked = async (query: Record<string, string>, path = '/file/info') =>
      (await space.call(path, { query })).code
    expect([
      await asked({ uri: space.uri('short') }, '/file'),
      await asked({ uri: `cloudreve://shared_with_me/${fileId}` }, '/file'),
      await asked({ uri: `cloudreve://shared_with_me/${fileId}` }),
      await asked({ id: fileId }),
    ]).toEqual([403, 40016, 40016, 0])
  })

  test('a picture is the site’s own where the profile says so, and asks for no token', async () => {
    const profile = profileShape.parse((await space.api.envelope(`/user/info/${space.account.id}`)).data)
    const answer = await space.api.call(`/user/avatar/${space.account.id}`)
    const status = { file: 200, gravatar: 302, none: 404 }[profile.avatar ?? 'none']
    expect(answer.status).toBe(status)
    if (status === 200) expect(answer.headers.get('content-type')).toMatch(/^image\//)
  })

  test('the picture of nobody is an error of its id', async () => {
    expect((await space.api.envelope('/user/avatar/none')).code).toBe(40001)
  })
})
