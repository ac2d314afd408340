import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { askNetworkManager, readMetered, watchPower } from './power.ts'

class Monitor extends EventEmitter {
  battery = false
  isOnBatteryPower = () => this.battery
}

async function stage(first: boolean | undefined, wanted = true) {
  const monitor = new Monitor()
  const turns: (() => void)[] = []
  const state = { metered: first, asked: 0, wanted, told: 0 }
  const later: (() => void)[] = []
  const power = await watchPower({
    monitor: monitor as never,
    askMetered: () => Promise.resolve(((state.asked += 1), state.metered)),
    wantsMetered: () => state.wanted,
    after: (_delayMs, run) => {
      later.push(run)
      return () => void later.splice(later.indexOf(run), 1)
    },
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
  const pass = async () => {
    for (const run of later.splice(0)) run()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { monitor, power, state, turns, turn, later, pass }
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

it('a start waits for no answer that nobody needs yet; the option is there a moment later', async () => {
  const { power, state, pass, turns } = await stage(true, false)
  expect([state.asked, power.tellsMetered()]).toEqual([0, false])
  await pass()
  expect([state.asked, power.tellsMetered(), power.reasons(), state.told, turns.length]).toEqual([
    ...[1, true, ['metered-network'], 1, 1],
  ])
})

it('an answer after the end starts nothing', async () => {
  const { power, later, turns } = await stage(true, false)
  const [look = () => undefined] = later
  look()
  power.dispose()
  await new Promise((resolve) => setImmediate(resolve))
  expect(turns).toEqual([])
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
