// Links are bearer secrets: what the source throws may be printed by anybody, and holds none of them. What follows a
// redirect, and what does not.

import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { classify, isAbort } from './classify.ts'
import { createByteSource } from './open-stream.ts'
import { tellingHosts } from './told-host.ts'

const source = createByteSource({ userAgent: 'test' })
const signal = new AbortController().signal
let server: Server
let answer: (path: string, response: ServerResponse) => void
let origin: string
let seen: { path: string; headers: Record<string, unknown> }[]

beforeEach(async () => {
  seen = []
  server = createServer((request, response) => {
    seen.push({ path: request.url ?? '', headers: request.headers })
    answer(request.url ?? '', response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function errorOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

async function readAll(url: string, stop: AbortSignal = signal) {
  const { body } = await source.open({ url, signal: stop })
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

it('an address where nobody answers is told without the link', async () => {
  answer = (_path, response) => response.destroy()
  const error = await errorOf(() => source.open({ url: `${origin}/f?sign=SECRET:1`, signal }))
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('SECRET')
  expect(classify(error, 'network').kind).toBe('network')
})

it('a body that breaks off is told without the link', async () => {
  answer = (_path, response) => {
    response.writeHead(200, { 'content-length': '10' })
    response.write('12345', () => response.destroy())
  }
  const error = await errorOf(() => readAll(`${origin}/f?sign=SECRET:1`))
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('SECRET')
  expect(['network', 'truncated']).toContain(classify(error, 'network').kind)
})

it('an abort stays an abort', async () => {
  const controller = new AbortController()
  answer = () => controller.abort()
  const error = await errorOf(() =>
    source.open({ url: `${origin}/f?sign=SECRET:1`, signal: controller.signal }),
  )
  expect([isAbort(error), inspect(error, { depth: 20 }).includes('SECRET')]).toEqual([true, false])
})

it('a redirect is followed without cookies and without what the link said of its own', async () => {
  answer = (path, response) => {
    if (path.startsWith('/b')) response.end('bytes')
    else response.writeHead(302, { location: '/b', 'set-cookie': 'a=b; Path=/' }).end()
  }
  expect(await readAll(`${origin}/a?sign=SECRET:1`)).toBe('bytes')
  expect(seen.map(({ path }) => path)).toEqual(['/a?sign=SECRET:1', '/b'])
  expect(JSON.stringify(seen[1])).not.toMatch(/SECRET|cookie|authorization|referer/i)
})

it.each(['file:///etc/passwd', 'ftp://127.0.0.1/f', 'http://unix:/var/run/x.sock:/f', 'data:,x'])(
  'a redirect to %s is not followed',
  async (location) => {
    answer = (_path, response) => response.writeHead(302, { location }).end()
    const outcome = await source
      .open({ url: `${origin}/a`, signal })
      .then(({ status, discard }) => (discard(), status))
      .catch(() => 'refused')
    expect([302, 'refused']).toContain(outcome)
    expect(seen).toHaveLength(1)
  },
)

it('a kept connection that had ended is no trouble: the request is sent again on another one', async () => {
  const ports: (number | undefined)[] = []
  answer = (_path, response) => {
    const { socket } = response
    const isReused = ports.includes(socket?.remotePort)
    ports.push(socket?.remotePort)
    if (isReused) socket?.destroy()
    else response.end('bytes')
  }
  expect(await readAll(`${origin}/a`)).toBe('bytes')
  expect(await readAll(`${origin}/b`)).toBe('bytes')
  expect(seen.map(({ path }) => path)).toEqual(['/a', '/b', '/b'])
})

it('a certificate that is not trusted is told with its host, and without the link', async () => {
  const fake = await startFakeCloudreve({ tls: 'storage' })
  const url = `${fake.storageUrl}/f?sign=SECRET:1`
  const error = await errorOf(() => tellingHosts(source).open({ url, signal }))
  expect(classify(error, 'network')).toMatchObject({
    kind: 'certificate-rejected',
    detail: `${new URL(url).host} (DEPTH_ZERO_SELF_SIGNED_CERT)`,
  })
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('SECRET')
  await fake.close()
})
