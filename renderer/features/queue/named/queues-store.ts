// The named queues as the host last told them. Asked for only while somebody looks, and at most once a second: every
// change in the queue may be one of theirs.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { NamedQueueView } from '../../../../contract/queue-views.ts'
import type { Outcome } from '../../../../contract/result.ts'
import type { Input } from '../../../../contract/treaty.ts'
import { defaultQueueId } from '../../../../core/model/named-queue.ts'
import type { Failure } from '../../../../core/model/failure.ts'
import type { PageClock } from '../../../app/clock.ts'
import type { Connection } from '../../../bridge/connection.ts'

export interface QueuesState {
  readonly queues: readonly NamedQueueView[]
  /** The host has never answered with queues. */
  readonly failure: Failure | undefined
}

export interface QueuesFeature {
  readonly store: StoreApi<QueuesState>
  start(): () => void
  /** Somebody looks, until the result is called. */
  look(): () => void
  create(facts: Input<'queues.create'>): Promise<Failure | undefined>
  edit(facts: Input<'queues.edit'>): Promise<Failure | undefined>
  remove(queueId: string): Promise<Failure | undefined>
  setPaused(queueId: string, paused: boolean): Promise<Failure | undefined>
}

const pauseMs = 1_000

export function createQueuesFeature({ bridge, onReopened }: Connection, clock: PageClock): QueuesFeature {
  const store = createStore<QueuesState>(() => ({ queues: [], failure: undefined }))
  let lookers = 0
  let revision = -1
  let cancel: (() => void) | undefined
  let askedAtMs = -pauseMs
  const ask = async () => {
    cancel = undefined
    askedAtMs = clock.now()
    const outcome = await bridge.invoke('queues.list', {})
    if (!outcome.ok) {
      if (revision < 0) store.setState({ failure: outcome.failure })
      return
    }
    if (outcome.value.revision < revision) return
    revision = outcome.value.revision
    store.setState({ queues: outcome.value.queues, failure: undefined })
  }
  const askSoon = () => {
    if (lookers === 0 || cancel !== undefined) return
    const wait = askedAtMs + pauseMs - clock.now()
    if (wait <= 0) void ask()
    else cancel = clock.after(wait, () => void ask())
  }
  const tell = async (answer: Promise<Outcome<unknown>>) => {
    const outcome = await answer
    if (!outcome.ok) return outcome.failure
    await ask()
    return undefined
  }
  return {
    store,
    start() {
      const stops = [
        bridge.on('queue.changed', askSoon),
        onReopened(() => {
          revision = -1
          if (lookers > 0) void ask()
        }),
      ]
      return () => {
        stops.forEach((stop) => stop())
        cancel?.()
      }
    },
    look() {
      lookers += 1
      if (lookers === 1) void ask()
      return () => {
        lookers -= 1
      }
    },
    create: (facts) => tell(bridge.invoke('queues.create', facts)),
    edit: (facts) => tell(bridge.invoke('queues.edit', facts)),
    remove: (queueId) => tell(bridge.invoke('queues.remove', { queueId })),
    setPaused: (queueId, paused) =>
      tell(bridge.invoke(paused ? 'queues.pause' : 'queues.resume', { queueId })),
  }
}

/** The default queue has the name of the language until somebody gives it another one. */
export function isUnnamedDefault({ id, name }: { id: string; name: string }): boolean {
  return id === defaultQueueId && (name === '' || name === 'Default')
}
