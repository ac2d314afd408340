// One request on its way through the fake: what was asked, who asks, and what a fault forces on the handlers.
// Not the answer (reply.ts) and not the socket (delivery.ts).
import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from './users.ts'

/** The word a fault rule selects requests by; one per endpoint family. */
export type RequestKind =
  | 'ping'
  | 'config'
  | 'avatar'
  | 'captcha'
  | 'me'
  | 'capacity'
  | 'setting'
  | 'prepare'
  | 'login'
  | 'twoFactor'
  | 'refresh'
  | 'signOut'
  | 'profile'
  | 'oauth'
  | 'oauthToken'
  | 'list'
  | 'info'
  | 'thumb'
  | 'url'
  | 'content'
  | 'archive'
  | 'share'
  | 'events'
  | 'write'
  | 'page'
  | 'other'

export interface RequestRecord {
  /** Which listener was asked. */
  readonly listener: 'site' | 'storage'
  readonly kind: RequestKind
  readonly method: string
  /** Percent-encoded path without the query. */
  readonly path: string
  readonly query: Record<string, string>
  readonly headers: IncomingHttpHeaders
  readonly headerNames: string[]
  readonly range: string | undefined
  readonly hasAuthorization: boolean
  /** Server clock when the request head arrived. */
  readonly atMs: number
  /** 0 until the answer began. */
  status: number
  /** Body bytes handed to the socket so far. */
  bytesSent: number
  /** True when every body byte was handed over and the response ended as promised. */
  finished: boolean
  body: string
}

export interface Exchange {
  readonly record: RequestRecord
  readonly kind: RequestKind
  readonly method: string
  /** Decoded path, what a signature covers. */
  readonly decodedPath: string
  /** Encoded path segments after the API prefix. */
  readonly segments: readonly string[]
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly correlationId: string | undefined
  readonly body: Buffer
  /** Who the bearer says it is; throws 40020 for a refresh token. */
  caller(): Caller
  /** Like `caller`, but 401 for a visitor. */
  account(): NonNullable<Caller>
  /** Set by faults, obeyed by the handlers. */
  readonly forced: {
    ignoreRange: boolean
    signatureExpired: boolean
    entityGone: boolean
    blobMissing: boolean
    redirect: { ttlSeconds: number } | undefined
  }
  /** Called once when the response is over, however it ended. */
  onClose(listener: () => void): void
}
