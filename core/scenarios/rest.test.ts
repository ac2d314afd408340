// Resting on the battery and on a network paid by the byte: only where the user wants it, and over by itself.

import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { defaultDesktopOptions } from '../model/desktop-options.ts'
import type { DesktopOptions } from '../model/desktop-options.ts'
import type { RestReason } from '../ports/power.ts'

const mib = 1_048_576
let s: Scenario
afterEach(() => s.close())

function toldPower() {
  const listeners = new Set<() => void>()
  let reasons: readonly RestReason[] = []
  return {
    listeners,
    tell: (...now: RestReason[]) => {
      reasons = now
      for (const listener of listeners) listener()
    },
    port: {
      reasons: () => reasons,
      onChanged: (listener: () => void) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
  }
}

const wish = (options: Partial<DesktopOptions>) => ({ desktop: { ...defaultDesktopOptions, ...options } })
const holds = () =>
  s
    .engine()
    .queue.totals()
    .holds.map(({ failure }) => failure.kind)

async function begin(options: Partial<DesktopOptions>) {
  const power = toldPower()
  s = await startScenario({ power: power.port, settings: { connectionsPerFile: 1, ...wish(options) } })
  s.file('film.bin', 8 * mib)
  s.fake.faults.add({ on: 'content', fault: faults.stallAfter(4 * mib) })
  const batchId = await s.fetch('film.bin')
  await s.received(batchId, 4 * mib)
  return { power, batchId }
}

it('unplugged: stops at what is there, says why, and goes on there once plugged in', async () => {
  const { power, batchId } = await begin({ pauseOnBattery: true })
  power.tell('on-battery')
  const held = await s.only(batchId, ({ state }) => state.kind === 'held')
  expect(held.state).toMatchObject({ failure: { kind: 'on-battery' }, cause: { scope: 'queue' } })
  s.networkReturns()
  s.engine().queue.retry({ transferIds: [], batchIds: [batchId] })
  expect(holds()).toEqual(['on-battery'])
  power.tell()
  expect((await s.only(batchId)).state).toEqual({
    kind: 'completed',
    path: join(s.target, 'film.bin'),
    outcome: 'downloaded',
  })
  expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
  expect(s.blobs().map(({ range }) => range)).toEqual([
    `bytes=0-${8 * mib - 1}`,
    `bytes=${4 * mib}-${8 * mib - 1}`,
  ])
})

it('two reasons end each on its own, and taking the wish back ends the rest', async () => {
  const { power, batchId } = await begin({ pauseOnBattery: true, pauseOnMetered: true })
  power.tell('on-battery', 'metered-network')
  await s.only(batchId, ({ state }) => state.kind === 'held')
  // One cause is told at a time: the first.
  expect(holds()).toEqual(['on-battery'])
  power.tell('metered-network')
  expect(holds()).toEqual(['metered-network'])
  s.engine().settings.save(wish({}))
  expect((await s.only(batchId)).state.kind).toBe('completed')
})

it('nobody asked for a rest: nothing rests', async () => {
  const { power } = await begin({})
  power.tell('on-battery', 'metered-network')
  expect(holds()).toEqual([])
})

it('a start on the battery begins nothing, and a closed engine listens no more', async () => {
  const { power } = await begin({ pauseOnBattery: true })
  await s.stop()
  expect(power.listeners.size).toBe(0)
  power.tell('on-battery')
  await s.restart()
  expect(s.engine().queue.totals()).toMatchObject({
    byState: { downloading: 0, resolving: 0 },
    holds: [{ failure: { kind: 'on-battery' } }],
  })
})
