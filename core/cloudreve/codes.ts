// What a `code` of the envelope means to the engine: one table, from cloudreve-api.md section 1.3. What a call does
// before it gives up on a code (refresh, split, ask again) is decided by the callers, not here.

import type { FailureKind } from '../model/failure.ts'

export const apiCodes = {
  internal: -1,
  ok: 0,
  continue: 203,
  loginRequired: 401,
  notFound: 404,
  invalidParameter: 40001,
  credentialInvalid: 40020,
  otpWrong: 40022,
  captchaWrong: 40026,
  captchaRefresh: 40027,
  lockConflict: 40073,
  batchTooLarge: 40074,
  entityMissing: 40077,
  partialFailure: 40081,
  sharePassword: 40069,
  database: 50001,
} as const

const kinds: Readonly<Record<number, FailureKind>> = {
  [-1]: 'api-rejected',
  203: 'otp-required',
  401: 'sign-in-required',
  403: 'forbidden',
  404: 'not-found',
  409: 'api-rejected',
  40001: 'invalid-request',
  40002: 'server-busy',
  40004: 'api-rejected',
  40005: 'link-expired',
  40006: 'api-rejected',
  40007: 'forbidden',
  40011: 'api-rejected',
  40012: 'api-rejected',
  40013: 'api-rejected',
  40016: 'not-found',
  40017: 'account-blocked',
  40018: 'account-blocked',
  40019: 'api-rejected',
  40020: 'sign-in-required',
  40022: 'otp-wrong',
  40026: 'captcha-wrong',
  40027: 'captcha-wrong',
  40049: 'quota',
  40050: 'api-rejected',
  40051: 'quota',
  40052: 'api-rejected',
  40069: 'share-password',
  40071: 'link-rejected',
  // A lock is somebody's running upload or edit: it passes.
  40073: 'server-busy',
  40074: 'api-rejected',
  40076: 'changed-remotely',
  40077: 'changed-remotely',
  40078: 'not-found',
  40079: 'api-rejected',
  40080: 'wrong-credentials',
  40081: 'api-rejected',
  40082: 'forbidden',
  40083: 'purchase-required',
  40087: 'api-rejected',
  40088: 'sign-in-required',
  40089: 'forbidden',
  50001: 'server-busy',
  50004: 'server-busy',
  50005: 'server-busy',
  50006: 'server-busy',
  50010: 'server-busy',
}

/** True for codes of section 1.3 and for success: only those outrank an HTTP status of 429 or 5xx. */
export function isKnownCode(code: number): boolean {
  return code === apiCodes.ok || Object.hasOwn(kinds, code)
}

/** The failure kind of a code other than 0. Unlisted 5xxxx are the server's trouble, all others its refusal. */
export function kindOfCode(code: number): FailureKind {
  const kind = kinds[code]
  if (kind !== undefined) return kind
  return code >= 50_000 && code < 60_000 ? 'server-busy' : 'api-rejected'
}
