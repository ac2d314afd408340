// The table of codes, as cloudreve-api.md section 1.3 gives it.

import { describe, expect, it } from 'vitest'
import type { FailureKind } from '../model/failure.ts'
import { isKnownCode, kindOfCode } from './codes.ts'

const table: Partial<Record<FailureKind, number[]>> = {
  'otp-required': [203],
  'otp-wrong': [40022],
  'sign-in-required': [401, 40020, 40088],
  'wrong-credentials': [40080],
  'account-blocked': [40017, 40018],
  'captcha-wrong': [40026, 40027],
  forbidden: [403, 40007, 40082, 40089],
  'not-found': [404, 40016, 40078],
  'invalid-request': [40001],
  'server-busy': [40002, 40073, 50001, 50004, 50005, 50006, 50010],
  'link-expired': [40005],
  'link-rejected': [40071],
  'changed-remotely': [40076, 40077],
  'share-password': [40069],
  'purchase-required': [40083],
  quota: [40049, 40051],
  'api-rejected': [
    -1, 409, 40004, 40006, 40011, 40012, 40013, 40019, 40050, 40052, 40074, 40079, 40081, 40087,
  ],
}

const rows = Object.entries(table).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const))

describe('a code', () => {
  it.each(rows)('%i is %s', (code, kind) => {
    expect([kindOfCode(code), isKnownCode(code)]).toEqual([kind, true])
  })

  it.each([
    [50099, 'server-busy'],
    [49999, 'api-rejected'],
    [60000, 'api-rejected'],
    [1, 'api-rejected'],
    [-7, 'api-rejected'],
  ])('%i, which nobody has listed, is %s', (code, kind) => {
    expect([kindOfCode(code), isKnownCode(code)]).toEqual([kind, false])
  })

  it('0 is known and no failure', () => {
    expect(isKnownCode(0)).toBe(true)
  })
})
