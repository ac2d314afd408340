// Bytes of remote files on the page's HTTP server, streamed as they come. Who asks has been checked before.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ServeRemote } from '../../host/remote/remote-files.ts'

/** False where the address is none of a remote file. */
export async function answerRemote(
  serveRemote: ServeRemote,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const { method = 'GET', url = '/', headers } = request
  const reply = await serveRemote({ method, url, range: headers.range, signal: gone.signal })
  if (reply === undefined) return false
  response.writeHead(reply.status, reply.headers)
  if (reply.body === undefined || method === 'HEAD') {
    response.end()
    return true
  }
  try {
    await pipeline(Readable.from(reply.body), response)
  } catch {
    // Too late for another status: the page sees that it broke off.
    response.destroy()
  }
  return true
}
