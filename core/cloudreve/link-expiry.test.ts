// When a link ends: its own signature first, the answer's date second.

import { expect, it } from 'vitest'
import { readExpiry } from './link-expiry.ts'

it.each([
  ['sign=abc%3D%3A1795462598', 5, 1_795_462_598_000],
  ['download=true&sign=abc:1795462598', undefined, 1_795_462_598_000],
  ['sign=abc%3D%3A0', 5, undefined],
  ['sign=abc', 5, 5],
  ['sign=abc:99999999999999999999', 5, 5],
  ['X-Amz-Signature=abc', 5, 5],
  ['X-Amz-Signature=abc', null, undefined],
])('%s with expires %j ends at %j', (query, expires, expected) => {
  expect(readExpiry(new URL(`https://x.example/a?${query}`), expires)).toBe(expected)
})
