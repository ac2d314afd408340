import { describe, expect, it } from 'vitest'
import type { DiskFile } from '../ports/disk.ts'
import { isCompleteZip } from './zip-tail.ts'

function createMemoryFile(bytes: Uint8Array, mostAtOnce = Infinity): DiskFile {
  const no = () => Promise.reject(new Error('not asked for here'))
  return {
    read: async (into, position) => {
      const part = bytes.subarray(position, position + Math.min(into.length, mostAtOnce))
      into.set(part)
      return part.length
    },
    write: no,
    datasync: no,
    truncate: no,
    setModified: no,
    stat: no,
    close: no,
  }
}

/** `body` of any bytes, a directory of any bytes, and a record that points at it. */
function zip({ body = 100, directory = 50, comment = '', is64 = false } = {}): Buffer {
  const end = Buffer.alloc(22 + comment.length)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(is64 ? 0xffffffff : directory, 12)
  end.writeUInt32LE(is64 ? 0xffffffff : body, 16)
  end.writeUInt16LE(comment.length, 20)
  end.write(comment, 22)
  const records = Buffer.alloc(is64 ? 76 : 0)
  if (is64) {
    records.writeUInt32LE(0x06064b50, 0)
    records.writeUInt32LE(0x07064b50, 56)
  }
  return Buffer.concat([Buffer.alloc(body, 1), Buffer.alloc(directory, 2), records, end])
}

const check = (bytes: Buffer, mostAtOnce?: number) =>
  isCompleteZip(createMemoryFile(bytes, mostAtOnce), bytes.length)

describe('the tail of a zip', () => {
  it.each([
    ['whole', zip(), true],
    ['empty', zip({ body: 0, directory: 0 }), true],
    ['with a comment', zip({ comment: 'PK\x05\x06 in a comment, and more text' }), true],
    ['large', zip({ body: 200_000 }), true],
    ['with 64-bit records', zip({ is64: true }), true],
    ['cut by one byte', zip().subarray(0, -1), false],
    ['cut in the directory', zip().subarray(0, 120), false],
    ['with bytes missing in the middle', Buffer.concat([zip().subarray(0, 50), zip().subarray(51)]), false],
    ['followed by something', Buffer.concat([zip(), Buffer.from('x')]), false],
    ['shorter than any zip', Buffer.alloc(21), false],
    ['no zip', Buffer.alloc(500, 'text'), false],
  ])('%s', async (_name, bytes, expected) => {
    expect(await check(bytes)).toBe(expected)
    expect(await check(bytes, 7)).toBe(expected)
  })

  it('is not complete where the file is shorter than it should be', async () => {
    expect(await isCompleteZip(createMemoryFile(zip()), 9_999)).toBe(false)
  })
})
