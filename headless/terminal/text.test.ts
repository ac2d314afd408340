import { describe, expect, test } from 'vitest'
import { displayWidth, jsonLine, padEnd, printable, shorten } from './text.ts'

describe('text on a terminal', () => {
  test.each([
    ['plain name.txt', 'plain name.txt'],
    ['a\x1b[31mred\x07', 'a␛[31mred␇'],
    ['line\nbreak\ttab\r', 'line␊break␉tab␍'],
    ['\u009b2Jclear', '\ufffd2Jclear'],
    ['abc\u202etxt.exe', 'abc\ufffdtxt.exe'],
    ['del\x7f', 'del␡'],
    ['lone \ud800 half', 'lone \ufffd half'],
    ['emoji 🦊 ok', 'emoji 🦊 ok'],
  ])('%j is shown as %j', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  test('JSON lines escape what a terminal would obey and still parse to the same value', () => {
    const value = { name: 'a\u009bb\u202ec\n\u2028' }
    expect(jsonLine(value)).toBe('{"name":"a\\u009bb\\u202ec\\n\\u2028"}')
    expect(JSON.parse(jsonLine(value))).toEqual(value)
  })

  test.each([
    ['abc', 3],
    ['日本語', 6],
    ['한글', 4],
    ['e\u0301', 1],
    ['👩‍👩‍👧‍👦', 2],
    ['ＡＢ', 4],
  ])('%j takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns)
  })

  test.each([
    ['short.txt', 20, 'short.txt'],
    ['a-very-long-name-of-a-file.tar.gz', 16, 'a-very-lon…ar.gz'],
    ['日本語のとても長い名前.txt', 12, '日本語の…txt'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('%j within %i columns is %j', (text, columns, cut) => {
    expect(shorten(text, columns)).toBe(cut)
  })

  test('padding counts columns, not characters', () => {
    expect(padEnd('日本', 6) + '|').toBe('日本  |')
  })
})
