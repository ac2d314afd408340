// Reads a small zip archive by its central directory, as an unpacker does, and checks every sum. For tests; knows stored
// and deflated files and nothing else.

import { crc32, inflateRawSync } from 'node:zlib'

/** Content by name, in the order of the directory. Throws where the archive contradicts itself. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end === -1) throw new Error('there is no end record')
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  const files = new Map<string, Buffer>()
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error('a directory entry is missing')
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    files.set(name, contentOf(archive, at))
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  if (at !== end) throw new Error('the directory does not end where the end record begins')
  return files
}

function contentOf(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10)
  const sum = archive.readUInt32LE(entry + 16)
  const packedBytes = archive.readUInt32LE(entry + 20)
  const local = archive.readUInt32LE(entry + 42)
  const sameFields = archive.subarray(entry + 6, entry + 30).equals(archive.subarray(local + 4, local + 28))
  if (archive.readUInt32LE(local) !== 0x04034b50 || !sameFields) throw new Error('the headers differ')
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const packed = archive.subarray(start, start + packedBytes)
  const content = method === 8 ? inflateRawSync(packed) : packed
  if (content.length !== archive.readUInt32LE(entry + 24) || crc32(content) !== sum)
    throw new Error('the content is not what the directory says')
  return content
}
