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
  // The end may be in the middle of a character: the rest of the file is not here.
  for (let cut = 0; cut < 4; cut += 1) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut))
    } catch {
      continue
    }
  }
  return new TextDecoder('windows-1252').decode(bytes)
}
