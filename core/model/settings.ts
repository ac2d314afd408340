// What the user may set, with the values a new profile starts from. Changes apply to what is added afterwards,
// but for the number of slots and the speed limit, which apply at once.

import type { ConflictPolicy } from './conflict.ts'

export interface Settings {
  /** Absolute path; downloads land here unless another folder is chosen. */
  readonly downloadFolder: string
  /** Transfers running at the same time, 1 to 16. */
  readonly concurrency: number
  readonly conflict: ConflictPolicy
  /** Bytes per second over all transfers; 0 means no limit. */
  readonly speedLimit: number
  readonly theme: 'system' | 'light' | 'dark'
}

export const defaultSettings: Omit<Settings, 'downloadFolder'> = {
  concurrency: 4,
  conflict: 'skip-if-same',
  speedLimit: 0,
  theme: 'system',
}

export const concurrencyBounds = { min: 1, max: 16 } as const
