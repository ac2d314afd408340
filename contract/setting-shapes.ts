// What each setting may be, for requests and for the file that settings are kept in: one table, so that the two agree.

import { z } from 'zod'
import { conflictPolicies } from '../core/model/conflict.ts'
import { languageChoices } from '../core/model/language.ts'
import {
  concurrencyBounds,
  connectionBounds,
  connectionsPerFileBounds,
  connectionsPerOriginBounds,
  largestBytes,
  mostRules,
} from '../core/model/settings.ts'
import { desktopShape } from './desktop-shape.ts'

const within = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max)
const perAccount = (bounds: { min: number; max: number }) =>
  z.record(z.string().min(1).max(200), within(bounds)).refine((caps) => Object.keys(caps).length <= mostRules)
const bytes = within({ min: 0, max: largestBytes })

const weeklyRule = z.strictObject({
  days: z
    .array(within({ min: 0, max: 6 }))
    .min(1)
    .max(7),
  fromMinute: within({ min: 0, max: 1_439 }),
  untilMinute: within({ min: 1, max: 1_440 }),
  action: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('limit'), bytesPerSecond: bytes }),
    z.strictObject({ kind: z.literal('pause') }),
  ]),
})

export const settingShapes = {
  concurrency: within(concurrencyBounds),
  connections: within(connectionBounds),
  connectionsPerOrigin: within(connectionsPerOriginBounds),
  connectionsPerFile: within(connectionsPerFileBounds),
  conflict: z.enum(conflictPolicies),
  speedLimit: bytes,
  accountSpeedLimits: z
    .record(z.string().min(1).max(200), bytes)
    .refine((limits) => Object.keys(limits).length <= mostRules),
  accountConcurrency: perAccount(concurrencyBounds),
  accountConnections: perAccount(connectionBounds),
  schedule: z.array(weeklyRule).max(mostRules),
  startFloorBytes: bytes,
  keepFloorBytes: bytes,
  sha256: z.boolean(),
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(languageChoices),
  desktop: desktopShape,
} as const
