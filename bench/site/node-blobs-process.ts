// The process behind node-blobs.ts. Serves `blobs/` to any link that ends with a blob's name, and `tree/` with a listing.

import { appendFileSync, writeFileSync } from 'node:fs'
import { open, readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { cappedBytesPerSecond, slowBytesPerSecond, tempers } from './blob-server.ts'
import type { BlobServerOptions, Temper } from './blob-server.ts'

const order = JSON.parse(process.argv[2] ?? '{}') as BlobServerOptions & { log: string }
const pieceBytes = 1_048_576
const rates: Partial<Record<Temper, number>> = { capped: cappedBytesPerSecond, slow: slowBytesPerSecond }
let requests = 0

async function answer(temper: Temper, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
  if (path === '/requests') {
    response.end(String(requests))
    return
  }
  requests += 1
  if (path.startsWith('/tree/') && path.endsWith('/')) {
    const names = await readdir(join(order.root, path))
    const links = names.map((name) => `<a href="${name}">${name}</a>`).join('\n')
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<html><body>${links}</body></html>`)
    return
  }
  const file = await open(
    path.startsWith('/tree/') ? join(order.root, path) : join(order.root, 'blobs', basename(path)),
  )
  try {
    const { size, mtimeMs } = await file.stat()
    const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
    const start = Number(asked?.[1] ?? 0)
    const end = asked?.[2] === undefined || asked[2] === '' ? size : Math.min(size, Number(asked[2]) + 1)
    response.writeHead(asked === null ? 200 : 206, {
      'content-length': end - start,
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      'last-modified': new Date(mtimeMs).toUTCString(),
      etag: `"${String(Math.floor(mtimeMs))}-${String(size)}"`,
      ...(asked === null ? {} : { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
    })
    const sent =
      request.method === 'HEAD' ? 0 : await send(response, { file, start, end, rate: rates[temper] })
    response.end()
    if (temper === 'logged') appendFileSync(order.log, `${request.headers.range ?? '-'} ${String(sent)}\n`)
  } finally {
    await file.close()
  }
}

interface Span {
  readonly file: Awaited<ReturnType<typeof open>>
  readonly start: number
  readonly end: number
  readonly rate: number | undefined
}

async function send(response: ServerResponse, { file, start, end, rate }: Span): Promise<number> {
  const begun = performance.now()
  const step = rate === undefined ? pieceBytes : Math.min(pieceBytes, rate / 20)
  let at = start
  while (at < end && !response.destroyed) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(step), 0, Math.min(step, end - at), at)
    at += bytesRead
    if (!response.write(buffer.subarray(0, bytesRead))) {
      await new Promise<void>((resolve) => {
        response.once('drain', resolve)
        response.once('close', resolve)
      })
    }
    if (rate !== undefined)
      await passing(Math.max(0, ((at - start) / rate) * 1000 - (performance.now() - begun)))
  }
  return at - start
}

writeFileSync(order.log, '')
const [cert, key] = await Promise.all([readFile(order.certificate), readFile(order.key)])
const origins = await Promise.all(
  tempers.map(async (temper) => {
    const handle = (request: IncomingMessage, response: ServerResponse) =>
      void answer(temper, request, response).catch(() => response.writeHead(404).end())
    const server = temper === 'tls' ? createTlsServer({ cert, key }, handle) : createServer(handle)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return [temper, `${temper === 'tls' ? 'https' : 'http'}://127.0.0.1:${String(port)}`] as const
  }),
)
process.send?.(Object.fromEntries(origins))
process.once('disconnect', () => process.exit(0))
