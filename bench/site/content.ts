// Bytes for the servers: random, with every page stamped, so that a shifted, swapped or repeated range never passes for
// the right one. And the comparison after each run.

import { randomBytes } from 'node:crypto'
import { open } from 'node:fs/promises'

const blockBytes = 4 * 1_048_576
const pageBytes = 4096
const base = randomBytes(blockBytes)

export async function writeContent(path: string, sizeBytes: number, seed: number): Promise<void> {
  const file = await open(path, 'w')
  const block = sizeBytes < blockBytes ? Buffer.from(base.subarray(0, sizeBytes)) : base
  try {
    for (let at = 0; at < sizeBytes; at += blockBytes) {
      for (let page = 0; page + 12 <= block.length; page += pageBytes) {
        block.writeUInt32LE(seed, page)
        block.writeDoubleLE(at + page, page + 4)
      }
      await file.write(block, 0, Math.min(blockBytes, sizeBytes - at), at)
    }
  } finally {
    await file.close()
  }
}

/** Undefined if they are the same, else what differs. */
export async function difference(path: string, right: string): Promise<string | undefined> {
  const [one, other] = await Promise.all([open(path), open(right)])
  try {
    const [{ size }, { size: rightSize }] = await Promise.all([one.stat(), other.stat()])
    if (size !== rightSize) return `${String(size)} bytes instead of ${String(rightSize)}`
    const length = Math.min(blockBytes, Math.max(1, size))
    const [mine, theirs] = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)]
    for (let at = 0; at < size; at += length) {
      const [a, b] = await Promise.all([one.read(mine, 0, length, at), other.read(theirs, 0, length, at)])
      if (!mine.subarray(0, a.bytesRead).equals(theirs.subarray(0, b.bytesRead)))
        return `other bytes within ${String(length)} from byte ${String(at)} on`
    }
    return undefined
  } finally {
    await Promise.all([one.close(), other.close()])
  }
}
