import { describe, expect, it } from 'vitest'
import { aBatch, aTransfer } from '../../../bridge/fake/fixtures.ts'
import {
  chooseAll,
  chooseOnly,
  chooseRange,
  noChoice,
  placesOf,
  renewed,
  rowsOf,
  sumsOf,
  toggle,
  type ChosenRow,
} from './choice.ts'

const top = (name: string): ChosenRow => ({ row: aTransfer(name, 'queued', { bytesTotal: 10 }), level: 1 })
const batch: ChosenRow = { row: aBatch('b', 'running', { bytesTotal: 100 }), level: 1 }
const inside = (name: string): ChosenRow => ({
  row: aTransfer(name, 'queued', { batchId: 'batch b', bytesTotal: 10 }),
  level: 2,
})
const keys = ({ rows }: { rows: ReadonlyMap<string, ChosenRow> }) => [...rows.keys()]

describe('a choice of rows', () => {
  it('is one row, one more or less, or a range from the anchor', () => {
    const one = chooseOnly(3, top('a'))
    expect(keys(one)).toEqual(['1 transfer a'])
    const two = toggle(one, 5, top('b'))
    expect(keys(two)).toEqual(['1 transfer a', '1 transfer b'])
    expect(keys(toggle(two, 3, top('a')))).toEqual(['1 transfer b'])
    const range = chooseRange(one, { position: 4, reach: [top('c'), top('d')], add: false })
    expect([keys(range), range.anchor, range.active]).toEqual([['1 transfer c', '1 transfer d'], 3, 4])
    expect(keys(chooseRange(two, { position: 6, reach: [top('c')], add: true }))).toHaveLength(3)
    expect(keys(chooseAll(noChoice, [top('a'), batch]))).toEqual(['1 transfer a', '1 batch b'])
  })

  it('knows the rows as they are now, and stays the same where nothing changed', () => {
    const choice = chooseOnly(0, top('a'))
    const ended: ChosenRow = { row: aTransfer('a', 'completed'), level: 1 }
    expect(renewed(choice, [ended, top('z')]).rows).toEqual(new Map([['1 transfer a', ended]]))
    expect(renewed(choice, [...choice.rows.values()])).toBe(choice)
  })

  it('acts on rows as they are shown, and moves downloads as a whole', () => {
    const chosen = [top('a'), batch, inside('x')]
    expect(rowsOf(chosen)).toEqual({ transferIds: ['transfer a', 'transfer x'], batchIds: ['batch b'] })
    expect(placesOf(chosen)).toEqual({ transferIds: ['transfer x'], batchIds: ['batch a', 'batch b'] })
  })

  it('sums up what is inside of a chosen download once', () => {
    expect(sumsOf(chooseAll(noChoice, [top('a'), batch, inside('x')]))).toEqual({ count: 3, bytesTotal: 110 })
  })
})
