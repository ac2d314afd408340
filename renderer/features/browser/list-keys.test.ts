import { describe, expect, it } from 'vitest'
import { createTypedText, rowForKey } from './list-keys.ts'

describe('keys that lead to a row', () => {
  const shape = { count: 100, active: 50, pageRows: 10 }
  it.each([
    ['ArrowDown', 51],
    ['ArrowUp', 49],
    ['Home', 0],
    ['End', 99],
    ['PageDown', 60],
    ['PageUp', 40],
    ['x', undefined],
  ])('%s leads to %s', (key, row) => {
    expect(rowForKey(key, shape)).toBe(row)
  })
})

describe('typing a name', () => {
  const names = ['alpha', 'beta', 'bravo', 'be kind']
  it('narrows down while one types on, and starts anew after a pause', () => {
    const typed = createTypedText()
    expect(typed.type('b', 0, { names, active: -1 })).toBe(1)
    expect(typed.type('r', 300, { names, active: 1 })).toBe(2)
    expect(typed.type('a', 5_000, { names, active: 2 })).toBe(0)
  })
  it('walks with the same letter', () => {
    const typed = createTypedText()
    expect(typed.type('b', 0, { names, active: 0 })).toBe(1)
    expect(typed.type('b', 100, { names, active: 1 })).toBe(2)
    expect(typed.type('b', 200, { names, active: 2 })).toBe(3)
    expect(typed.type('b', 300, { names, active: 3 })).toBe(1)
  })
  it('takes a space as part of the name only while typing', () => {
    const typed = createTypedText()
    expect(typed.isTyping(0)).toBe(false)
    typed.type('b', 0, { names, active: 0 })
    typed.type('e', 100, { names, active: 1 })
    expect(typed.isTyping(200)).toBe(true)
    expect(typed.type(' ', 200, { names, active: 1 })).toBe(3)
  })
})
