// The current time for countdowns, renewed once a second while somebody asks for it.

import { useEffect, useState } from 'react'

/** Unix milliseconds; stands still while `running` is false. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) return undefined
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [running])
  return now
}
