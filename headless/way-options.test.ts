import { expect, it } from 'vitest'
import { certificateText, toFingerprint } from './way-options.ts'

const colons = Array.from({ length: 32 }, () => 'AB').join(':')

it.each([colons, 'ab'.repeat(32), colons.replaceAll(':', ' ').toLowerCase()])(
  '%s is a fingerprint',
  (text) => {
    expect(toFingerprint(text)).toBe(colons)
  },
)

it.each(['', 'AB:CD', 'AB'.repeat(33), 'XY'.repeat(32)])('%j is none', (text) => {
  expect(() => toFingerprint(text)).toThrow('is no SHA-256 fingerprint')
})

it('a certificate is told with what somebody has to compare, and without control characters', () => {
  const certificate = {
    ...{ address: 'https://nas.local', fingerprint: colons, subject: 'nas\u001b[31m', issuer: 'nas' },
    ...{ names: [], validFromMs: 0, validUntilMs: 0, selfSigned: true, trusted: false },
  }
  const text = certificateText(certificate)
  expect(text).toContain(`SHA-256 ${colons}`)
  expect(text).not.toContain('\u001b')
})
