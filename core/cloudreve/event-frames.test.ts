import { expect, it } from 'vitest'
import { readFrames } from './event-frames.ts'
import type { EventFrame } from './event-frames.ts'

async function framesOf(...chunks: string[]): Promise<EventFrame[]> {
  async function* bytes() {
    for (const chunk of chunks) yield new TextEncoder().encode(chunk)
  }
  const frames: EventFrame[] = []
  for await (const frame of readFrames(bytes())) frames.push(frame)
  return frames
}

it('reads frames as Cloudreve writes them, without a space behind the colon', async () => {
  expect(await framesOf('event:subscribed\ndata:<nil>\n\nevent:event\ndata:{"a":1}\n\n')).toEqual([
    { event: 'subscribed', data: '<nil>' },
    { event: 'event', data: '{"a":1}' },
  ])
})

it('reads frames of the standard: a space, several data lines, comments, line ends of Windows', async () => {
  expect(await framesOf(': hello\r\n\r\nevent: file\r\ndata: one\r\ndata: two\r\n\r\n')).toEqual([
    { event: 'file', data: 'one\ntwo' },
  ])
})

it('puts together what comes in pieces, in the middle of a character too', async () => {
  const bytes = new TextEncoder().encode('event:event\ndata:"ü"\n\n')
  async function* one() {
    for (const byte of bytes) yield Uint8Array.of(byte)
  }
  const frames: EventFrame[] = []
  for await (const frame of readFrames(one())) frames.push(frame)
  expect(frames).toEqual([{ event: 'event', data: '"ü"' }])
})

it('drops what has no end', async () => {
  expect(await framesOf('event:event\ndata:{"a"')).toEqual([])
})
