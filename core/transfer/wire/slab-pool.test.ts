// Memory is given back once and only when nobody looks at it any more, whatever the order.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSlabPool, slabSizes } from './slab-pool.ts'
import type { Slab } from './slab-pool.ts'

const small = slabSizes[0]
const large = slabSizes[2]

it('a slab is used again when it is closed and every view has come back, not before', () => {
  const pool = createSlabPool()
  const slab = pool.take(small)
  const views = [slab.lend(0, 10), slab.lend(10, 20)]
  slab.close()
  pool.recycle(views[0] ?? new Uint8Array())
  pool.recycle(views[0] ?? new Uint8Array())
  expect(pool.take(small).bytes.buffer).not.toBe(slab.bytes.buffer)
  pool.recycle(views[1] ?? new Uint8Array())
  expect(pool.take(small).bytes.buffer).toBe(slab.bytes.buffer)
})

it('no memory is ever with two at once, whatever comes back in whatever order', () => {
  const step = fc.record({
    what: fc.constantFrom('take', 'lend', 'close', 'recycle', 'again'),
    pick: fc.nat(),
    size: fc.constantFrom(...slabSizes),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const pool = createSlabPool(4 * large)
      const slabs: { slab: Slab; open: boolean; views: Uint8Array[] }[] = []
      const back: Uint8Array[] = []
      const inUse = () => slabs.filter(({ open, views }) => open || views.length > 0)
      for (const { what, pick, size } of steps) {
        const users = inUse()
        const one = users[pick % Math.max(1, users.length)]
        if (what === 'take') slabs.push({ slab: pool.take(size), open: true, views: [] })
        else if (one === undefined) continue
        else if (what === 'lend' && one.open) one.views.push(one.slab.lend(0, 1 + (pick % 100)))
        else if (what === 'close') {
          one.slab.close()
          one.open = false
        } else if (what === 'recycle') {
          const view = one.views.splice(pick % Math.max(1, one.views.length), 1)[0]
          if (view !== undefined) pool.recycle(view)
          if (view !== undefined) back.push(view)
        } else if (back.length > 0) pool.recycle(back[pick % back.length] ?? new Uint8Array())
        const buffers = inUse().map(({ slab }) => slab.bytes.buffer)
        expect(new Set(buffers).size).toBe(buffers.length)
        expect(pool.usedBytes()).toBe(inUse().reduce((sum, { slab }) => sum + slab.bytes.length, 0))
        // Over the cap come only the smallest.
        const extra = Math.max(0, buffers.length * small)
        expect(pool.allocatedBytes()).toBeLessThanOrEqual(4 * large + extra)
      }
    }),
  )
})

it('over the cap it gives small slabs, says so, and tells when memory has come back', () => {
  const pool = createSlabPool(large)
  const first = pool.take(large)
  const extra = pool.take(large)
  let told = 0
  pool.onRoom(() => (told += 1))
  expect([extra.bytes.length, pool.isShort()]).toEqual([small, true])
  extra.close()
  expect([told, pool.isShort(), pool.allocatedBytes()]).toEqual([0, true, large])
  first.close()
  expect([told, pool.isShort()]).toEqual([1, false])
})

it('free memory of one size makes room for another, and all of it goes once nobody is under way', () => {
  const pool = createSlabPool(large)
  const leave = pool.join()
  const slabs = Array.from({ length: 16 }, () => pool.take(small))
  for (const slab of slabs) slab.close()
  expect(pool.take(large).bytes.length).toBe(large)
  expect(pool.allocatedBytes()).toBe(large)
  pool.take(small).close()
  pool.trim()
  leave()
  pool.trim()
  expect(pool.allocatedBytes()).toBe(large)
})

it('the more answers are under way, the smaller the slabs', () => {
  const pool = createSlabPool()
  const sizes: number[] = []
  for (let active = 1; active <= 33; active++) {
    pool.join()
    if ([8, 9, 32, 33].includes(active)) sizes.push(pool.largest())
  }
  expect(sizes).toEqual([slabSizes[2], slabSizes[1], slabSizes[1], slabSizes[0]])
})
