// Pinned folders, recent ones and opened shares of each account, with word of every change.

import type { PlacesApi } from '../engine-api.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import { fail } from '../model/failure.ts'
import { mostKept } from '../model/place.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import { createEmitter } from '../queue/news.ts'
import type { PlaceTable } from '../store/places.ts'

export function createPlaces(
  table: PlaceTable,
  { clock, logger }: { clock: Clock; logger: Logger },
): PlacesApi {
  const changed = createEmitter<string>()
  return {
    list: (accountId) => table.list(accountId),
    pin: (accountId, uri, name) => {
      if (table.count(accountId, 'pinned') >= mostKept)
        throw fail('invalid-request', 'too many pinned folders')
      table.put(accountId, { kind: 'pinned', uri, name, atMs: clock.now() })
      changed.emit(accountId)
    },
    visit: (accountId, place) => {
      const uri = formatCloudUri(place.uri)
      const newest = table.list(accountId).find(({ kind }) => kind === place.kind)
      // A folder that is read again is no new visit.
      if (place.kind === 'recent' && newest !== undefined && formatCloudUri(newest.uri) === uri) return
      try {
        table.put(accountId, { ...place, atMs: clock.now() })
      } catch (error) {
        // A full disk must not keep anybody from looking into a folder.
        logger.log('warn', 'a visit could not be remembered', { reason: String(error) })
        return
      }
      changed.emit(accountId)
    },
    forget: (accountId, kind, uri) => {
      table.remove(accountId, kind, uri)
      changed.emit(accountId)
    },
    forgetRecent: (accountId) => {
      table.removeKind(accountId, 'recent')
      changed.emit(accountId)
    },
    forgetAccount: (accountId) => {
      table.removeAccount(accountId)
      changed.emit(accountId)
    },
    onChanged: (listener) => changed.on(listener),
  }
}
