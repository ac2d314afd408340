import { expect, it } from 'vitest'
import { readByteRange } from './byte-range.ts'

it.each([
  [undefined, undefined],
  ['bytes=0-', { start: 0, end: 100 }],
  ['bytes=10-19', { start: 10, end: 20 }],
  ['bytes=90-500', { start: 90, end: 100 }],
  ['bytes=-10', { start: 90, end: 100 }],
  ['bytes=-500', { start: 0, end: 100 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-4', undefined],
  ['bytes=1-2,5-6', undefined],
  ['items=1-2', undefined],
  ['bytes=-', undefined],
])('reads %s of a hundred bytes', (header, range) => {
  expect(readByteRange(header, 100)).toEqual(range)
})
