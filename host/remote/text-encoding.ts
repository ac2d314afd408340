// Text files come in every encoding; a page gets UTF-8. What a file says at its beginning is believed, else what its bytes
// can be: UTF-8, or what Chinese and Western systems wrote before it.

/** `complete` is false where only the beginning of the file is here: a character cut off at the end is left out. */
export function toUtf8(bytes: Uint8Array, complete: boolean): Uint8Array {
  const encoding = encodingOf(bytes, complete)
  const decoder = new TextDecoder(encoding)
  return new TextEncoder().encode(decoder.decode(bytes, { stream: !complete }))
}

export function encodingOf(bytes: Uint8Array, complete: boolean): string {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (fits(bytes, 'utf-8', complete)) return 'utf-8'
  return looksDoubleByte(bytes) && fits(bytes, 'gb18030', complete) ? 'gb18030' : 'windows-1252'
}

function fits(bytes: Uint8Array, encoding: string, complete: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !complete })
    return true
  } catch {
    return false
  }
}

/** Western accents stand alone between letters; double-byte characters come in runs of high bytes. */
function looksDoubleByte(bytes: Uint8Array): boolean {
  let alone = 0
  let together = 0
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue
    const neighbours = (bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80
    if (neighbours) together += 1
    else alone += 1
  }
  return together > alone * 2
}

/** What looks like text by its name may hold anything. */
export function isBinary(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return !isUtf16 && bytes.includes(0)
}
