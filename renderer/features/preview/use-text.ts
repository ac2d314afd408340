// The text behind a preview; the host has made UTF-8 of whatever it was. Shown as text, never as a page.

import { useEffect, useState } from 'react'

/** `onError` has to be the same one each time, or the text is asked for again. */
export function useText(address: string, onError: () => void): string | undefined {
  const [text, setText] = useState<string>()
  useEffect(() => {
    const stop = new AbortController()
    const read = async () => {
      const answer = await fetch(address, { signal: stop.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      setText(await answer.text())
    }
    read().catch(() => {
      if (!stop.signal.aborted) onError()
    })
    return () => stop.abort()
  }, [address, onError])
  return text
}
