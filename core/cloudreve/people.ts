// Who other people are at a site, as far as it tells: whose an entry or a share is, and whether somebody has a picture there
// (cloudreve-api.md sections 2 and 10). Answers are remembered for a while; not knowing is an answer too.

import { z } from 'zod'
import type { Account } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Person } from '../model/entry-details.ts'
import { TransferError } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { readData } from './envelope.ts'
import { idSchema } from './schemas.ts'
import type { Sessions } from './sessions.ts'
import { targetOf } from './shortcuts.ts'

const personSchema = z.object({
  id: idSchema,
  nickname: z.string().max(1_000).nullish(),
  avatar: z.string().nullish().catch(undefined),
})
const shareSchema = z.object({ owner: personSchema.nullish().catch(undefined) })

/** What decides whose an entry is. */
export interface Owned {
  readonly uri: CloudUri
  /** As the site says. */
  readonly owned: boolean
  readonly metadata: Readonly<Record<string, unknown>>
}

export interface People {
  /** Never fails: undefined where the site does not say, or does not answer. */
  ownerOf(account: Account, entry: Owned): Promise<'me' | Person | undefined>
  /** Whether there is a picture of the user at the site itself, and not at another one that it would lead to. */
  hasPicture(account: Account, userId: string): Promise<boolean>
}

const rememberedMs = 600_000
const mostRemembered = 1_000

export function createPeople({ sessions, clock }: { sessions: Sessions; clock: Clock }): People {
  const known = new Map<string, { readonly atMs: number; readonly answer: Promise<Profile | undefined> }>()
  const ask = (account: Account, route: '/share/info' | '/user/info', id: string) => {
    const key = [account.id, route, id].join(' ')
    const before = known.get(key)
    if (before !== undefined && clock.monotonic() - before.atMs < rememberedMs) return before.answer
    known.delete(key)
    const [oldest] = known.keys()
    if (known.size >= mostRemembered && oldest !== undefined) known.delete(oldest)
    const answer = askSite(sessions, account, { route, id })
    known.set(key, { atMs: clock.monotonic(), answer })
    return answer
  }
  return {
    ownerOf: async (account, { uri, owned, metadata }) => {
      const share = uri.fileSystem === 'share' ? uri.owner : targetOf(metadata)?.uri.owner
      if (owned && (share === undefined || uri.fileSystem === 'share')) return 'me'
      const person =
        share !== undefined
          ? await ask(account, '/share/info', share)
          : uri.fileSystem === 'my' && uri.owner !== ''
            ? await ask(account, '/user/info', uri.owner)
            : undefined
      if (person === undefined) return undefined
      return person.id === account.userId ? 'me' : { id: person.id, name: person.name }
    },
    hasPicture: async (account, userId) => (await ask(account, '/user/info', userId))?.avatar === 'file',
  }
}

interface Profile extends Person {
  readonly avatar: string | undefined
}

async function askSite(
  sessions: Sessions,
  account: Account,
  { route, id }: { route: '/share/info' | '/user/info'; id: string },
): Promise<Profile | undefined> {
  try {
    const reply = await sessions.call(account, { method: 'GET', route, ids: [id] })
    const person = route === '/user/info' ? readData(reply, personSchema) : readData(reply, shareSchema).owner
    if (person === undefined || person === null) return undefined
    return { id: person.id, name: person.nickname ?? '', avatar: person.avatar ?? undefined }
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    return undefined
  }
}
