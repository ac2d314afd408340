import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { readTestCertificate } from '../../testing/fake-cloudreve/test-certificate.ts'
import { isBelieved } from './window-trust.ts'

const { cert } = await readTestCertificate()
const { fingerprint256, validTo } = new X509Certificate(cert)
const nowMs = Date.parse(validTo) - 86_400_000
const shown = { chain: [cert], hostname: '127.0.0.1', nowMs }
const nobody = { pins: [], authorities: [] }

it.each([
  ['what nobody vouches for', shown, nobody, false],
  ['a pinned certificate', shown, { ...nobody, pins: [fingerprint256] }, true],
  [
    'a pinned certificate of another name',
    { ...shown, hostname: 'x' },
    { ...nobody, pins: [fingerprint256] },
    true,
  ],
  ['what an authority vouches for', shown, { ...nobody, authorities: [cert] }, true],
  [
    'the same for another name',
    { ...shown, hostname: 'evil.example.org' },
    { ...nobody, authorities: [cert] },
    false,
  ],
  [
    'the same when it has ended',
    { ...shown, nowMs: nowMs + 2 * 86_400_000 },
    { ...nobody, authorities: [cert] },
    false,
  ],
  ['no certificate at all', { ...shown, chain: [] }, { ...nobody, pins: [fingerprint256] }, false],
  ['something else', { ...shown, chain: ['hello'] }, { ...nobody, authorities: [cert] }, false],
])('%s', (_name, what, believed, expected) => {
  expect(isBelieved(what, believed)).toBe(expected)
})
