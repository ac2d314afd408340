// Raw HTTP against a server under test: no client code of the product, so that a fact is checked and not a belief.
import { envelopeShape, type Envelope } from './replies.ts'

export interface RawCall {
  method?: string
  query?: Record<string, string>
  json?: unknown
  body?: Uint8Array<ArrayBuffer>
  token?: string | undefined
  headers?: Record<string, string>
}

export interface RawApi {
  readonly url: string
  call(path: string, call?: RawCall): Promise<Response>
  /** The envelope of a call that must answer HTTP 200. */
  envelope(path: string, call?: RawCall): Promise<Envelope>
}

export function createRawApi(url: string): RawApi {
  const call = (path: string, options: RawCall = {}): Promise<Response> => {
    const query = options.query === undefined ? '' : `?${String(new URLSearchParams(options.query))}`
    const headers: Record<string, string> = { ...options.headers }
    if (options.token !== undefined) headers['authorization'] = `Bearer ${options.token}`
    if (options.json !== undefined) headers['content-type'] = 'application/json'
    const body = options.json === undefined ? options.body : JSON.stringify(options.json)
    return fetch(`${url}/api/v4${path}${query}`, {
      method: options.method ?? 'GET',
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    })
  }
  return {
    url,
    call,
    envelope: async (path, options) => {
      const response = await call(path, options)
      if (response.status !== 200) throw new Error(`HTTP ${String(response.status)} for ${path}`)
      return envelopeShape.parse(await response.json())
    },
  }
}
