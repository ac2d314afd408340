// A signed-in caller for the fake's own tests.
import { z } from 'zod'
import type { FakeCloudreve, FakeUser } from './fake-cloudreve.ts'
import { rawGet, type RawAnswer } from './raw-get.ts'

const signedIn = z.object({
  data: z.object({ token: z.object({ access_token: z.string(), refresh_token: z.string() }) }),
})
const minted = z.object({ data: z.object({ urls: z.array(z.object({ url: z.string() })) }) })

export interface TestSession {
  accessToken: string
  refreshToken: string
  get(path: string): Promise<RawAnswer>
  post(path: string, json: unknown): Promise<RawAnswer>
  /** A link to the current version of a file. */
  link(path: string, body?: Record<string, unknown>): Promise<string>
}

export async function signIn(fake: FakeCloudreve, user: FakeUser = fake.user): Promise<TestSession> {
  const { email, password } = user
  const api = `${fake.url}/api/v4`
  const answer = await rawGet(`${api}/session/token`, {
    method: 'POST',
    body: JSON.stringify({ email, password }),
  })
  const { token } = signedIn.parse(JSON.parse(answer.body.toString('utf8'))).data
  const headers = { authorization: `Bearer ${token.access_token}` }
  const post = (path: string, json: unknown): Promise<RawAnswer> =>
    rawGet(`${api}${path}`, { method: 'POST', headers, body: JSON.stringify(json) })
  return {
    accessToken: token.access_token,
    refreshToken: token.refresh_token,
    get: (path) => rawGet(`${api}${path}`, { headers }),
    post,
    link: async (path, body = {}) => {
      const uri = `cloudreve://my${path.split('/').map(encodeURIComponent).join('/')}`
      const reply = await post('/file/url', { uris: [uri], ...body })
      return minted.parse(JSON.parse(reply.body.toString('utf8'))).data.urls[0]?.url ?? ''
    },
  }
}
