// Parsers of the requests about the program around the queue; see requests.ts.

import { z } from 'zod'
import type { DesktopCommands, DesktopQueries } from './desktop-treaty.ts'

type DesktopRequests = DesktopCommands & DesktopQueries

const none = z.strictObject({})

export const desktopPlaceShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['window', 'settings', 'activity', 'transfers', 'sign-in']) }),
  z.strictObject({ kind: z.literal('pairs'), pairId: z.string().min(1).max(200).optional() }),
  z.strictObject({
    kind: z.literal('folder'),
    accountId: z.string().min(1).max(200),
    uri: z.string().min(1).max(16_384),
  }),
  z.strictObject({ kind: z.literal('share'), link: z.string().min(1).max(4_096) }),
])

export const desktopParsers: { [N in keyof DesktopRequests]: z.ZodType<DesktopRequests[N]['input']> } = {
  'activity.markSeen': none,
  'activity.clear': none,
  'activity.list': none,
  'desktop.show': z.strictObject({ place: desktopPlaceShape }),
  'desktop.hideTray': none,
  'desktop.quit': none,
  'desktop.keepView': z.strictObject({ view: z.string().max(65_536) }),
  'desktop.keptView': none,
  'desktop.takePlace': none,
  'diagnostics.save': none,
}
