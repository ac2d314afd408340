import { expect, it } from 'vitest'
import { createBridge, type Pipe } from './bridge.ts'
import { eventNames, requestNames } from '../contract/requests.ts'

function fakePipe() {
  const asked: unknown[] = []
  const listeners = new Set<(name: unknown, payload: unknown) => void>()
  const pipe: Pipe = {
    invoke: (name, input) => {
      asked.push([name, input])
      return Promise.resolve({ ok: true, value: 'answer' })
    },
    listen: (listener) => void listeners.add(listener),
  }
  return {
    pipe,
    asked,
    listeners,
    say: (name: string, payload: unknown) => listeners.forEach((tell) => tell(name, payload)),
  }
}

const known = { requests: requestNames, events: eventNames }
/** As a hostile page sees it: no types. */
interface Untyped {
  invoke(name: unknown, input: unknown): Promise<unknown>
  on(event: unknown, listener: (payload: unknown) => void): () => void
}

it('carries every request of the treaty', async () => {
  const { pipe, asked } = fakePipe()
  const bridge = createBridge(pipe, known) as Untyped
  for (const name of requestNames) {
    expect(await bridge.invoke(name, {})).toEqual({ ok: true, value: 'answer' })
  }
  expect(asked).toEqual(requestNames.map((name) => [name, {}]))
})

it('carries nothing else', async () => {
  const { pipe, asked } = fakePipe()
  const bridge = createBridge(pipe, known) as Untyped
  for (const name of ['queue.explode', 'toString', '__proto__', '', undefined, {}]) {
    await expect(bridge.invoke(name, {})).rejects.toThrow('unknown request')
    expect(() => bridge.on(name, () => undefined)).toThrow('unknown event')
  }
  expect(asked).toEqual([])
})

it('tells a listener its own event until the listener is taken back', () => {
  const { pipe, say } = fakePipe()
  const bridge = createBridge(pipe, known)
  const heard: unknown[] = []
  const dispose = bridge.on('queue.changed', (payload) => heard.push(payload))
  say('queue.changed', { revision: 1 })
  say('settings.changed', {})
  dispose()
  say('queue.changed', { revision: 2 })
  expect(heard).toEqual([{ revision: 1 }])
})

it('listens to the host once, however many places of the page listen', () => {
  const { pipe, listeners, say } = fakePipe()
  const bridge = createBridge(pipe, known)
  const heard: string[] = []
  const listener = () => heard.push('same')
  const stops = [bridge.on('queue.changed', listener), bridge.on('queue.changed', listener)]
  say('queue.changed', { revision: 1 })
  stops[0]?.()
  say('queue.changed', { revision: 2 })
  expect([listeners.size, heard]).toEqual([1, ['same', 'same', 'same']])
})

it('cannot be changed by the page', () => {
  expect(Object.isFrozen(createBridge(fakePipe().pipe, known))).toBe(true)
})
