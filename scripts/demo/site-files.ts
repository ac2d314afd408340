// Every file of the demo's site with its size, asked from the site itself: what was downloaded is judged by this list and
// not by what the product says about itself.

import { z } from 'zod'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

export interface SiteFile {
  readonly uri: string
  /** Path in the account's files, decoded. */
  readonly path: string
  readonly sizeBytes: number
}

const tokenShape = z.object({ data: z.object({ token: z.object({ access_token: z.string() }) }) })
const pageShape = z.object({
  data: z.object({
    files: z.array(z.object({ type: z.number(), path: z.string(), size: z.number() })),
    pagination: z.object({ next_token: z.string().optional() }),
  }),
})

export async function listSiteFiles(fake: FakeCloudreve): Promise<readonly SiteFile[]> {
  const token = await signIn(fake)
  const folders = ['cloudreve://my']
  const files: SiteFile[] = []
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let next: string | undefined
    do {
      const query = new URLSearchParams({ uri: folder, page_size: '2000', order_by: 'name' })
      if (next !== undefined) query.set('next_page_token', next)
      const headers = { authorization: `Bearer ${token}` }
      const reply = await fetch(`${fake.url}/api/v4/file?${query.toString()}`, { headers })
      const { data } = pageShape.parse(await reply.json())
      for (const { type, path, size } of data.files) {
        if (type === 1) folders.push(path)
        else files.push({ uri: path, path: pathOf(path), sizeBytes: size })
      }
      next = data.pagination.next_token
    } while (next !== undefined)
  }
  return files
}

async function signIn({ url, user }: FakeCloudreve): Promise<string> {
  const reply = await fetch(`${url}/api/v4/session/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: user.email, password: user.password }),
  })
  return tokenShape.parse(await reply.json()).data.token.access_token
}

function pathOf(uri: string): string {
  return decodeURIComponent(uri.replace(/^cloudreve:\/\/my/, ''))
}
