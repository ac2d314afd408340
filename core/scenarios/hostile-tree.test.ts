// The worst tree that anybody could share, downloaded whole: names that no disk likes (d09), folders in folders in folders,
// a crowd of entries that change while they are listed, and a site that fails every now and then. Cut short unless
// REVERIE_HOSTILE_TREE=whole: a thousand levels keep the system busy for half a minute, 100,000 entries for some more.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { isEnded, stateKinds } from '../model/transfer.ts'
import type { StateKind } from '../model/transfer.ts'

const whole = process.env['REVERIE_HOSTILE_TREE'] === 'whole'
const crowd = whole ? 100_000 : 1_200
const levels = whole ? 1_000 : 300
const names = [
  ...['CON', 'trailing.', 'trailing ', '...', 'back\\slash', 'C:\\x', 'a:stream', '<>"|?*', 'line\nbreak'],
  ...[
    'escape\x1b[31m',
    'gpj\u202eexe.txt',
    'emoji 🎬.mkv',
    'é',
    'e\u0301',
    'Case',
    'case',
    '-rf',
    '%41 #?&+.bin',
  ],
  ...[`${'x'.repeat(251)}.bin`, `${'語'.repeat(84)}.bin`],
]

let s: Scenario

afterEach(() => s.close())

function grow({ fake }: Scenario): void {
  for (const name of names) fake.tree.addFile(`/hostile/names/${name}`, { text: `of ${name}` })
  fake.tree.addFile(`/hostile/${'d/'.repeat(levels)}bottom.txt`, { text: 'the bottom' })
  for (let at = 0; at < crowd; at += 1)
    fake.tree.addFile(`/hostile/crowd/${nameOf(at)}`, { text: `of ${at}` })
}

const nameOf = (at: number) => `f${String(at).padStart(6, '0')}`

const nothing = Object.fromEntries(stateKinds.map((kind) => [kind, 0]))

/** How many transfers are in which state, once none of them goes on. */
function allEnded(scenario: Scenario, batchId: string): Promise<Readonly<Record<StateKind, number>>> {
  const { queue } = scenario.engine()
  return new Promise((resolve) => {
    const stop = queue.onNews(() => setImmediate(look))
    const look = () => {
      if (queue.batch(batchId)?.batch.walk.kind !== 'done') return
      const { byState } = queue.totals()
      if (stateKinds.some((kind) => byState[kind] > 0 && !isEnded(kind))) return
      stop()
      resolve(byState)
    }
  })
}

/** As people do while somebody else's folder is being read: what has been listed goes, and what has not comes. */
function meddle({ fake }: Scenario): void {
  let page = 0
  fake.faults.add({
    on: 'list',
    times: Infinity,
    path: ({ query }) => {
      if (!String(query['uri'] ?? '').includes('/hostile/crowd')) return false
      page += 1
      const late = `late-${String(page)}`
      fake.tree.addFile(`/hostile/crowd/z${late}`, { text: late })
      fake.tree.writeVersion(`/hostile/crowd/${nameOf(page)}`, { text: `newer ${String(page)}` })
      return false
    },
    fault: { name: 'changed' },
  })
}

describe('a hostile tree', () => {
  it(
    'is downloaded whole, though pages of it fail and it changes meanwhile',
    { timeout: 1_800_000 },
    async () => {
      s = await startScenario({ settings: { concurrency: 8 } })
      grow(s)
      meddle(s)
      for (const after of [0, 3, 40, 250]) {
        s.fake.faults.add({ on: 'list', after, fault: faults.status(500) })
        s.fake.faults.add({ on: 'list', after: after + 1, fault: faults.hangUp() })
      }
      const batchId = await s.fetch('hostile')
      const ended = await allEnded(s, batchId)
      // A few of the late ones came behind the last page.
      expect(ended.completed).toBeGreaterThanOrEqual(crowd + names.length + 1)
      expect({ ...ended, completed: 0 }).toEqual(nothing)

      const root = join(s.target, 'hostile')
      const texts = async (folder: string) => {
        const found = await readdir(join(root, folder))
        return Promise.all(found.map((name) => readFile(join(root, folder, name), 'utf8')))
      }
      expect((await texts('names')).sort()).toEqual(names.map((name) => `of ${name}`).sort())
      expect(await readFile(join(root, ...Array<string>(levels).fill('d'), 'bottom.txt'), 'utf8')).toBe(
        'the bottom',
      )
      const inCrowd = new Set(await readdir(join(root, 'crowd')))
      const missing = Array.from({ length: crowd }, (_, at) => nameOf(at)).filter(
        (name) => !inCrowd.has(name),
      )
      expect(missing).toEqual([])
      expect(await s.parts()).toEqual([])
      expect(s.fake.faults.hits()).toMatchObject({ status: 4, hangUp: 4 })
    },
  )
})
