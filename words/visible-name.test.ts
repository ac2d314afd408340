import { describe, expect, it } from 'vitest'
import { isolateName, visibleName } from './visible-name.ts'

describe('names of strangers', () => {
  it.each([
    ['plain.txt', 'plain.txt'],
    ['two\nlines', 'two␊lines'],
    ['del\u007fete', 'del␡ete'],
    ['invoice\u202efdp.exe', 'invoice⟨U+202E⟩fdp.exe'],
    ['zero\u200bwidth', 'zero⟨U+200B⟩width'],
    ['next\u0085line', 'next⟨U+0085⟩line'],
    ['isolate\u2066d', 'isolate⟨U+2066⟩d'],
  ])('makes what hides or reorders visible: %j', (name, shown) => {
    expect(visibleName(name)).toBe(shown)
  })
  it('keeps the joiners that emoji and Persian need', () => {
    expect(visibleName('👨‍👩‍👧 می‌خواهم')).toBe('👨‍👩‍👧 می‌خواهم')
  })
  it('closes a name off from the sentence around it', () => {
    expect(isolateName('\u202eevil')).toBe('\u2068⟨U+202E⟩evil\u2069')
  })
})
