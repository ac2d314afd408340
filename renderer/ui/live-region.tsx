// Says something to assistive technology without showing it, and not more often than one can listen to.

import { useEffect, useRef, useState } from 'react'

const pauseMs = 3_000

export function LiveRegion({ text }: { text: string }) {
  const [said, setSaid] = useState('')
  const saidAtMs = useRef(0)
  const first = useRef(true)
  useEffect(() => {
    // What was so when the window opened is no news.
    if (first.current) {
      first.current = text === ''
      if (text !== '') return undefined
    }
    if (text === '') return undefined
    const wait = Math.max(0, saidAtMs.current + pauseMs - Date.now())
    const timer = setTimeout(() => {
      saidAtMs.current = Date.now()
      setSaid(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div role="status" aria-live="polite" className="only-heard" data-testid="announcements">
      {said}
    </div>
  )
}
