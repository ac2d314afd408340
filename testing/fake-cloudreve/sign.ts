// The signature of blob and archive links: HMAC over the decoded path and the expiry, `<b64>:<unix>`
// (cloudreve-api.md section 6). Query flags such as `download` are deliberately outside of it.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError, codes } from './codes.ts'

export interface Signer {
  sign(path: string, expiresAtSeconds: number): string
  /** Throws what the server answers for a missing, altered or expired signature. */
  check(path: string, sign: string | null, nowMs: number): void
}

export function createSigner(secret: string): Signer {
  const digest = (path: string, expires: string): string =>
    createHmac('sha256', secret)
      .update(`${path}:${expires}`)
      .digest('base64')
      .replaceAll('+', '-')
      .replaceAll('/', '_')

  return {
    sign: (path, expiresAtSeconds) => `${digest(path, String(expiresAtSeconds))}:${String(expiresAtSeconds)}`,
    check: (path, sign, nowMs) => {
      const expires = (sign ?? '').split(':').at(-1) ?? ''
      if (expires === '') throw new ApiError(codes.forbidden, 'expire timestamp is missing')
      if (!/^-?\d+$/u.test(expires)) throw new ApiError(codes.signatureInvalid, 'sign expired')
      if (Number(expires) !== 0 && Number(expires) < Math.floor(nowMs / 1000)) {
        throw new ApiError(codes.signatureExpired, 'signature expired')
      }
      const expected = Buffer.from(`${digest(path, expires)}:${expires}`)
      const actual = Buffer.from(sign ?? '')
      if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) {
        throw new ApiError(codes.signatureInvalid, 'invalid sign')
      }
    },
  }
}
