// Bytes without memory: file content is a function of (seed, offset), so gigabytes cost nothing to keep.
// A random block of 257 pages repeats, and the head of every 4 KiB page is stamped with the seed and the page's number:
// a shifted, swapped or repeated range never passes for the right one. 257 is prime, so no round distance is a period.

export const pageBytes = 4096
const pagesPerBlock = 257
/** The block whose random part repeats, in bytes; a leased buffer always holds exactly one. */
export const blockBytes = pageBytes * pagesPerBlock
const wordsPerPage = pageBytes / 4

export interface Pattern {
  /** Writes the bytes of `seed` from `start` on into all of `target`. */
  fill(seed: number, start: number, target: Uint8Array): void
  /** A block-sized buffer to stamp with `stampBlock`; give it back when the socket has taken the bytes. */
  lease(): PatternBlock
}

export interface PatternBlock {
  readonly bytes: Buffer
  /** Turns the buffer into block number `index` of `seed` without copying the random part. */
  stamp(seed: number, index: number): void
  release(): void
}

export function createPattern(): Pattern {
  const base = randomBlock()
  const idle: Buffer[] = []
  return {
    fill: (seed, start, target) => {
      fillFrom(base, { seed, start }, target)
    },
    lease: () => {
      const bytes = idle.pop() ?? Buffer.from(base.buffer.slice(0))
      const words = new Uint32Array(bytes.buffer)
      return {
        bytes,
        stamp: (seed, index) => {
          for (let page = 0; page < pagesPerBlock; page += 1) {
            stampWords(words, page * wordsPerPage, { seed, page: index * pagesPerBlock + page })
          }
        },
        release: () => {
          idle.push(bytes)
        },
      }
    },
  }
}

function randomBlock(): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(blockBytes / 4)
  let state = 0x9e3779b9
  for (let index = 0; index < words.length; index += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[index] = state
  }
  return new Uint8Array(words.buffer)
}

interface PageStamp {
  seed: number
  page: number
}

function stampWords(words: Uint32Array, at: number, { seed, page }: PageStamp): void {
  words[at] = seed
  words[at + 1] = Math.imul(seed ^ Math.imul(page, 0x85ebca6b), 0xc2b2ae35)
  words[at + 2] = page
  words[at + 3] = Math.floor(page / 0x1_0000_0000)
}

function fillFrom(
  base: Uint8Array,
  { seed, start }: { seed: number; start: number },
  target: Uint8Array,
): void {
  const stamp = new Uint32Array(4)
  const stampBytes = new Uint8Array(stamp.buffer)
  let offset = start
  let written = 0
  while (written < target.length) {
    const page = Math.floor(offset / pageBytes)
    const inPage = offset - page * pageBytes
    const count = Math.min(pageBytes - inPage, target.length - written)
    const from = (page % pagesPerBlock) * pageBytes + inPage
    target.set(base.subarray(from, from + count), written)
    if (inPage < stampBytes.length) {
      stampWords(stamp, 0, { seed, page })
      target.set(stampBytes.subarray(inPage, Math.min(stampBytes.length, inPage + count)), written)
    }
    offset += count
    written += count
  }
}
