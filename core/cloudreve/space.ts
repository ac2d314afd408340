// What a site lets one user do, as far as it says so beforehand: the rights of the group, and which files have thumbnails
// (cloudreve-api.md sections 2 and 4.4). Remembered for some minutes; the site has the last word all the same.

import { z } from 'zod'
import type { Space } from '../engine-api.ts'
import type { Account } from '../model/account.ts'
import { hasBit } from '../model/permission.ts'
import type { Clock } from '../ports/clock.ts'
import { readData } from './envelope.ts'
import { capabilitySchema } from './schemas.ts'
import type { Sessions } from './sessions.ts'

/** Bits of a group's permissions (section 2). */
const groupBits = { share: 2, archive: 4, openShares: 7 } as const

const rememberedMs = 300_000

const userSchema = z.object({
  group: z.object({
    permission: capabilitySchema,
    direct_link_batch_size: z.int().nonnegative().nullish().catch(undefined),
    trash_retention: z.int().nonnegative().nullish().catch(undefined),
  }),
})
const basicSchema = z.object({ user: userSchema })
const thumbSchema = z.object({ thumb_exts: z.array(z.string()).nullish().catch(undefined) })

export interface Spaces {
  describe(account: Account): Promise<Space>
}

export function createSpaces({ sessions, clock }: { sessions: Sessions; clock: Clock }): Spaces {
  const known = new Map<string, { readonly space: Promise<Space>; readonly atMs: number }>()
  return {
    describe: (account) => {
      const found = known.get(account.id)
      if (found !== undefined && clock.monotonic() - found.atMs < rememberedMs) return found.space
      const space = ask(sessions, account)
      known.set(account.id, { space, atMs: clock.monotonic() })
      // What could not be had is asked for again next time.
      space.catch(() => known.delete(account.id))
      return space
    },
  }
}

async function ask(sessions: Sessions, account: Account): Promise<Space> {
  const get = (route: string) => sessions.call(account, { method: 'GET', route })
  const isGuest = account.kind === 'guest'
  const [userReply, thumbReply] = await Promise.all([
    // A guest has no page of its own; the site describes the anonymous group to it.
    get(isGuest ? '/site/config/basic' : '/user/me'),
    get('/site/config/thumb'),
  ])
  const { group } = isGuest ? readData(userReply, basicSchema).user : readData(userReply, userSchema)
  const extensions = readData(thumbReply, thumbSchema).thumb_exts ?? []
  const may = (bit: number) => hasBit(group.permission ?? new Uint8Array(), bit)
  return {
    mayArchive: may(groupBits.archive),
    mayShare: !isGuest && may(groupBits.share),
    mayOpenShares: may(groupBits.openShares),
    directLinks: isGuest ? 0 : (group.direct_link_batch_size ?? 0),
    ...(group.trash_retention ? { trashSeconds: group.trash_retention } : {}),
    thumbnailExtensions: extensions.map((one) => one.toLowerCase().replace(/^\./, '')),
  }
}
