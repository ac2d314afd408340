import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { watchNetwork, type NetworkParts } from './network.ts'

function fakes() {
  const system = { online: true, busy: false }
  const clock = createManualClock()
  const power = new EventEmitter()
  const powerMonitor = {
    on: (name: string, listener: () => void) => power.on(name, listener),
    off: (name: string, listener: () => void) => power.off(name, listener),
  } as unknown as NetworkParts['powerMonitor']
  const looks: number[] = []
  const net = {
    isOnline: () => {
      looks.push(clock.monotonic())
      return system.online
    },
  }
  const begun = clock.monotonic()
  const network = watchNetwork({ net, powerMonitor, isBusy: () => system.busy, after: clock.after })
  const told: string[] = []
  const listen = () => {
    const stops = [network.onLost(() => told.push('lost')), network.onReturn(() => told.push('back'))]
    return () => stops.forEach((stop) => stop())
  }
  /** When it was asked, in seconds since the beginning, without the first time. */
  const askedAt = () => looks.slice(1).map((ms) => (ms - begun) / 1000)
  return { system, clock, power, network, listen, told, askedAt }
}

describe('the network as the desktop tells it', () => {
  it('tells once that it is lost, and once that it is back', () => {
    const { system, clock, network, listen, told } = fakes()
    const stop = listen()
    system.online = false
    clock.advance(60_000)
    expect([network.isOnline(), told]).toEqual([false, ['lost']])
    system.online = true
    clock.advance(60_000)
    expect([network.isOnline(), told]).toEqual([true, ['lost', 'back']])
    stop()
    expect(clock.pending()).toBe(0)
  })

  it('looks seldom while nothing is under way, often while something is', () => {
    const { system, clock, listen, askedAt } = fakes()
    listen()
    clock.advance(40_000)
    system.busy = true
    clock.advance(26_000)
    expect(askedAt()).toEqual([20, 40, 60, 63, 66])
  })

  it('looks often while there is none, so that what waits for it goes on soon', () => {
    const { system, clock, listen, told, askedAt } = fakes()
    listen()
    system.online = false
    clock.advance(26_000)
    system.online = true
    clock.advance(3_000)
    expect([askedAt(), told]).toEqual([
      [20, 23, 26, 29],
      ['lost', 'back'],
    ])
  })

  it('asks nothing while nobody listens', () => {
    const { clock, askedAt } = fakes()
    clock.advance(60_000)
    expect([askedAt(), clock.pending()]).toEqual([[], 0])
  })

  it('tells that the machine woke up, until nobody listens', () => {
    const { power, network } = fakes()
    let woken = 0
    const stop = network.onWake(() => woken++)
    power.emit('resume')
    stop()
    power.emit('resume')
    expect([woken, power.listenerCount('resume')]).toEqual([1, 0])
  })
})
