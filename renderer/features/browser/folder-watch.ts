// Follows the folder that is open: asks the host to watch it, says so again before the lease ends, and calls back when
// the host says that the folder is not what it was. One folder at a time.

import type { Bridge } from '../../../contract/treaty.ts'
import type { PageClock } from '../../app/clock.ts'
import { samePlace, type Place } from './places.ts'

export interface FolderWatch {
  /** Leaves the folder watched so far. Searches and lists of shares are not watched. */
  follow(place: Place): void
  dispose(): void
}

interface WatchParts {
  readonly bridge: Bridge
  readonly clock: PageClock
  onChanged(): void
}

/** A hundred changes in a row are one reading. */
const calmMs = 400
const retryMs = 30_000

export function createFolderWatch({ bridge, clock, onChanged }: WatchParts): FolderWatch {
  let place: Place = { kind: 'home' }
  let watchId: string | undefined
  let turn = 0
  let stopTimer = () => {}
  let stopCalm = () => {}

  const ask = async (mine: number) => {
    if (place.kind !== 'folder') return
    const { accountId, uri } = place
    const outcome = await bridge.invoke('browser.watch', {
      accountId,
      uri,
      ...(watchId === undefined ? {} : { watchId }),
    })
    if (mine !== turn) {
      if (outcome.ok) leave(outcome.value.watchId)
      return
    }
    watchId = outcome.ok ? outcome.value.watchId : undefined
    stopTimer = clock.after(outcome.ok ? outcome.value.leaseMs / 2 : retryMs, () => void ask(mine))
  }
  const leave = (id: string | undefined) => {
    if (id !== undefined) void bridge.invoke('browser.unwatch', { watchId: id })
  }
  const end = () => {
    turn += 1
    stopTimer()
    stopCalm()
    leave(watchId)
    watchId = undefined
  }
  const unsubscribe = bridge.on('browser.changed', ({ accountId, uri }) => {
    if (!samePlace(place, { kind: 'folder', accountId, uri })) return
    stopCalm()
    stopCalm = clock.after(calmMs, onChanged)
  })
  return {
    follow(next) {
      if (samePlace(place, next)) return
      end()
      place = next
      if (place.kind === 'folder' && place.search === undefined) void ask(turn)
    },
    dispose() {
      end()
      place = { kind: 'home' }
      unsubscribe()
    },
  }
}
