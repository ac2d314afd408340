// The limit that was there before it was switched off: switching it on again brings it back. A convenience of this
// browser or window; the host knows only the limit that holds.

import { megabyte } from './megabytes-field.tsx'

const key = 'reverie.lastLimit'
const usual = 5 * megabyte

export const lastLimit = {
  /** Bytes per second. */
  read(): number {
    const kept = Number(localStorage.getItem(key))
    return Number.isSafeInteger(kept) && kept > 0 ? kept : usual
  },
  keep(bytesPerSecond: number): void {
    if (bytesPerSecond > 0) localStorage.setItem(key, String(bytesPerSecond))
  },
} as const
