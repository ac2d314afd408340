// Password sign-in and the token chain (cloudreve-api.md sections 3.1 and 3.2).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInShape, tokenShape } from './replies.ts'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

describe.each(serversUnderTest())('signing in at $name', (server) => {
  let space: Workspace
  beforeAll(async () => {
    space = await openWorkspace(server)
  })
  afterAll(() => space.close())

  const post = (path: string, json: unknown) => space.api.envelope(path, { method: 'POST', json })
  const signIn = async () => {
    const { email, password } = space.account
    return signInShape.parse((await post('/session/token', { email, password })).data).token
  }

  test('prepare knows the account and refuses a stranger', async () => {
    const known = await space.api.envelope('/session/prepare', { query: { email: space.account.email } })
    const stranger = await space.api.envelope('/session/prepare', { query: { email: 'nobody@example.org' } })
    expect(known.data).toMatchObject({ password_enabled: true })
    expect(stranger.code).toBe(404)
  })

  test('wrong passwords and unknown accounts are the same 40080', async () => {
    const wrong = await post('/session/token', { email: space.account.email, password: 'not the password' })
    const unknown = await post('/session/token', {
      email: 'nobody@example.org',
      password: 'not the password',
    })
    expect([wrong.code, unknown.code]).toEqual([40080, 40080])
  })

  test('a malformed e-mail is a binding error', async () => {
    expect((await post('/session/token', { email: 'x', password: 'long enough' })).code).toBe(40001)
  })

  test('a refresh issues a new pair and the older refresh token stays good', async () => {
    const first = await signIn()
    const second = tokenShape.parse(
      (await post('/session/token/refresh', { refresh_token: first.refresh_token })).data,
    )
    const again = await post('/session/token/refresh', { refresh_token: first.refresh_token })
    const me = await space.api.envelope('/user/me', { token: second.access_token })
    expect([me.code, again.code]).toEqual([0, 0])
  })

  test('signing out revokes the whole chain while access tokens live on', async () => {
    const first = await signIn()
    const refreshed = await post('/session/token/refresh', { refresh_token: first.refresh_token })
    const second = tokenShape.parse(refreshed.data)
    const out = await space.api.envelope('/session/token', {
      method: 'DELETE',
      json: { refresh_token: second.refresh_token },
    })
    const older = await post('/session/token/refresh', { refresh_token: first.refresh_token })
    const newer = await post('/session/token/refresh', { refresh_token: second.refresh_token })
    const me = await space.api.envelope('/user/me', { token: first.access_token })
    expect([out.code, older.code, newer.code, me.code]).toEqual([0, 40020, 40020, 0])
  })

  test.each([
    ['garbage', 'garbage'],
    ['an empty token', ''],
  ])('refreshing or revoking %s fails', async (_, token) => {
    const refresh = await post('/session/token/refresh', { refresh_token: token })
    const out = await space.api.envelope('/session/token', {
      method: 'DELETE',
      json: { refresh_token: token },
    })
    const code = token === '' ? 40001 : 40020
    expect([refresh.code, out.code]).toEqual([code, code])
  })

  test('a second factor without a session is 404', async () => {
    const json = { otp: '123456', session_id: '7d9c1c07-60a4-4f0e-9d0c-2f3c7d6f9a11' }
    expect((await post('/session/token/2fa', json)).code).toBe(404)
  })
})
