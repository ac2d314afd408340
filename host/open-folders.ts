// The folders that pages have open, each for as long as its lease: a page that is gone without a word is not followed
// for ever. Says `browser.changed` for what the site tells and for what was changed from here.

import { randomUUID } from 'node:crypto'
import type { WatchView } from '../contract/browser-views.ts'
import type { Engine } from '../core/engine-api.ts'
import { formatCloudUri } from '../core/model/cloud-uri.ts'
import type { CloudUri } from '../core/model/cloud-uri.ts'
import type { Clock } from '../core/ports/clock.ts'
import { fail } from '../core/model/failure.ts'

export interface OpenFolders {
  /** The same `watchId` again renews the lease; for another folder it leaves the one before. */
  watch(folder: { accountId: string; uri: CloudUri; watchId: string | undefined }): WatchView
  unwatch(watchId: string): void
  onChanged(listener: (folder: { accountId: string; uri: string }) => void): () => void
  dispose(): void
}

export const leaseMs = 120_000
/** More than pages and people together have open. */
const mostWatched = 64

interface Watch {
  readonly key: string
  readonly stop: () => void
  cancel: () => void
}

export function createOpenFolders(engine: Pick<Engine, 'browser' | 'changes'>, clock: Clock): OpenFolders {
  const watches = new Map<string, Watch>()
  const listeners = new Set<(folder: { accountId: string; uri: string }) => void>()
  const tell = (accountId: string, uri: CloudUri) => {
    for (const listener of [...listeners]) listener({ accountId, uri: formatCloudUri(uri) })
  }
  const stopChanges = engine.changes.onChanged(({ accountId, uri }) => tell(accountId, uri))
  const unwatch = (watchId: string) => {
    const watch = watches.get(watchId)
    watches.delete(watchId)
    watch?.cancel()
    watch?.stop()
  }
  const renew = (watchId: string, watch: Watch) => {
    watch.cancel()
    watch.cancel = clock.after(leaseMs, () => unwatch(watchId))
  }
  return {
    watch: ({ accountId, uri, watchId = randomUUID() }) => {
      const key = `${accountId}\n${formatCloudUri(uri)}`
      const known = watches.get(watchId)
      if (known?.key === key) {
        renew(watchId, known)
        return { watchId, leaseMs }
      }
      unwatch(watchId)
      if (watches.size >= mostWatched) throw fail('invalid-request', 'too many folders are watched')
      const stop = engine.browser.watch(accountId, uri, () => tell(accountId, uri))
      const watch: Watch = { key, stop, cancel: () => undefined }
      watches.set(watchId, watch)
      renew(watchId, watch)
      return { watchId, leaseMs }
    },
    unwatch,
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose: () => {
      stopChanges()
      for (const watchId of [...watches.keys()]) unwatch(watchId)
    },
  }
}
