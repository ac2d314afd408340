// The envelope, errors under HTTP 200, correlation ids, and who a bearer speaks for (cloudreve-api.md sections 1 and 2).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anyOf, matching } from './matchers.ts'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const correlation = '7d9c1c07-60a4-4f0e-9d0c-2f3c7d6f9a11'

describe.each(serversUnderTest())('the envelope of $name', (server) => {
  let space: Workspace
  beforeAll(async () => {
    space = await openWorkspace(server)
    await space.put(space.uri('a.txt'), 'alpha')
  })
  afterAll(() => space.close())

  test('ping answers a version string', async () => {
    const reply = await space.api.envelope('/site/ping')
    expect([reply.code, reply.msg]).toEqual([0, ''])
    expect(reply.data).toMatch(/^\d+\.\d+\.\d+/u)
  })

  test('the basic section names the instance, and any unknown section is the basic one', async () => {
    const basic = await space.api.envelope('/site/config/basic')
    const unknown = await space.api.envelope('/site/config/nonsense')
    expect(basic.data).toMatchObject({ instance_id: matching(/^[0-9a-f-]{36}$/u) })
    expect(unknown.data).toEqual(basic.data)
  })

  test('the explorer section tells the batch limit', async () => {
    const reply = await space.api.envelope('/site/config/explorer')
    expect(reply.data).toMatchObject({ max_batch_size: anyOf(Number) })
  })

  test('a captcha is a PNG data URL with a ticket', async () => {
    const reply = await space.api.envelope('/site/captcha')
    expect(reply.data).toMatchObject({
      image: matching(/^data:image\/png;base64,iVBOR/u),
      ticket: matching(/.+/u),
    })
  })

  test('an error is HTTP 200 JSON that is not cached and echoes the correlation id', async () => {
    const response = await space.api.call('/file', {
      query: { uri: space.uri('missing') },
      token: space.token,
      headers: { 'x-cr-correlation-id': correlation },
    })
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toEqual({ code: 40016, msg: 'Path not exist', correlation_id: correlation })
  })

  test('a binding error is 40001 without a correlation id', async () => {
    const reply = await space.call('/file', { headers: { 'x-cr-correlation-id': correlation } })
    expect([reply.code, reply.correlation_id]).toEqual([40001, undefined])
  })

  test('an unknown API route is HTTP 404 text', async () => {
    const response = await space.api.call('/no/such/route')
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/u)
    expect(await response.text()).toBe('404 page not found')
  })

  test('the site root is a web page', async () => {
    const response = await fetch(`${space.api.url}/`)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/html/u),
    ])
  })

  test.each([
    ['no token', undefined],
    ['a token nobody signed', 'not.a.token'],
  ])('%s is a visitor: 401 on what needs an account, success on what does not', async (_, token) => {
    const me = await space.api.envelope('/user/me', { token })
    const listing = await space.api.envelope('/file', { token, query: { uri: 'cloudreve://my' } })
    const basic = await space.api.envelope('/site/config/basic', { token })
    expect([me.code, listing.code, basic.code]).toEqual([401, 401, 0])
  })

  test('a lower-case bearer prefix is a visitor', async () => {
    const reply = await space.api.envelope('/user/me', {
      headers: { authorization: `bearer ${space.token}` },
    })
    expect(reply.code).toBe(401)
  })

  test('a refresh token as bearer is 40020', async () => {
    const reply = await space.api.envelope('/user/me', { token: space.refreshToken })
    expect(reply.code).toBe(40020)
  })

  test('a visitor asking for a link gets the 401 inside 40081', async () => {
    const uri = space.uri('a.txt')
    const reply = await space.api.envelope('/file/url', { method: 'POST', json: { uris: [uri] } })
    expect([reply.code, reply.data]).toEqual([40081, undefined])
    expect(reply.aggregated_error?.[uri]?.code).toBe(401)
  })

  test.each([
    ['an unknown file system', 'cloudreve://foo/a', -1],
    ['another scheme', 'file://my/a', 40001],
    ['a stray percent sign', 'cloudreve://my/100%', 40001],
    ['the host in capitals', 'cloudreve://MY', 0],
  ])('listing %s is %s => %i', async (_, uri, code) => {
    expect((await space.call('/file', { query: { uri } })).code).toBe(code)
  })

  test('the account pages need no more than the bearer', async () => {
    const me = await space.call('/user/me')
    const capacity = await space.call('/user/capacity')
    const setting = await space.call('/user/setting')
    expect(me.data).toMatchObject({ id: space.account.id, email: space.account.email })
    expect(capacity.data).toMatchObject({ total: anyOf(Number), used: anyOf(Number) })
    expect(setting.data).toMatchObject({ two_fa_enabled: anyOf(Boolean) })
  })
})
