// Whether the queue would go on by itself: what decides when a program that was asked to quit when done may do so.

import { afterEach, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'

let s: Scenario
afterEach(() => s.close())
const hasWork = () => s.engine().queue.hasWork()
const all = (batchId: string) => ({ transferIds: [], batchIds: [batchId] })

it('there is work from the walk to the last byte, and none after it', async () => {
  s = await startScenario()
  s.file('docs/a.bin', 1_000)
  expect(hasWork()).toBe(false)
  const batchId = await s.fetch('docs')
  expect(hasWork()).toBe(true)
  await s.settled(batchId)
  await s.restart()
  expect(hasWork()).toBe(false)
})

it('what is paused waits for the user, what is held waits for its cause', async () => {
  s = await startScenario()
  s.file('a.bin', 1_000)
  s.fake.faults.add({ on: 'content', fault: faults.stallAfter(10) })
  const batchId = await s.fetch('a.bin')
  await s.received(batchId, 10)
  s.engine().queue.pause(all(batchId))
  await s.settled(batchId, ({ state }) => state.kind === 'paused')
  expect(hasWork()).toBe(false)
  s.disk.setFree(0)
  s.engine().queue.resume(all(batchId))
  await s.settled(batchId, ({ state }) => state.kind === 'held')
  expect(hasWork()).toBe(true)
})

it('what has failed is over, until somebody tries again', async () => {
  s = await startScenario()
  const batchId = await s.fetch('none.bin')
  await s.settled(batchId)
  expect(hasWork()).toBe(false)
})

it('a program that follows a batch is work too', async () => {
  let end: (code: string) => void = () => undefined
  let told: () => void = () => undefined
  const started = new Promise<void>((resolve) => (told = resolve))
  s = await startScenario({
    afterActions: {
      open: () => Promise.resolve(),
      reveal: () => Promise.resolve(),
      run: () => {
        told()
        return new Promise((resolve) => (end = resolve))
      },
    },
  })
  s.file('a.bin', 1_000)
  const batchId = await s.fetch('a.bin')
  s.engine().queue.setAfter(batchId, { kind: 'run', command: 'prog', args: [] })
  await started
  expect(hasWork()).toBe(true)
  const moved = new Promise<boolean>((resolve) => s.engine().queue.onChanged(() => resolve(hasWork())))
  end('0')
  expect(await moved).toBe(false)
})
