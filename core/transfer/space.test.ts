import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { Failure } from '../model/failure.ts'
import { createSpace } from './space.ts'

const mib = 1_048_576
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Two folders on one volume, a third on another; what is free is as said. */
function bench({ startFloorBytes = 0, keepFloorBytes = 0, volumeBytes = 1_000 * mib } = {}) {
  const clock = createManualClock()
  const free = new Map([
    ['disk', 10 * mib],
    ['stick', 10 * mib],
  ])
  const here = new Map<string, number>()
  const volumeOf = (path: string) => (path.startsWith('/stick') ? 'stick' : 'disk')
  const sizes = { volumeBytes }
  let asked = 0
  const space = createSpace({
    clock,
    disk: {
      volumeOf: (path) => Promise.resolve(volumeOf(path)),
      volumeBytes: () => Promise.resolve(sizes.volumeBytes),
      freeBytes: (path) => {
        asked++
        const bytes = free.get(volumeOf(path))
        return bytes === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(bytes)
      },
    },
    settings: () => ({ startFloorBytes, keepFloorBytes }),
    bytesOf: (id) => here.get(id),
  })
  const low: { ids: string[]; failure: Failure }[] = []
  space.onLow((claims, failure) => low.push({ ids: claims.map(({ id }) => id), failure }))
  const claim = (id: string, bytes: number, root = '/a') => space.claim({ id, root, bytes })
  const pass = async (ms: number) => {
    clock.advance(ms)
    await settle()
  }
  return { clock, free, here, sizes, space, low, claim, pass, asked: () => asked }
}

const fullBy = (neededBytes: number, freeBytes: number) => ({
  failure: { kind: 'disk-full', remedy: 'hold', space: { neededBytes, freeBytes } },
})

describe('space', () => {
  it('leaves most of a small volume to the files, whatever the floors are', async () => {
    const { claim, space } = bench({
      ...{ startFloorBytes: 250 * mib, keepFloorBytes: 50 * mib, volumeBytes: 20 * mib },
    })
    expect(await space.floorBytes('/a')).toBe(3 * mib)
    await claim('fits', 7 * mib)
    await expect(claim('does not', mib)).rejects.toMatchObject(fullBy(11 * mib, 10 * mib))
  })

  it('of a small volume that came in the place of a large one is asked for again', async () => {
    const { claim, sizes, space } = bench({ startFloorBytes: 250 * mib })
    await expect(claim('before', mib)).rejects.toMatchObject(fullBy(100 * mib, 10 * mib))
    expect(await space.fits('/a')).toBe(false)
    sizes.volumeBytes = 20 * mib
    expect(await space.fits('/a')).toBe(true)
    await claim('after', mib)
  })

  it('promised to one is not there for another on the same volume, whatever its folder', async () => {
    const { claim, space } = bench()
    await claim('first', 6 * mib)
    await expect(claim('second', 6 * mib, '/b')).rejects.toMatchObject(fullBy(13 * mib, 10 * mib))
    await claim('elsewhere', 6 * mib, '/stick')
    expect(await space.fits('/b')).toBe(false)
    space.release('first')
    expect(await space.fits('/b')).toBe(true)
    await claim('second', 6 * mib, '/b')
  })

  it('is not promised twice to two that ask at the same moment', async () => {
    const { claim } = bench()
    const both = await Promise.allSettled([claim('one', 6 * mib), claim('other', 6 * mib)])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })

  it('counts of what runs only what is still to be written', async () => {
    const { claim, free, here } = bench()
    await claim('first', 6 * mib)
    here.set('first', 5 * mib)
    free.set('disk', 5 * mib)
    await claim('second', 3 * mib)
    await expect(claim('third', 1)).rejects.toMatchObject(fullBy(5 * mib + 1, 5 * mib))
  })

  it('below the floor for starts nothing starts, however small; the file has to fit above the other one', async () => {
    const start = bench({ startFloorBytes: 11 * mib })
    await expect(start.claim('x', 1)).rejects.toMatchObject(fullBy(11 * mib, 10 * mib))
    const keep = bench({ keepFloorBytes: 4 * mib })
    await expect(keep.claim('x', 6 * mib)).rejects.toMatchObject(fullBy(11 * mib, 10 * mib))
    await keep.claim('x', 5 * mib)
    expect(await keep.space.floorBytes('/a')).toBe(10 * mib)
  })

  it('is looked at once a second for each volume while something runs there, and told when it is low', async () => {
    const { claim, free, low, pass, space, asked, clock } = bench({ keepFloorBytes: 2 * mib })
    await claim('one', mib)
    await claim('two', mib, '/b')
    await claim('elsewhere', mib, '/stick')
    const before = asked()
    await pass(1_000)
    expect([asked() - before, low]).toEqual([2, []])
    free.set('disk', mib)
    await pass(1_000)
    expect(low).toMatchObject([{ ids: ['one', 'two'], ...fullBy(2 * mib, mib) }])
    expect(await space.fits('/a')).toBe(false)
    for (const id of ['one', 'two', 'elsewhere']) space.release(id)
    expect(clock.pending()).toBe(0)
    free.set('disk', 4 * mib)
    expect([await space.fits('/a'), await space.fits('/a')]).toEqual([true, undefined])
  })

  it('of a volume that is away says nothing: whoever writes there meets it', async () => {
    const { claim, free, low, pass } = bench({ keepFloorBytes: mib })
    await claim('one', mib)
    free.delete('disk')
    await pass(1_000)
    free.set('disk', 0)
    await pass(1_000)
    expect(low.map(({ ids }) => ids)).toEqual([['one']])
  })
})
