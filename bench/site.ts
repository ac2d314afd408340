// The bench's own view of the server: where it is, what the bytes must be, and signed links for tools that know no
// Cloudreve.

import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

export interface BenchSite {
  readonly url: string
  readonly user: { readonly email: string; readonly password: string }
  /** Path on the site to SHA-256 in hex. */
  readonly sha256: Readonly<Record<string, string>>
  links(paths: readonly string[]): Promise<string[]>
  close(): void
}

export interface TreeShape {
  readonly bigBytes: number
  readonly smallCount: number
  readonly smallBytes: number
}

export function startSite(shape: TreeShape): Promise<BenchSite> {
  const script = new URL('./server.ts', import.meta.url)
  const child = fork(script, [shape.bigBytes, shape.smallCount, shape.smallBytes].map(String))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)))
    child.once('message', (message) => {
      const ready = message as Pick<BenchSite, 'url' | 'user' | 'sha256'>
      resolve({ ...ready, links: (paths) => mintLinks(ready, paths), close: () => child.disconnect() })
    })
  })
}

async function mintLinks(
  { url, user }: Pick<BenchSite, 'url' | 'user'>,
  paths: readonly string[],
): Promise<string[]> {
  const post = async (route: string, body: unknown, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }
    const response = await fetch(`${url}/api/v4${route}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return (await response.json()) as { data: { token: { access_token: string }; urls: { url: string }[] } }
  }
  const session = await post('/session/token', { email: user.email, password: user.password })
  const uris = paths.map((path) => `cloudreve://my${path}`)
  const reply = await post(
    '/file/url',
    { uris, download: true, no_cache: true },
    session.data.token.access_token,
  )
  return reply.data.urls.map((slot) => slot.url)
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
