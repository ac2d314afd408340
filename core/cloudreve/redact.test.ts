// What must not survive redaction, and what must.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.s3cr3t-signature_0'

describe('redaction takes out', () => {
  it.each([
    [`token ${jwt} used`, 'token [redacted] used'],
    [`Authorization: Bearer ${jwt}`, 'Authorization: [redacted]'],
    ['authorization: Bearer opaque-token-value', 'authorization: [redacted]'],
    ['{"Authorization":"Basic dXNlcjpwdw=="}', '{"Authorization":"[redacted]"}'],
    ['sent Bearer abcdef0123456789 along', 'sent Bearer [redacted] along'],
    [
      'http://h/api/v4/file/content/NoCb/0/big.bin?download=true&sign=yNPjHZ%3D%3A1795462598 failed',
      'http://h/api/v4/file/content/NoCb/0/big.bin?download=true&sign=[redacted] failed',
    ],
    [
      'https://b.example/k?X-Amz-Date=1&X-Amz-Signature=abc',
      'https://b.example/k?X-Amz-Date=1&X-Amz-Signature=[redacted]',
    ],
    ['GET /share/info/oLuJ?password=hunter2&x=1', 'GET /share/info/oLuJ?password=[redacted]&x=1'],
    ['cloudreve://oLuJ:hunter2@share/a', 'cloudreve://oLuJ:[redacted]@share/a'],
    [
      'uri=cloudreve%3A%2F%2FoLuJ%3Ahunter2%40share%2Fa',
      'uri=cloudreve%3A%2F%2FoLuJ%3A[redacted]%40share%2Fa',
    ],
    ["cloudreve://oLuJ:hun'ter2@share/a", 'cloudreve://oLuJ:[redacted]@share/a'],
    ['cloudreve://oLuJ:h@n:t/r 2@share/a', 'cloudreve://oLuJ:[redacted]@share/a'],
    ["https://x.example/s/oLuJ/hun'ter2", 'https://x.example/s/oLuJ/[redacted]'],
    ['{"body":"{\\"password\\":\\"hunter2\\"}"}', '{"body":"{\\"password\\":\\"[redacted]\\"}"}'],
    ['see https://x.example/s/oLuJ/hunter2 please', 'see https://x.example/s/oLuJ/[redacted] please'],
    ['https://me:hunter2@x.example/', 'https://[redacted]@x.example/'],
    [
      '{"access_token":"a","refresh_token":"b\\"c"}',
      '{"access_token":"[redacted]","refresh_token":"[redacted]"}',
    ],
    ['{ "password" : "hunter2" }', '{ "password" : "[redacted]" }'],
    ['no user reader.one+x@mail.example.org', 'no user [redacted]'],
  ])('%j', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })
})

describe('redaction leaves alone', () => {
  it.each([
    '',
    'Path not exist',
    'cloudreve://my/docs/none.txt',
    'cloudreve://oLuJ@share/a b',
    'https://x.example/s/oLuJ',
    'correlation 7bf5c1de-0000-4000-8000-000000000000',
    'Redesign the bearer of news',
  ])('%j', (text) => {
    expect(redact(text)).toBe(text)
  })
})

describe('redaction', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9_-]{12,24}$/).map((text) => `Zq${text}`)
  const wraps: ((secret: string) => string)[] = [
    (s) => `Authorization: Bearer ${s}`,
    (s) => `"refresh_token":"${s}"`,
    (s) => `/file/content/a/0/b?sign=${s}%3A1`,
    (s) => `cloudreve://oLuJ:${s}@share/x`,
    (s) => `https://x.example/s/oLuJ/${s}`,
    (s) => `eyJ${s}.${s}.${s}`,
  ]

  it('leaves no secret in whatever text stands around it', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...wraps), fc.string(), (value, wrap, around) => {
        expect(redact(`${around} ${wrap(value)} ${around}`)).not.toContain(value)
      }),
    )
  })

  it('is idempotent', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            secret.map((s) => `?sign=${s}`),
            fc.string(),
            fc.constantFrom(jwt, ' ', '@', ':'),
          ),
        ),
        (parts) => {
          const once = redact(parts.join(''))
          expect(redact(once)).toBe(once)
        },
      ),
    )
  })
})
