import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { askNetworkManager, readMetered, watchPower } from './power.ts'

class Monitor extends EventEmitter {
  battery = false
  isOnBatteryPower = () => this.battery
}

async function stage(first: boolean | undefined) {
  const monitor = new Monitor()
  const turns: (() => void)[] = []
  const state = { metered: first, asked: 0, wanted: true, told: 0 }
  const power = await watchPower({
    monitor: monitor as never,
    askMetered: () => Promise.resolve(((state.asked += 1), state.metered)),
    wantsMetered: () => state.wanted,
    every: (_periodMs, run) => {
      turns.push(run)
      return () => void turns.splice(turns.indexOf(run), 1)
    },
  })
  power.onChanged(() => (state.told += 1))
  const turn = async () => {
    for (const run of turns) run()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { monitor, power, state, turns, turn }
}

it('tells of the battery as soon as the system does', async () => {
  const { monitor, power, state } = await stage(undefined)
  monitor.battery = true
  monitor.emit('on-battery')
  expect([power.reasons(), state.told]).toEqual([['on-battery'], 1])
  monitor.battery = false
  monitor.emit('on-ac')
  expect([power.reasons(), state.told]).toEqual([[], 2])
})

it('where nobody knows what the network costs nobody is asked again', async () => {
  const { power, turns } = await stage(undefined)
  expect([power.tellsMetered(), turns.length]).toEqual([false, 0])
})

it('asks for the tariff only while somebody wants to know', async () => {
  const { power, state, turn } = await stage(false)
  state.metered = true
  state.wanted = false
  await turn()
  expect([power.reasons(), state.asked]).toEqual([[], 1])
  state.wanted = true
  await turn()
  expect([power.reasons(), state.told]).toEqual([['metered-network'], 1])
  await turn()
  expect(state.told).toBe(1)
})

it('lets go of the system', async () => {
  const { monitor, power, turns } = await stage(false)
  power.dispose()
  expect([monitor.eventNames(), turns]).toEqual([[], []])
})

it.each([
  ['u 1\n', true],
  ['u 2\n', false],
  ['u 3\n', true],
  ['u 4\n', false],
  ['u 0\n', undefined],
  ['Failed to connect to bus', undefined],
])('NetworkManager says %s', (answer, metered) => {
  expect(readMetered(answer)).toBe(metered)
})

it('nobody is asked elsewhere', async () => {
  expect(await askNetworkManager('win32')).toBeUndefined()
})
