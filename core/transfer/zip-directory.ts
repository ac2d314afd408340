// The names and sizes in a zip, read from its directory at the end (APPNOTE.TXT sections 4.3.12 to 4.5.3, zip64 included).
// For zips that a site has made while it sent them: only the directory tells whether everything is in it.

import type { DiskFile } from '../ports/disk.ts'

export interface ZipEntry {
  /** Slashes between folders, none at the beginning. */
  readonly name: string
  readonly sizeBytes: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endBytes = 22
const entryBytes = 46
/** A directory of some hundred thousand files; what is larger is not looked at. */
export const mostDirectoryBytes = 64 * 1024 * 1024
const all32 = 0xffffffff

/** Undefined where the file is no zip that can be read, or its directory is too large. Folders are left out. */
export async function readZipDirectory(
  file: DiskFile,
  sizeBytes: number,
): Promise<readonly ZipEntry[] | undefined> {
  const place = await findDirectory(file, sizeBytes)
  if (place === undefined || place.length > mostDirectoryBytes) return undefined
  const bytes = await readAt(file, place.start, place.length)
  return bytes === undefined ? undefined : readEntries(bytes)
}

async function findDirectory(
  file: DiskFile,
  sizeBytes: number,
): Promise<{ start: number; length: number } | undefined> {
  const length = Math.min(sizeBytes, endBytes + 65_535)
  const tail = await readAt(file, sizeBytes - length, length)
  if (tail === undefined) return undefined
  const view = viewOf(tail)
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (
      view.getUint32(at, true) !== endSignature ||
      at + endBytes + view.getUint16(at + 20, true) !== tail.length
    )
      continue
    const [bytes, start] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)]
    if (bytes !== all32 && start !== all32) return { start, length: bytes }
    // The 64-bit record stands 76 bytes before this one (section 4.3.14).
    return at < 76 ? undefined : { start: big(view, at - 76 + 48), length: big(view, at - 76 + 40) }
  }
  return undefined
}

function readEntries(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = viewOf(bytes)
  const entries: ZipEntry[] = []
  for (let at = 0; at + entryBytes <= bytes.length;) {
    if (view.getUint32(at, true) !== entrySignature) return undefined
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths
    const nameAt = at + entryBytes
    const end = nameAt + nameLength + extraLength + commentLength
    if (end > bytes.length) return undefined
    const size = view.getUint32(at + 24, true)
    const extra = { start: nameAt + nameLength, end: nameAt + nameLength + extraLength }
    const name = new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameLength)).replaceAll('\\', '/')
    if (!name.endsWith('/'))
      entries.push({ name: name.replace(/^\/+/, ''), sizeBytes: size === all32 ? size64(view, extra) : size })
    at = end
  }
  return entries
}

/** The uncompressed size is the first number of the 64-bit extra field (id 1). */
function size64(view: DataView, { start, end }: { start: number; end: number }): number {
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === 1 && at + 12 <= end) return big(view, at + 4)
  }
  return all32
}

function big(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true))
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

async function readAt(file: DiskFile, start: number, length: number): Promise<Uint8Array | undefined> {
  if (start < 0 || length < 0) return undefined
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length;) {
    const read = await file.read(bytes.subarray(at), start + at)
    if (read === 0) return undefined
    at += read
  }
  return bytes
}
