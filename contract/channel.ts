// The treaty over any two-way pipe of plain values (a WebSocket; a pair of ports in tests). Electron's own IPC has
// requests built in and needs only the gate.

import { createFailure } from '../core/model/failure.ts'
import type { Gate } from './gate.ts'
import type { Outcome } from './result.ts'
import type { BridgeTo, Calls, Events, Requests } from './treaty.ts'

export interface Channel {
  send(message: unknown): void
  /** Calls back for every message; the result ends it. */
  listen(listener: (message: unknown) => void): () => void
  /** Calls back once when the other side is gone. */
  onClose(listener: () => void): () => void
}

type Message =
  | { readonly kind: 'request'; readonly id: number; readonly name: unknown; readonly input: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly outcome: Outcome<unknown> }
  | { readonly kind: 'event'; readonly name: PropertyKey; readonly payload: unknown }

export type Subscribe<E = Events> = (listener: (name: keyof E, payload: E[keyof E]) => void) => () => void

/** The host's end: answers requests through the gate and passes events on. Returns its disposer. */
export function serveChannel<E = Events>(channel: Channel, gate: Gate, subscribe: Subscribe<E>): () => void {
  const stopListening = channel.listen((raw) => {
    const message = raw as Message
    if (typeof message !== 'object' || message === null || message.kind !== 'request') return
    const { id } = message
    if (typeof id !== 'number') return
    void gate(message.name, message.input).then((outcome) => channel.send({ kind: 'answer', id, outcome }))
  })
  const unsubscribe = subscribe((name, payload) => channel.send({ kind: 'event', name, payload }))
  const dispose = () => {
    stopListening()
    unsubscribe()
  }
  channel.onClose(dispose)
  return dispose
}

/** What becomes of requests once the channel has closed. */
export const hostGone = {
  ok: false,
  failure: createFailure('network', 'the host is gone'),
} as const satisfies Outcome<never>

/** The user interface's end. Requests that are under way when the channel closes end as `network` failures. */
export function connectChannel<R extends Calls<R> = Requests, E = Events>(channel: Channel): BridgeTo<R, E> {
  const pending = new Map<number, (outcome: Outcome<unknown>) => void>()
  const listeners = new Map<PropertyKey, Set<(payload: never) => void>>()
  let nextId = 1
  let open = true
  channel.listen((raw) => {
    const message = raw as Message
    if (message.kind === 'answer') {
      pending.get(message.id)?.(message.outcome)
      pending.delete(message.id)
    } else if (message.kind === 'event') {
      for (const listener of listeners.get(message.name) ?? []) listener(message.payload as never)
    }
  })
  channel.onClose(() => {
    open = false
    for (const settle of pending.values()) settle(hostGone)
    pending.clear()
  })
  return {
    invoke<N extends keyof R>(name: N, input: R[N]['input']) {
      if (!open) return Promise.resolve(hostGone)
      return new Promise<Outcome<R[N]['output']>>((resolve) => {
        const id = nextId++
        pending.set(id, resolve)
        channel.send({ kind: 'request', id, name, input })
      })
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener)
      return () => set.delete(listener)
    },
  }
}
