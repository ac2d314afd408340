// The walk over a folder of the site when listings fail again and again. Real sockets and a real disk.

import { readdir } from 'node:fs/promises'
import { afterEach, expect, it } from 'vitest'
import { batchStateKind } from '../model/batch.ts'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'

let s: Scenario
afterEach(() => s.close())

it.each([
  ['every second', 2, faults.status(502)],
  ['every third', 3, faults.hangUp()],
  ['every second', 2, faults.html()],
] as const)('%s listing fails: the walk ends, and every file comes', async (_words, every, fault) => {
  s = await startScenario({ clock: createQuickClock(50) })
  const paths = Array.from({ length: 30 }, (_, n) => `tree/d${String(n % 10)}/deep/f${String(n)}`)
  for (const path of paths) s.file(path, 10)
  let lists = 0
  s.fake.faults.add({ on: 'list', times: Infinity, path: () => ++lists % every === 0, fault })
  const batchId = await s.fetch('tree')
  expect(await s.walkOf(batchId, ({ kind }) => kind === 'done' || kind === 'failed')).toEqual({
    kind: 'done',
  })
  await s.settled(batchId)
  const here = await readdir(s.target, { recursive: true })
  expect(paths.filter((path) => !here.includes(path))).toEqual([])
  // Each of the 21 folders is read once, and what failed is asked for again: nothing begins anew.
  expect(s.asked('list').length).toBeLessThanOrEqual(2 * 21 + 2)
})

it('paused before it has found anything it is paused, is not cleared away, and goes on', async () => {
  s = await startScenario({ clock: createQuickClock(50) })
  s.file('tree/a', 10)
  s.fake.faults.add({ on: 'list', times: 1, fault: faults.silent() })
  const batchId = await s.fetch('tree')
  await expect.poll(() => s.asked('list').length).toBeGreaterThan(0)
  const { queue } = s.engine()
  queue.pauseAll()
  queue.clearEnded()
  const paused = queue.batch(batchId)
  expect(paused && batchStateKind(paused.batch.walk, paused.counts)).toBe('paused')
  queue.resumeAll()
  await s.walkOf(batchId, ({ kind }) => kind === 'done')
  await s.settled(batchId)
  expect(await readdir(s.target, { recursive: true })).toContain('tree/a')
})

it('canceled before it has found anything it stays so, and can be cleared away', async () => {
  s = await startScenario({ clock: createQuickClock(50) })
  s.file('tree/a', 10)
  s.fake.faults.add({ on: 'list', times: 1, fault: faults.silent() })
  const batchId = await s.fetch('tree')
  await expect.poll(() => s.asked('list').length).toBeGreaterThan(0)
  const { queue } = s.engine()
  queue.cancel({ transferIds: [], batchIds: [batchId] })
  queue.resumeAll()
  const canceled = queue.batch(batchId)
  expect(canceled && batchStateKind(canceled.batch.walk, canceled.counts)).toBe('canceled')
  queue.clearEnded()
  expect(queue.batch(batchId)).toBeUndefined()
})
