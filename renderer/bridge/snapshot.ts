// Subscribe first, then ask: what an event said meanwhile is newer than the answer, which is then dropped. For small
// states that cross whole; the queue has revisions and windows of its own.

import type { Outcome } from '../../contract/result.ts'
import type { EventName, Events } from '../../contract/treaty.ts'
import type { Connection } from './connection.ts'

export interface SnapshotSource<E extends EventName> {
  readonly event: E
  read(): Promise<Outcome<Events[E]>>
  accept(outcome: Outcome<Events[E]>): void
}

/** Follows until disposed; asks again whenever the connection comes back. */
export function followSnapshot<E extends EventName>(
  connection: Connection,
  source: SnapshotSource<E>,
): () => void {
  let news = 0
  const ask = async () => {
    const before = ++news
    const outcome = await source.read()
    if (news === before) source.accept(outcome)
  }
  const unsubscribe = connection.bridge.on(source.event, (payload) => {
    news += 1
    source.accept({ ok: true, value: payload })
  })
  const stop = connection.onReopened(() => void ask())
  void ask()
  return () => {
    news += 1
    unsubscribe()
    stop()
  }
}
