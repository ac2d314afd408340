import { expect, it } from 'vitest'
import { encodingOf, isBinary, toUtf8 } from './text-encoding.ts'

const read = (bytes: Uint8Array, complete = true) => new TextDecoder().decode(toUtf8(bytes, complete))

it.each([
  ['utf-8', Buffer.from('grün 中文')],
  ['utf-8', Buffer.from('\ufeffwith a mark')],
  ['utf-16le', Buffer.from('\ufeffmark', 'utf16le')],
  ['gb18030', Buffer.from([0xd6, 0xd0, 0xce, 0xc4, 0xce, 0xc4, 0xbc, 0xfe])],
  ['windows-1252', Buffer.from('caf\xe9 cr\xe8me', 'latin1')],
])('takes %s for what it is', (encoding, bytes) => {
  expect(encodingOf(bytes, true)).toBe(encoding)
})

it('reads Chinese of old systems', () => {
  expect(read(Uint8Array.of(0xd6, 0xd0, 0xce, 0xc4))).toBe('中文')
})

it('leaves out a character that was cut off, and only there', () => {
  const bytes = Buffer.from('aü')
  expect([read(bytes.subarray(0, 2), false), read(bytes)]).toEqual(['a', 'aü'])
})

it('knows what is no text', () => {
  expect([isBinary(Uint8Array.of(1, 0)), isBinary(Buffer.from('\ufeffa', 'utf16le'))]).toEqual([true, false])
})
