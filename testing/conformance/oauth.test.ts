// Signing in by the site's own page, as far as a client without a browser can go, and what a site tells of a user
// (cloudreve-api.md sections 2 and 3.3). A real server older than 4.12 knows none of the OAuth routes.
import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { tokenShape } from './replies.ts'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const clientId = '393a1839-f52e-498e-9972-e77cc2241eee'
const secret = '8GaQIu3lOSdqYoDHi9cR8IZ4pvuMH8ya'
const scopes = 'profile email openid offline_access UserInfo.Write Workflow.Write Files.Write Shares.Write'
const appShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  consented_scopes: z.array(z.string()).optional(),
})
const issuedShape = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  refresh_token_expires_in: z.number(),
  token_type: z.literal('Bearer'),
})
const refusedShape = z.looseObject({ error: z.string(), error_codes: z.array(z.number()).min(1) })

describe.each(serversUnderTest())('OAuth at $name', (server) => {
  let space: Workspace
  let known: boolean
  beforeAll(async () => {
    space = await openWorkspace(server)
    known = (await space.api.call(`/session/oauth/app/${clientId}`)).status === 200
  })
  afterAll(() => space.close())

  const consent = async (verifier: string, body: Record<string, unknown> = {}) => {
    const reply = await space.call('/session/oauth/consent', {
      method: 'POST',
      json: {
        client_id: clientId,
        response_type: 'code',
        redirect_uri: '/callback/desktop',
        state: 'a state',
        scope: scopes,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...body,
      },
    })
    return reply
  }
  const codeFor = async (verifier: string) =>
    z.looseObject({ code: z.string(), state: z.literal('a state') }).parse((await consent(verifier)).data)
      .code
  const exchange = (fields: Record<string, string>) =>
    space.api.call('/session/oauth/token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new TextEncoder().encode(
        new URLSearchParams({
          ...{ client_id: clientId, client_secret: secret, grant_type: 'authorization_code' },
          ...fields,
        }).toString(),
      ),
    })
  const newVerifier = () => randomBytes(48).toString('base64url')

  test('the built-in client is known, another one is 404', async ({ skip }) => {
    if (!known) skip()
    const app = await space.api.envelope(`/session/oauth/app/${clientId}`)
    expect(appShape.parse(app.data).id).toBe(clientId)
    const stranger = await space.api.envelope('/session/oauth/app/7d9c1c07-60a4-4f0e-9d0c-2f3c7d6f9a11')
    expect(stranger.code).toBe(404)
  })

  test('a code and its verifier become a pair that is refreshed like any other', async ({ skip }) => {
    if (!known) skip()
    const verifier = newVerifier()
    const answer = await exchange({ code: await codeFor(verifier), code_verifier: verifier })
    const issued = issuedShape.parse(await answer.json())
    const me = await space.api.envelope('/user/me', { token: issued.access_token })
    const refreshed = await space.api.envelope('/session/token/refresh', {
      method: 'POST',
      json: { refresh_token: issued.refresh_token },
    })
    tokenShape.parse(refreshed.data)
    expect([answer.status, me.data]).toEqual([200, expect.objectContaining({ id: space.account.id })])
    const app = await space.call(`/session/oauth/app/${clientId}`)
    expect(appShape.parse(app.data).consented_scopes?.length).toBeGreaterThan(0)
  })

  test('a wrong verifier is HTTP 400, and has used the code up', async ({ skip }) => {
    if (!known) skip()
    const verifier = newVerifier()
    const code = await codeFor(verifier)
    const wrong = await exchange({ code, code_verifier: newVerifier() })
    const late = await exchange({ code, code_verifier: verifier })
    expect([wrong.status, late.status]).toEqual([400, 400])
    refusedShape.parse(await wrong.json())
  })

  test('another grant type is a binding error with HTTP 200', async ({ skip }) => {
    if (!known) skip()
    const answer = await exchange({ grant_type: 'refresh_token', refresh_token: space.refreshToken })
    expect([answer.status, await answer.json()]).toMatchObject([200, { code: 40001 }])
  })

  test('a redirect or a scope that is not registered is refused', async ({ skip }) => {
    if (!known) skip()
    const elsewhere = await consent(newVerifier(), { redirect_uri: 'https://evil.example.org/cb' })
    const more = await consent(newVerifier(), { scope: `${scopes} Admin.Write` })
    expect([elsewhere.code === 0, more.code === 0]).toEqual([false, false])
  })

  test('consenting needs a signed-in user', async ({ skip }) => {
    if (!known) skip()
    const json = {
      client_id: clientId,
      response_type: 'code',
      redirect_uri: '/callback/desktop',
      scope: scopes,
    }
    const reply = await space.api.envelope('/session/oauth/consent', { method: 'POST', json })
    expect(reply.code).toBe(401)
  })
})

describe.each(serversUnderTest())('a user at $name', (server) => {
  let space: Workspace
  beforeAll(async () => {
    space = await openWorkspace(server)
  })
  afterAll(() => space.close())

  test('has a public profile', async () => {
    const own = await space.api.envelope(`/user/info/${space.account.id}`)
    expect(own).toMatchObject({ code: 0, data: { id: space.account.id } })
  })

  test('has so much room, in bytes', async () => {
    const { data } = await space.call('/user/capacity')
    const { total, used } = z.looseObject({ total: z.number(), used: z.number() }).parse(data)
    expect(used).toBeLessThanOrEqual(total)
    expect((await space.api.envelope('/user/capacity')).code).toBe(401)
  })
})
