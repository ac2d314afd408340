import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { watchNetwork } from './network.ts'

function fakes() {
  const system = { online: true }
  const power = new EventEmitter()
  const powerMonitor = {
    on: (name: string, listener: () => void) => power.on(name, listener),
    off: (name: string, listener: () => void) => power.off(name, listener),
  } as unknown as Parameters<typeof watchNetwork>[1]
  const network = watchNetwork({ isOnline: () => system.online }, powerMonitor, 1)
  return { system, power, network }
}

describe('the network as the desktop tells it', () => {
  it('tells once that it is lost, and once that it is back', async () => {
    const { system, network } = fakes()
    const told: string[] = []
    const changed = (name: string, on: (listener: () => void) => () => void) =>
      new Promise<() => void>((resolve) => {
        const stop = on(() => {
          told.push(name)
          resolve(stop)
        })
      })
    const lost = changed('lost', network.onLost)
    const back = changed('back', network.onReturn)
    system.online = false
    const stopLost = await lost
    expect(network.isOnline()).toBe(false)
    system.online = true
    const stopBack = await back
    stopLost()
    stopBack()
    expect([told, network.isOnline()]).toEqual([['lost', 'back'], true])
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
