// A client for the fake's own tests that hides nothing: every byte, every header, and how the connection ended.
// Not for product tests; those use the product's client.
import { request, type IncomingHttpHeaders } from 'node:http'

export interface RawAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** `complete` as promised, `broken` mid-body, `refused` before an answer, `given up` after the idle limit. */
  ended: 'complete' | 'broken' | 'given up' | 'refused'
}

export interface RawGet {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** Gives up when nothing arrives for so long. */
  idleMs?: number
}

export function rawGet(url: string, options: RawGet = {}): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const answer: RawAnswer = { status: 0, headers: {}, body: Buffer.alloc(0), ended: 'refused' }
    const chunks: Buffer[] = []
    const settle = (ended: RawAnswer['ended']): void => {
      resolve({ ...answer, body: Buffer.concat(chunks), ended })
    }
    const { method = 'GET', headers = {} } = options
    const sent = request(url, { method, headers, agent: false }, (response) => {
      answer.status = response.statusCode ?? 0
      answer.headers = response.headers
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        settle(response.complete ? 'complete' : 'broken')
      })
      response.on('error', () => {
        settle('broken')
      })
    })
    if (options.idleMs !== undefined) {
      sent.setTimeout(options.idleMs, () => {
        settle('given up')
        sent.destroy()
      })
    }
    sent.on('error', () => {
      settle(answer.status === 0 ? 'refused' : 'broken')
    })
    sent.end(options.body)
  })
}
