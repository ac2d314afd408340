// Whether a zip is all there: its end-of-central-directory record is the last thing in the file and points at a directory
// that ends where the record begins (APPNOTE.TXT sections 4.3.14 to 4.3.16). Entries are not unpacked.

import type { DiskFile } from '../ports/disk.ts'

const endSignature = 0x06054b50
const end64Signature = 0x06064b50
const locator64Signature = 0x07064b50
const endBytes = 22
const longestTail = endBytes + 65_535 + 76

export async function isCompleteZip(file: DiskFile, sizeBytes: number): Promise<boolean> {
  if (sizeBytes < endBytes) return false
  const tail = new Uint8Array(Math.min(sizeBytes, longestTail))
  const tailStart = sizeBytes - tail.length
  for (let at = 0; at < tail.length;) {
    const read = await file.read(tail.subarray(at), tailStart + at)
    if (read === 0) return false
    at += read
  }
  return isCompleteTail(tail, tailStart)
}

function isCompleteTail(tail: Uint8Array, tailStart: number): boolean {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length)
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== endSignature) continue
    if (at + endBytes + view.getUint16(at + 20, true) !== tail.length) continue
    const directoryEnd = view.getUint32(at + 12, true) + view.getUint32(at + 16, true)
    if (directoryEnd === tailStart + at) return true
    if (isZip64(view, at)) return true
  }
  return false
}

/** The 64-bit record and its locator stand right before the classic one. */
function isZip64(view: DataView, at: number): boolean {
  if (at < 76) return false
  return (
    view.getUint32(at - 20, true) === locator64Signature && view.getUint32(at - 76, true) === end64Signature
  )
}
