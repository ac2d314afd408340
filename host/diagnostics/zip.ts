// A small zip archive in memory (APPNOTE 6.3: local headers, deflate, central directory). For what fits there: no zip64,
// no streaming, no folders. docs/adr/0027 says why it is our own.

import { crc32, deflateRawSync } from 'node:zlib'

export interface ZippedFile {
  /** ASCII, with `/` between folders. */
  readonly name: string
  readonly content: string | Buffer
}

const localMark = 0x04034b50
const centralMark = 0x02014b50
const endMark = 0x06054b50
const deflate = 8
/** What deflate and names in ASCII need. */
const version = 20

export function zipOf(files: readonly ZippedFile[], at: Date): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of files) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const fields = commonFields({ name, raw, packed, at })
    const local = Buffer.concat([word(localMark), fields, Buffer.from(name, 'ascii'), packed])
    const central = Buffer.alloc(14)
    central.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([word(centralMark), half(version), fields, central, Buffer.from(name, 'ascii')]),
    )
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...parts, central, endRecord(files.length, central.length, offset)])
}

interface Packed {
  readonly name: string
  readonly raw: Buffer
  readonly packed: Buffer
  readonly at: Date
}

/** From "version needed" to "extra field length": the same in both headers. */
function commonFields({ name, raw, packed, at }: Packed): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(version, 0)
  fields.writeUInt16LE(deflate, 4)
  fields.writeUInt16LE((at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1), 6)
  fields.writeUInt16LE(((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate(), 8)
  fields.writeUInt32LE(crc32(raw), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(raw.length, 18)
  fields.writeUInt16LE(name.length, 22)
  return fields
}

function endRecord(count: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(endMark, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(bytes, 12)
  record.writeUInt32LE(offset, 16)
  return record
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
