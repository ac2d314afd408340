// xxh64 over pieces of a part file, by hash-wasm; instances are kept for the next file, since making one costs more than
// hashing a small file. Not a cryptographic hash: it finds accidents and edits, not attacks.

import { createXXHash64 } from 'hash-wasm'

export interface Hasher {
  reset(): void
  update(bytes: Uint8Array): void
  /** Of everything since the last reset; more may follow. */
  peek(): string
}

export interface HasherPool {
  /** Of bytes that are all here; one hasher is enough for everybody who asks so. */
  hash(bytes: Uint8Array): Promise<string>
  borrow(): Promise<Hasher>
  giveBack(hasher: Hasher): void
}

export function createHasherPool(): HasherPool {
  const idle: Hasher[] = []
  let shared: Promise<Hasher> | undefined
  return {
    hash: async (bytes) => {
      const hasher = await (shared ??= createHasher())
      hasher.reset()
      hasher.update(bytes)
      return hasher.peek()
    },
    borrow: async () => idle.pop() ?? (await createHasher()),
    giveBack: (hasher) => {
      if (idle.length < 32) idle.push(hasher)
    },
  }
}

async function createHasher(): Promise<Hasher> {
  const hash = await createXXHash64()
  return {
    reset: () => void hash.init(),
    update: (bytes) => void hash.update(bytes),
    peek: () => {
      const state = hash.save()
      const digest = hash.digest('hex')
      hash.load(state)
      return digest
    },
  }
}
