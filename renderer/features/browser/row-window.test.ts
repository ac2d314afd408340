import { expect, it } from 'vitest'
import { createRowWindow, inSlots, slotOf } from './row-window.ts'

const range = (startIndex: number, endIndex: number, count = 1_000) => ({
  ...{ startIndex, endIndex, count },
  overscan: 3,
})
const from = (first: number, length: number) => Array.from({ length }, (_, at) => first + at)

it('draws the same number of rows wherever the list is', () => {
  const rows = createRowWindow()
  expect(rows(range(0, 9))).toEqual(from(0, 18))
  expect(rows(range(100, 110))).toEqual(from(97, 18))
  expect(rows(range(990, 999))).toEqual(from(982, 18))
})

it('draws more in a larger window, and all of a short list', () => {
  const rows = createRowWindow()
  rows(range(0, 9))
  expect(rows(range(100, 120))).toHaveLength(29)
  expect(rows(range(0, 3, 4))).toEqual(from(0, 4))
  expect(rows(range(0, -1, 0))).toEqual([])
})

it('gives a row that comes in the element of the one that left', () => {
  const slots = (items: readonly number[]) => new Set(items.map((index) => slotOf(index, items.length)))
  const rows = createRowWindow()
  const before = rows(range(100, 109))
  const after = rows(range(107, 116))
  expect(slots(after)).toEqual(slots(before))
  const order = (items: readonly number[]) =>
    inSlots(items.map((index) => ({ index }))).map(({ index }) => slotOf(index, items.length))
  expect(order(after)).toEqual(order(before))
})
