// Pinned folders, recent ones and opened shares of each account, with word of every change.

import type { PlacesApi } from '../engine-api.ts'
import { fail } from '../model/failure.ts'
import { mostKept } from '../model/place.ts'
import type { Clock } from '../ports/clock.ts'
import { createEmitter } from '../queue/news.ts'
import type { PlaceTable } from '../store/places.ts'

export function createPlaces(table: PlaceTable, clock: Clock): PlacesApi {
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
      table.put(accountId, { ...place, atMs: clock.now() })
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
