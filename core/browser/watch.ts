// Tells that an open folder has to be read again: by the site's events where it sends them, and by looking now and then,
// since events get lost and many sites send none (cloudreve-api.md section 7). Whoever is told reads the folder again;
// nothing is concluded from an event.

import type { FolderEvent, FollowRequest } from '../cloudreve/events.ts'
import type { Disposer } from '../engine-api.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Account } from '../model/account.ts'
import type { EntryPage } from '../model/entry.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'

export interface WatchParts {
  readonly follow: (request: FollowRequest) => Disposer
  readonly list: (
    account: Account,
    uri: CloudUri,
    options: { pageSize: number; order: 'updated_at'; direction: 'desc'; signal: AbortSignal },
  ) => Promise<EntryPage>
  readonly clock: Clock
  readonly logger: Logger
  readonly uuid: () => string
  readonly random: () => number
}

export interface Watches {
  watch(account: Account, uri: CloudUri, onChanged: () => void): Disposer
  dispose(): void
}

/** Half to one and a half of it, so that many clients do not ask at the same moment. */
export const lookEveryMs = { withoutEvents: 30_000, withEvents: 300_000 } as const
/** The newest of a folder are looked at, and no more: what is deleted behind them is seen when the folder is read. */
const lookedAt = 200

interface Watched {
  readonly listeners: Set<() => void>
  readonly dispose: Disposer
}

/** A folder that several pages show is followed once. */
export function createWatches(parts: WatchParts): Watches {
  const watched = new Map<string, Watched>()
  const begin = (account: Account, uri: CloudUri): Watched => {
    const listeners = new Set<() => void>()
    const tell = () => {
      for (const listener of [...listeners]) listener()
    }
    return { listeners, dispose: watchFolder(parts, { account, uri }, tell) }
  }
  return {
    watch: (account, uri, onChanged) => {
      const key = `${account.id}\n${formatCloudUri(uri)}`
      const found = watched.get(key) ?? begin(account, uri)
      watched.set(key, found)
      // Two watchers may hand in one and the same function.
      const listener = () => onChanged()
      found.listeners.add(listener)
      return () => {
        found.listeners.delete(listener)
        if (found.listeners.size > 0 || watched.get(key) !== found) return
        watched.delete(key)
        found.dispose()
      }
    },
    dispose: () => {
      for (const one of watched.values()) one.dispose()
      watched.clear()
    },
  }
}

function watchFolder(
  parts: WatchParts,
  { account, uri }: { account: Account; uri: CloudUri },
  tell: () => void,
): Disposer {
  const { clock } = parts
  const stop = new AbortController()
  let live = false
  let subscriptions = 0
  let seen: string | undefined
  let cancel: Disposer = () => undefined

  const look = async () => {
    try {
      const options = {
        pageSize: lookedAt,
        order: 'updated_at',
        direction: 'desc',
        signal: stop.signal,
      } as const
      const now = fingerprint(await parts.list(account, uri, options))
      if (stop.signal.aborted) return
      if (seen !== undefined && seen !== now) tell()
      seen = now
    } catch (error) {
      if (stop.signal.aborted) return
      // Offline, or gone: who shows the folder finds out when it is read.
      parts.logger.log('debug', 'a watched folder could not be looked at', { reason: String(error) })
    }
  }
  const schedule = () => {
    cancel()
    const everyMs = live ? lookEveryMs.withEvents : lookEveryMs.withoutEvents
    cancel = clock.after(everyMs * (0.5 + parts.random()), () => {
      void look().then(() => {
        if (!stop.signal.aborted) schedule()
      })
    })
  }
  const stopFollowing = parts.follow({
    account,
    uri,
    clientId: parts.uuid(),
    onEvent: (event) => {
      // Who begins to watch has just read the folder.
      const isFirst = event.type === 'rescan' && event.reason === 'subscribed' && subscriptions++ === 0
      if (!isFirst && concernsFolder(event)) tell()
    },
    onState: (state) => {
      if (live === (state === 'live')) return
      live = state === 'live'
      schedule()
    },
  })
  void look()
  schedule()
  return () => {
    stop.abort()
    cancel()
    stopFollowing()
  }
}

/** Events come for the whole tree below; what is deeper than one level changes nothing that is shown. */
function concernsFolder(event: FolderEvent): boolean {
  if (event.type === 'rescan') return true
  return event.changes.some(({ from, to }) => from.length === 1 || to.length === 1)
}

function fingerprint({ entries }: EntryPage): string {
  return entries
    .map((entry) => [entry.id, entry.name, entry.modifiedAtMs, entry.kind === 'file' ? entry.entityId : ''])
    .join('\n')
}
