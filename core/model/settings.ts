// What the user may set, with the values a new profile starts from. Changes apply to what is added afterwards,
// but for the number of slots and the speed limit, which apply at once.

import type { AfterAction } from './after-action.ts'
import type { ChosenPolicy } from './conflict.ts'
import type { LanguageChoice } from './language.ts'
import { defaultDesktopOptions, type DesktopOptions } from './desktop-options.ts'
import type { WeeklyRule } from './weekly-schedule.ts'

export interface Settings {
  /** Absolute path; downloads land here unless another folder is chosen. */
  readonly downloadFolder: string
  /** Large files running at the same time, 1 to 16; of small ones more run, see core/queue. */
  readonly concurrency: number
  /** Connections over all files, 1 to 128. */
  readonly connections: number
  /** Connections to one origin, 1 to 64. */
  readonly connectionsPerOrigin: number
  /** Connections of one file at most, 1 to 16; a transfer may have its own number. */
  readonly connectionsPerFile: number
  readonly conflict: ChosenPolicy
  /** Bytes per second over all transfers; 0 means no limit. */
  readonly speedLimit: number
  /** Bytes per second by account id, beside the limit over all; absent means no limit of its own. */
  readonly accountSpeedLimits: Readonly<Record<string, number>>
  /** Large files running at the same time by account id, 1 to 16, within `concurrency`; absent means no cap of its own. */
  readonly accountConcurrency: Readonly<Record<string, number>>
  /** Connections by account id, 1 to 128, within those of all; absent means no cap of its own. */
  readonly accountConnections: Readonly<Record<string, number>>
  /** Hours of the week with another limit, or without transfers; the first rule that fits counts. */
  readonly schedule: readonly WeeklyRule[]
  /** Bytes free on a volume below which no transfer starts there. */
  readonly startFloorBytes: number
  /** Bytes that stay free: a transfer that would go below is held. */
  readonly keepFloorBytes: number
  /** Whether a sha256 of every finished file is kept too, beside the xxh64. */
  readonly sha256: boolean
  /** What follows each batch. Only the owner of the settings file sets it: it may name a program. */
  readonly after: AfterAction
  readonly theme: 'system' | 'light' | 'dark'
  /** Of the windows and the page; the command line speaks English. */
  readonly language: LanguageChoice
  readonly desktop: DesktopOptions
}

export const defaultSettings: Omit<Settings, 'downloadFolder'> = {
  concurrency: 4,
  connections: 32,
  connectionsPerOrigin: 32,
  connectionsPerFile: 8,
  conflict: 'skip-if-same',
  speedLimit: 0,
  accountSpeedLimits: {},
  accountConcurrency: {},
  accountConnections: {},
  schedule: [],
  startFloorBytes: 250_000_000,
  keepFloorBytes: 50_000_000,
  sha256: false,
  after: { kind: 'nothing' },
  theme: 'system',
  language: 'system',
  desktop: defaultDesktopOptions,
}

export const concurrencyBounds = { min: 1, max: 16 } as const
export const connectionBounds = { min: 1, max: 128 } as const
export const connectionsPerOriginBounds = { min: 1, max: 64 } as const
export const connectionsPerFileBounds = { min: 1, max: 16 } as const
/** Far more than any rate or volume, far less than what a number holds exactly. */
export const largestBytes = 2 ** 50
/** Rules of the weekly schedule, accounts with a limit: more are a mistake or an attack. */
export const mostRules = 100
