// What happened, for the page: how much nobody has seen yet, and the list while it is looked at.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Outcome } from '../../../contract/result.ts'
import type { ActivityEntry } from '../../../core/model/activity.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { Connection } from '../../bridge/connection.ts'

export interface ActivityState {
  readonly unseen: number
  readonly entries: readonly ActivityEntry[]
}

export interface ActivityFeature {
  readonly store: StoreApi<ActivityState>
  start(): () => void
  /** From now on the list is on the screen, and everything on it is seen; the result ends that. */
  look(): () => void
  clear(): void
  /** Opens the file, or shows it or its folder, on the host's desktop. */
  reach(
    action: 'open' | 'reveal',
    target: { transferId?: string | undefined; batchId: string },
  ): Promise<void>
}

export function createActivityFeature(
  { bridge, onReopened }: Pick<Connection, 'bridge' | 'onReopened'>,
  complain: (failure: Failure) => void,
): ActivityFeature {
  const store = createStore<ActivityState>(() => ({ unseen: 0, entries: [] }))
  let looking = false
  const read = async () => {
    const outcome = await bridge.invoke('activity.list', {})
    if (outcome.ok) store.setState(outcome.value)
  }
  const changed = async (unseen: number) => {
    store.setState({ unseen })
    if (!looking) return
    await read()
    if (unseen > 0) await bridge.invoke('activity.markSeen', {})
  }
  const tell = (outcome: Outcome<unknown>) => {
    if (!outcome.ok) complain(outcome.failure)
  }
  return {
    store,
    start: () => {
      const stops = [
        bridge.on('activity.changed', ({ unseen }) => void changed(unseen)),
        onReopened(() => void read()),
      ]
      void read()
      return () => stops.forEach((stop) => stop())
    },
    look: () => {
      looking = true
      void changed(store.getState().unseen)
      return () => void (looking = false)
    },
    clear: () => void bridge.invoke('activity.clear', {}).then(tell),
    reach: async (action, { transferId, batchId }) => {
      if (action === 'open' && transferId !== undefined)
        return tell(await bridge.invoke('file.open', { transferId }))
      tell(await bridge.invoke('file.reveal', transferId === undefined ? { batchId } : { transferId }))
    },
  }
}
