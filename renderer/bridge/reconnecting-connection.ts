// A bridge that outlives its channels: when one closes, the next is opened with growing pauses and every event
// listener is subscribed again. Requests are not repeated by themselves: the host may have carried them out.

import { connectChannel, type Channel } from '../../contract/channel.ts'
import type { Outcome } from '../../contract/result.ts'
import type { Bridge, EventName, Events, Output, RequestName } from '../../contract/treaty.ts'
import { createFailure } from '../../core/model/failure.ts'
import type { PageClock } from '../app/clock.ts'
import type { Connection, ConnectionView } from './connection.ts'

export interface ChannelNews {
  opened(channel: Channel): void
  /** Also when it never opened. */
  closed(): void
}

/** Starts one attempt; the result gives it up. */
export type OpenChannel = (news: ChannelNews) => () => void

const firstPauseMs = 500
const longestPauseMs = 5_000

interface Subscription<E extends EventName> {
  readonly name: E
  readonly listener: (payload: Events[E]) => void
  stop: () => void
}

export function createReconnectingConnection(open: OpenChannel, clock: PageClock): Connection {
  const changed = new Set<() => void>()
  const reopened = new Set<() => void>()
  const subscriptions = new Set<Subscription<EventName>>()
  const waitingForFirst = new Set<() => void>()
  let view: ConnectionView = { status: 'opening' }
  let current: Bridge | undefined
  let everOpen = false
  let cancelPause = () => {}
  let giveUpAttempt = () => {}

  const show = (next: ConnectionView) => {
    view = next
    for (const listener of changed) listener()
    if (next.status !== 'opening') {
      for (const go of waitingForFirst) go()
      waitingForFirst.clear()
    }
  }
  const subscribe = (subscription: Subscription<EventName>) => {
    subscription.stop = current?.on(subscription.name, subscription.listener) ?? (() => {})
  }
  const opened = (channel: Channel) => {
    current = connectChannel(channel)
    for (const subscription of subscriptions) subscribe(subscription)
    const again = everOpen
    everOpen = true
    show({ status: 'open' })
    if (again) for (const listener of reopened) listener()
  }
  const closed = () => {
    current = undefined
    const tries = view.status === 'lost' ? view.tries + 1 : 0
    show({ status: 'lost', tries })
    cancelPause = clock.after(Math.min(longestPauseMs, firstPauseMs * 2 ** tries), attempt)
  }
  function attempt() {
    giveUpAttempt = open({ opened, closed })
  }
  attempt()

  return {
    bridge: {
      async invoke<N extends RequestName>(name: N, input: never): Promise<Outcome<Output<N>>> {
        if (view.status === 'opening') await new Promise<void>((resolve) => waitingForFirst.add(resolve))
        if (current === undefined) return { ok: false, failure: createFailure('network', 'the host is gone') }
        return current.invoke(name, input)
      },
      on(name, listener) {
        const subscription = { name, listener, stop: () => {} } as Subscription<EventName>
        subscriptions.add(subscription)
        subscribe(subscription)
        return () => {
          subscription.stop()
          subscriptions.delete(subscription)
        }
      },
    },
    view: () => view,
    onChanged: (listener) => listen(changed, listener),
    onReopened: (listener) => listen(reopened, listener),
    dispose() {
      cancelPause()
      giveUpAttempt()
    },
  }
}

function listen(set: Set<() => void>, listener: () => void): () => void {
  set.add(listener)
  return () => set.delete(listener)
}
