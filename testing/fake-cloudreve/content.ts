// What one entity's bytes are: generated from the pattern, or literal. Immutable, like a blob behind an entity id.
// Not a stream: delivery asks for the slices it wants to send.
import { createHash } from 'node:crypto'
import { blockBytes, type Pattern } from './pattern.ts'

export interface Content {
  readonly sizeBytes: number
  /** Bytes from `start` (inclusive) to `end` (exclusive), both clipped to the size. */
  read(start: number, end: number): Buffer
  /** Lower-case hex digest of all the bytes. */
  sha256(): string
  /** The seed when the bytes are generated: delivery may then stamp whole blocks instead of reading. */
  readonly seed: number | undefined
}

export interface ContentSpec {
  sizeBytes?: number
  bytes?: Uint8Array
  text?: string
}

export function createContent(spec: ContentSpec, seed: number, pattern: Pattern): Content {
  if (spec.text !== undefined) return literalContent(Buffer.from(spec.text, 'utf8'))
  if (spec.bytes !== undefined) return literalContent(Buffer.from(spec.bytes))
  return generatedContent(spec.sizeBytes ?? 0, seed, pattern)
}

function literalContent(bytes: Buffer): Content {
  return {
    sizeBytes: bytes.length,
    seed: undefined,
    read: (start, end) => bytes.subarray(Math.max(0, start), Math.max(0, end)),
    sha256: () => createHash('sha256').update(bytes).digest('hex'),
  }
}

function generatedContent(sizeBytes: number, seed: number, pattern: Pattern): Content {
  const read = (start: number, end: number): Buffer => {
    const target = Buffer.allocUnsafe(Math.max(0, Math.min(end, sizeBytes) - start))
    pattern.fill(seed, start, target)
    return target
  }
  return {
    sizeBytes,
    seed,
    read,
    sha256: () => {
      const hash = createHash('sha256')
      for (let at = 0; at < sizeBytes; at += blockBytes) hash.update(read(at, at + blockBytes))
      return hash.digest('hex')
    },
  }
}
