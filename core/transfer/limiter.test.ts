import { describe, expect, it } from 'vitest'
import { passPaid } from './limiter.ts'
import type { Limiter } from './limiter.ts'

const calm = new AbortController().signal
const bytes = Uint8Array.from({ length: 10 }, (_, index) => index)

const inPortionsOf = (size: number): Limiter => ({
  take: () => Promise.resolve(),
  portion: (wanted) => Math.min(wanted, size),
  setRate: () => undefined,
})

describe('paying for a chunk', () => {
  it.each([
    [
      4,
      [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9],
      ],
    ],
    [10, [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]],
  ])('in portions of %i hands all of it on, in order', async (size, wanted) => {
    const got: number[][] = []
    await passPaid(inPortionsOf(size), { chunk: bytes, signal: calm, recycle: () => undefined }, (part) => {
      got.push([...part])
      return undefined
    })
    expect(got).toEqual(wanted)
  })

  it('gives the memory back once, after the last portion was used', async () => {
    let given = 0
    const readers: (() => void)[] = []
    await passPaid(inPortionsOf(4), { chunk: bytes, signal: calm, recycle: () => given++ }, (_, done) => {
      readers.push(done)
      return undefined
    })
    const seen = readers.map((done) => {
      done()
      return given
    })
    expect(seen).toEqual([0, 0, 1])
  })

  it('gives the memory back when it is sent away in the middle', async () => {
    let given = 0
    let takes = 0
    const limiter: Limiter = {
      ...inPortionsOf(4),
      take: () => (takes++ === 0 ? undefined : Promise.reject(new DOMException('aborted', 'AbortError'))),
    }
    const passing = passPaid(limiter, { chunk: bytes, signal: calm, recycle: () => given++ }, (_, done) => {
      done()
      return undefined
    })
    await expect(passing).rejects.toMatchObject({ name: 'AbortError' })
    expect(given).toBe(1)
  })
})
