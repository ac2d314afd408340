// Time-based one-time passwords as the server checks them: RFC 6238 with SHA-1, six digits, steps of 30 seconds.
import { createHmac } from 'node:crypto'

const stepMs = 30_000
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code of a base32 secret at a moment. */
export function totpCode(secret: string, atMs: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / stepMs)))
  const digest = createHmac('sha1', decodeBase32(secret)).update(counter).digest()
  const offset = digest.readUInt8(digest.length - 1) & 0x0f
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

/** Accepts the current step and its two neighbours. */
export function isTotpCode(secret: string, code: string, atMs: number): boolean {
  return [-1, 0, 1].some((step) => totpCode(secret, atMs + step * stepMs) === code)
}

function decodeBase32(text: string): Buffer {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const character of text.toUpperCase().replaceAll('=', '').replaceAll(' ', '')) {
    const digit = base32.indexOf(character)
    if (digit < 0) throw new Error('not a base32 secret')
    value = ((value << 5) | digit) & 0xffff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 0xff)
    }
  }
  return Buffer.from(bytes)
}
