// Whether a newer version is one of ours: its description carries an Ed25519 signature over what will be installed and
// what the user is told about it. The key is in the program; the feed's server needs no trust.

import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'

/** As electron-builder writes it to latest*.yml, plus `signature`. */
export const descriptionShape = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/),
  releaseNotes: z.string().max(100_000).default(''),
  files: z
    .array(
      z.object({
        // Beside the description, never somewhere else.
        url: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]*$/),
        sha512: z.string().regex(/^[0-9A-Za-z+/]{86}==$/),
        size: z.int().min(1).optional(),
      }),
    )
    .min(1),
  signature: z.string().optional(),
})
export type Description = z.infer<typeof descriptionShape>

function signedBytes({ version, releaseNotes, files }: Description): Buffer {
  const lines = files.map(({ url, sha512, size }) => [url, sha512, size ?? null])
  return Buffer.from(JSON.stringify(['reverie-update-1', version, releaseNotes, lines]))
}

/** `key`: a private Ed25519 key. The result is Base64. */
export function signDescription(description: Description, key: KeyObject): string {
  return sign(null, signedBytes(description), key).toString('base64')
}

/** `key`: a public Ed25519 key in SPKI form, Base64. False for anything that is not plainly ours. */
export function isOurs(description: Description, key: string): boolean {
  if (description.signature === undefined) return false
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    return verify(null, signedBytes(description), publicKey, Buffer.from(description.signature, 'base64'))
  } catch {
    // A key or a signature that cannot be read proves nothing.
    return false
  }
}
