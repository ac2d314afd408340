import { describe, expect, it } from 'vitest'
import type { Channel } from '../../contract/channel.ts'
import { createManualClock } from '../dev/manual-clock.ts'
import { createReconnectingConnection, type ChannelNews } from './reconnecting-connection.ts'

interface Line {
  sent: unknown[]
  say(message: unknown): void
  open(): void
  lose(): void
}

function lines() {
  const clock = createManualClock()
  const attempts: Line[] = []
  const connection = createReconnectingConnection((news) => {
    attempts.push(createLine(news))
    return () => {}
  }, clock)
  return { clock, attempts, connection, last: () => attempts.at(-1) as Line }
}

function createLine(news: ChannelNews): Line {
  const listeners = new Set<(message: unknown) => void>()
  const closers = new Set<() => void>()
  const sent: unknown[] = []
  const channel: Channel = {
    send: (message) => sent.push(message),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onClose: (listener) => {
      closers.add(listener)
      return () => closers.delete(listener)
    },
  }
  return {
    sent,
    say: (message) => listeners.forEach((listener) => listener(message)),
    open: () => news.opened(channel),
    lose: () => {
      closers.forEach((listener) => listener())
      news.closed()
    },
  }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('a connection that comes back', () => {
  it('holds what is asked before the first channel is open', async () => {
    const { connection, last } = lines()
    const answer = connection.bridge.invoke('queue.summary', {})
    last().open()
    await settle()
    expect(last().sent).toEqual([{ kind: 'request', id: 1, name: 'queue.summary', input: {} }])
    last().say({ kind: 'answer', id: 1, outcome: { ok: true, value: 'fine' } })
    expect(await answer).toEqual({ ok: true, value: 'fine' })
  })

  it('ends what is under way as a network failure when the channel is lost, and does not repeat it', async () => {
    const { connection, clock, last } = lines()
    last().open()
    const answer = connection.bridge.invoke('queue.pauseAll', {})
    await settle()
    last().lose()
    expect(await answer).toMatchObject({ ok: false, failure: { kind: 'network' } })
    expect(await connection.bridge.invoke('queue.summary', {})).toMatchObject({ ok: false })
    clock.advance(500)
    last().open()
    expect(last().sent).toEqual([])
  })

  it('subscribes again and says that it is another channel', () => {
    const { connection, clock, last } = lines()
    const heard: number[] = []
    let reopened = 0
    connection.bridge.on('queue.changed', ({ revision }) => heard.push(revision))
    connection.onReopened(() => (reopened += 1))
    last().open()
    last().say({ kind: 'event', name: 'queue.changed', payload: { revision: 1 } })
    last().lose()
    clock.advance(500)
    last().open()
    last().say({ kind: 'event', name: 'queue.changed', payload: { revision: 2 } })
    expect({ heard, reopened, view: connection.view() }).toEqual({
      heard: [1, 2],
      reopened: 1,
      view: { status: 'open' },
    })
  })

  it('stops hearing what was unsubscribed while it was away', () => {
    const { connection, clock, last } = lines()
    const heard: number[] = []
    const stop = connection.bridge.on('queue.changed', ({ revision }) => heard.push(revision))
    last().open()
    last().lose()
    stop()
    clock.advance(500)
    last().open()
    last().say({ kind: 'event', name: 'queue.changed', payload: { revision: 2 } })
    expect(heard).toEqual([])
  })

  it('tries with growing pauses of at most five seconds and tells how often', () => {
    const { connection, clock, attempts, last } = lines()
    const at: number[] = []
    for (let round = 0; round < 7; round += 1) {
      const before = attempts.length
      last().lose()
      const startMs = clock.now()
      while (attempts.length === before) clock.advance(100)
      at.push(clock.now() - startMs)
    }
    expect(at).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000])
    expect(connection.view()).toEqual({ status: 'lost', tries: 6 })
  })

  it('stops trying when it is disposed', () => {
    const { connection, clock, attempts, last } = lines()
    last().lose()
    connection.dispose()
    clock.advance(60_000)
    expect(attempts).toHaveLength(1)
  })
})
