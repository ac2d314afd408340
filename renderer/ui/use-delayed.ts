// True once a condition has lasted a while: a skeleton that only shows when the wait can be felt, never as a flash.

import { useEffect, useState } from 'react'

export function useDelayed(condition: boolean, milliseconds = 150): boolean {
  const [lasted, setLasted] = useState(false)
  useEffect(() => {
    if (!condition) {
      setLasted(false)
      return undefined
    }
    const timer = setTimeout(() => setLasted(true), milliseconds)
    return () => clearTimeout(timer)
  }, [condition, milliseconds])
  return condition && lasted
}
