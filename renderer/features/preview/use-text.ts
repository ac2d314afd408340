// The text behind a preview: UTF-8 or UTF-16 by its mark, else the bytes as Windows wrote them. Shown as text, never as a page.

import { useEffect, useState } from 'react'

/** `onError` has to be the same one each time, or the text is asked for again. */
export function useText(address: string, onError: () => void): string | undefined {
  const [text, setText] = useState<string>()
  useEffect(() => {
    const stop = new AbortController()
    const read = async () => {
      const answer = await fetch(address, { signal: stop.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      setText(decodeText(new Uint8Array(await answer.arrayBuffer())))
    }
    read().catch(() => {
      if (!stop.signal.aborted) onError()
    })
    return () => stop.abort()
  }, [address, onError])
  return text
}

export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, wholeLength(bytes)))
  } catch {
    // No UTF-8: what is left is what Windows writes.
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

/** Without a character that the end cuts in two: the rest of the file is not here. */
function wholeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0
    if (needed > 0) return back < needed ? bytes.length - back : bytes.length
  }
  return bytes.length
}
