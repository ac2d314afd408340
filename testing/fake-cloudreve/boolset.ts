// The server's bit sets: base64 of bytes, bit n at byte n>>3, bit n&7 (cloudreve-api.md section 2).

export function encodeBits(bits: readonly number[]): string {
  const bytes = Buffer.alloc((Math.max(0, ...bits) >> 3) + 1)
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7))
  return bytes.toString('base64')
}

/** Group permission bits this server looks at. */
export const permissionBits = {
  admin: 0,
  anonymous: 1,
  createShares: 2,
  archiveDownload: 4,
  openShares: 7,
} as const

/** Capability sets as observed on the real server (cloudreve-api.md section 4.2). */
export const capabilities = {
  my: 'w8edAQ==',
  share: 'gIaYAQ==',
  trash: 'AMIK',
  sharedWithMe: 'gAKA',
} as const
