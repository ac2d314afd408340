import { describe, expect, it } from 'vitest'
import {
  clickRow,
  isSelected,
  keepSelection,
  moveActive,
  noSelection,
  selectAll,
  selectedCount,
  selectOnly,
  toggleRow,
  typeAhead,
  type Selection,
} from './selection.ts'

const keys = ['a', 'b', 'c', 'd', 'e']
const plain = { add: false, range: false }
const chosen = ({ keys: selected }: Selection) => [...selected].sort().join('')

describe('selecting with the mouse', () => {
  it('a click selects one and lets go of the rest', () => {
    const selection = clickRow(selectAll(noSelection), keys, { index: 2, ...plain })
    expect(selection).toEqual({ keys: new Set('c'), active: 2, anchor: 2, everything: false })
  })
  it('Ctrl adds and takes away', () => {
    const two = clickRow(selectOnly(keys, 0), keys, { index: 3, add: true, range: false })
    expect(chosen(two)).toBe('ad')
    expect(chosen(clickRow(two, keys, { index: 0, add: true, range: false }))).toBe('d')
  })
  it('Shift stretches from the anchor in both directions', () => {
    const down = clickRow(selectOnly(keys, 2), keys, { index: 4, add: false, range: true })
    expect(chosen(down)).toBe('cde')
    expect(chosen(clickRow(down, keys, { index: 0, add: false, range: true }))).toBe('abc')
  })
  it('Ctrl and Shift add a stretch', () => {
    const start = toggleRow(selectOnly(keys, 0), keys, 2)
    expect(chosen(clickRow(start, keys, { index: 4, add: true, range: true }))).toBe('acde')
  })
  it('a click beside every row changes nothing that is there', () => {
    expect(toggleRow(selectOnly(keys, 1), keys, 99)).toEqual(selectOnly(keys, 1))
  })
})

describe('selecting with the keyboard', () => {
  it('an arrow moves the selection and stops at the ends', () => {
    expect(moveActive(selectOnly(keys, 4), keys, { index: 5, ...plain })).toEqual(selectOnly(keys, 4))
    expect(moveActive(selectOnly(keys, 0), keys, { index: -1, ...plain })).toEqual(selectOnly(keys, 0))
  })
  it('Shift and arrow stretch, and shrink again on the way back', () => {
    let selection = selectOnly(keys, 1)
    selection = moveActive(selection, keys, { index: 2, add: false, range: true })
    selection = moveActive(selection, keys, { index: 3, add: false, range: true })
    expect(chosen(selection)).toBe('bcd')
    expect(chosen(moveActive(selection, keys, { index: 2, add: false, range: true }))).toBe('bc')
  })
  it('Ctrl and arrow move the keyboard alone', () => {
    const moved = moveActive(selectOnly(keys, 1), keys, { index: 3, add: true, range: false })
    expect([chosen(moved), moved.active]).toEqual(['b', 3])
  })
  it('does nothing in an empty list', () => {
    expect(moveActive(noSelection, [], { index: 0, ...plain })).toEqual(noSelection)
  })
})

describe('selecting everything', () => {
  it('takes in what is still to come, but for what is taken out', () => {
    const all = toggleRow(selectAll(noSelection), keys, 1)
    expect([...keys, 'z'].filter((key) => isSelected(all, key)).join('')).toBe('acdez')
    expect(selectedCount(all, 100_000)).toBe(99_999)
    const again = clickRow({ ...all, anchor: 0 }, keys, { index: 2, add: true, range: true })
    expect(keys.filter((key) => isSelected(again, key)).join('')).toBe('abcde')
  })
  it('ends with the next plain click', () => {
    expect(clickRow(selectAll(noSelection), keys, { index: 0, ...plain })).toEqual(selectOnly(keys, 0))
  })
})

describe('when the rows change', () => {
  it('keeps what is still there, and the keyboard with its row', () => {
    const two = clickRow(selectOnly(keys, 1), keys, { index: 3, add: true, range: false })
    expect(keepSelection(two, { before: keys, after: ['new', 'c', 'd'] })).toEqual({
      keys: new Set(['d']),
      active: 2,
      anchor: 2,
      everything: false,
    })
  })
  it('leaves the keyboard where its row was when that is gone', () => {
    const kept = keepSelection(selectOnly(keys, 4), { before: keys, after: ['a', 'b'] })
    expect([kept.active, kept.keys.size]).toEqual([1, 0])
  })
})

describe('typing a name', () => {
  const names = ['Apple', 'banana', 'Äpfel', 'apricot']
  it('finds the next one that starts so, around the end', () => {
    expect(typeAhead(names, { text: 'ap', from: 1 })).toBe(3)
    expect(typeAhead(names, { text: 'AP', from: 0 })).toBe(0)
    expect(typeAhead(names, { text: 'b', from: 2 })).toBe(1)
  })
  it('finds nothing where there is nothing', () => {
    expect(typeAhead(names, { text: 'x', from: 0 })).toBeUndefined()
    expect(typeAhead([], { text: 'x', from: 0 })).toBeUndefined()
  })
})
