// A zip stream the way the server writes it: Store, data descriptors, UTF-8 flag for non-ASCII names
// (cloudreve-api.md section 5.1). No compression and no zip64: entries and totals stay below 4 GiB here.
import { crc32 } from 'node:zlib'

export interface ZipEntry {
  name: string
  modifiedAtMs: number
  sizeBytes: number
  read(start: number, end: number): Uint8Array
}

const chunkBytes = 1_048_576

export function* zipStream(entries: Iterable<ZipEntry>): Generator<Uint8Array> {
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8')
    const local = localHeader(entry, name)
    yield local
    let crc = 0
    for (let at = 0; at < entry.sizeBytes; at += chunkBytes) {
      const chunk = entry.read(at, Math.min(at + chunkBytes, entry.sizeBytes))
      crc = crc32(chunk, crc)
      yield chunk
    }
    const descriptor = Buffer.alloc(16)
    descriptor.writeUInt32LE(0x08074b50, 0)
    descriptor.writeUInt32LE(crc, 4)
    descriptor.writeUInt32LE(entry.sizeBytes, 8)
    descriptor.writeUInt32LE(entry.sizeBytes, 12)
    yield descriptor
    directory.push(centralHeader({ entry, name, crc, offset }))
    offset += local.length + entry.sizeBytes + descriptor.length
  }
  const central = Buffer.concat(directory)
  yield central
  yield endRecord(directory.length, central.length, offset)
}

function commonFields(entry: ZipEntry, name: Buffer): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(name.length === entry.name.length ? 0x8 : 0x808, 2)
  const { time, date } = dosTime(entry.modifiedAtMs)
  fields.writeUInt16LE(time, 6)
  fields.writeUInt16LE(date, 8)
  fields.writeUInt16LE(name.length, 22)
  return fields
}

function localHeader(entry: ZipEntry, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), commonFields(entry, name), name])
}

function centralHeader(at: { entry: ZipEntry; name: Buffer; crc: number; offset: number }): Buffer {
  const fields = commonFields(at.entry, at.name)
  fields.writeUInt32LE(at.crc, 10)
  fields.writeUInt32LE(at.entry.sizeBytes, 14)
  fields.writeUInt32LE(at.entry.sizeBytes, 18)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(at.offset, 10)
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, at.name])
}

function endRecord(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 0, 'latin1')
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(directoryBytes, 12)
  record.writeUInt32LE(directoryOffset, 16)
  return record
}

function dosTime(atMs: number): { time: number; date: number } {
  const at = new Date(atMs)
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  return { time, date }
}
