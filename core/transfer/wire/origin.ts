// Where a URL leads and what is asked there. URLs that carry credentials, or are not HTTP, are nobody's business here.

import { isIP } from 'node:net'
import type { Trust } from '../../ports/trust.ts'
import type { Way } from '../../ports/ways.ts'

export interface Origin {
  /** `https://host:port`, for maps; with what is believed of certificates there, where that is more than usual. */
  readonly key: string
  readonly secure: boolean
  /** Without the brackets of an IPv6 address. */
  readonly host: string
  readonly port: number
  /** For SNI, undefined for an address. */
  readonly servername?: string
  /** Absent: what the source believes by itself. */
  readonly trust?: Trust
}

export interface Target {
  readonly origin: Origin
  /** The request's head, complete. */
  readonly text: string
}

export interface TargetRequest {
  readonly url: string
  readonly way?: Way | undefined
  readonly start?: number
  readonly end?: number
}

/** Undefined for what the general source has to ask. The URL parser leaves no way to a second header line. */
export function readTarget(request: TargetRequest, userAgent: string): Target | undefined {
  if (!URL.canParse(request.url)) return undefined
  const url = new URL(request.url)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  if (url.username !== '' || url.password !== '' || url.hostname === '') return undefined
  const lines = [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    `User-Agent: ${userAgent}`,
    'Accept: */*',
    'Accept-Encoding: identity',
    ...rangeLine(request),
    'Connection: keep-alive',
  ]
  if (!lines.every(isOneLine)) return undefined
  return { origin: originOf(url, request.way), text: `${lines.join('\r\n')}\r\n\r\n` }
}

function originOf(url: URL, way: Way | undefined): Origin {
  const secure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  // A connection that one account believes is not handed to another one.
  const trust = secure && way !== undefined && way.trust.key !== '' ? way.trust : undefined
  return {
    key: trust === undefined ? url.origin : `${url.origin} ${trust.key}`,
    secure,
    host,
    port: Number(url.port) || (secure ? 443 : 80),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(trust === undefined ? {} : { trust }),
  }
}

function rangeLine({ start, end }: TargetRequest): string[] {
  return start === undefined ? [] : [`Range: bytes=${start}-${end === undefined ? '' : end - 1}`]
}

function isOneLine(line: string): boolean {
  return /^[\x20-\x7e]+$/.test(line)
}
