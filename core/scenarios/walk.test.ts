// The walk over a folder of the site when listings fail again and again. Real sockets and a real disk.

import { readdir } from 'node:fs/promises'
import { afterEach, expect, it } from 'vitest'
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
