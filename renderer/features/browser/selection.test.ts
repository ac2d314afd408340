import { describe, expect, it } from 'vitest'
import {
  clickRow,
  growSelection,
  moveActive,
  noSelection,
  selectAll,
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
    const selection = clickRow(selectAll(noSelection, keys), keys, { index: 2, ...plain })
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
  it('takes in the pages that are still to come, until something else is selected', () => {
    const all = selectAll(noSelection, ['a', 'b'])
    expect(chosen(growSelection(all, ['c']))).toBe('abc')
    expect(chosen(growSelection(toggleRow(all, ['a', 'b'], 0), ['c']))).toBe('b')
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
