import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { descriptionShape, isOurs, signDescription, type Description } from './signature.ts'

const pair = generateKeyPairSync('ed25519')
const key = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const file = { url: 'Reverie-0.2.0-linux-x64.AppImage', sha512: `${'A'.repeat(86)}==`, size: 10 }
const plain: Description = { version: '0.2.0', releaseNotes: 'More.', files: [file] }
const signed: Description = { ...plain, signature: signDescription(plain, pair.privateKey) }

describe('the signature of a description', () => {
  it.each<[string, Description, string, boolean]>([
    ['ours', signed, key, true],
    ['without one', plain, key, false],
    ['another version', { ...signed, version: '0.3.0' }, key, false],
    ['other words', { ...signed, releaseNotes: 'Run this.' }, key, false],
    ['other bytes', { ...signed, files: [{ ...file, sha512: `${'B'.repeat(86)}==` }] }, key, false],
    ['one file more', { ...signed, files: [file, file] }, key, false],
    ['nonsense', { ...signed, signature: '*' }, key, false],
    ['a key that is none', signed, 'AAAA', false],
    [
      'somebody else’s',
      { ...plain, signature: signDescription(plain, generateKeyPairSync('ed25519').privateKey) },
      key,
      false,
    ],
  ])('%s', (_name, description, publicKey, expected) => {
    expect(isOurs(description, publicKey)).toBe(expected)
  })

  it.each(['https://elsewhere.example/x.exe', '../x.exe', '/x.exe', 'a b.exe', ''])(
    'is not even looked at where a file is at %s',
    (url) => {
      expect(descriptionShape.safeParse({ ...signed, files: [{ ...file, url }] }).success).toBe(false)
    },
  )
})
