import { describe, expect, it } from 'vitest'
import { aTransfer } from '../../bridge/fake/fixtures.ts'
import { flattenRows } from './flat-rows.ts'
import { noRows, type LoadedRows } from './window-feed.ts'

function loaded(prefix: string, total: number, offset = 0, count = total): LoadedRows {
  const rows = Array.from({ length: count }, (_none, index) =>
    aTransfer(`${prefix}${offset + index}`, 'queued'),
  )
  return { status: 'ready', revision: 1, total, offset, rows }
}

describe('one list out of two windows', () => {
  const flat = flattenRows({ top: loaded('t', 4), inside: loaded('i', 3), openIndex: 1 })
  it('puts the files of the open batch below it', () => {
    const shown = Array.from({ length: flat.total }, (_none, position) => flat.at(position))
    expect(shown.map(({ level, row }) => `${level} ${row?.name}`)).toEqual([
      '1 t0',
      '1 t1',
      '2 i0',
      '2 i1',
      '2 i2',
      '1 t2',
      '1 t3',
    ])
  })
  it('tells which rows of each window can be seen', () => {
    expect(flat.split(0, 6)).toEqual({ top: { first: 0, last: 3 }, inside: { first: 0, last: 2 } })
    expect(flat.split(3, 3)).toEqual({ top: { first: 1, last: 1 }, inside: { first: 1, last: 1 } })
    expect(flat.split(5, 6)).toEqual({ top: { first: 2, last: 3 }, inside: undefined })
  })
  it('knows nothing of rows outside of what is loaded', () => {
    const far = flattenRows({ top: loaded('t', 10_000, 500, 10), inside: noRows, openIndex: -1 })
    expect([far.at(499).row, far.at(500).row?.name, far.at(510).row]).toEqual([undefined, 't500', undefined])
  })
})
