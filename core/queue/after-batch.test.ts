// What follows a batch: once, after all of it is here, and over restarts.

import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { uri } from '../../testing/engine/test-engine.ts'
import type { AfterAction } from '../model/after-action.ts'
import type { ProgramJob } from '../ports/after-actions.ts'

let s: Scenario
let done: (string | ProgramJob)[]
let told: ((text: string | ProgramJob) => void)[]
const run: AfterAction = { kind: 'run', command: 'prog', args: ['{path}', '{files}'] }

afterEach(() => s.close())

async function start(settings: { after?: AfterAction } = {}): Promise<void> {
  done = []
  told = []
  const tell = (text: string | ProgramJob) => {
    done.push(text)
    for (const listener of told.splice(0)) listener(text)
  }
  s = await startScenario({
    settings,
    afterActions: {
      open: (path) => Promise.resolve(tell(`open ${path}`)),
      reveal: (path) => Promise.resolve(tell(`reveal ${path}`)),
      run: (job) => {
        tell(job)
        return Promise.resolve('3')
      },
    },
  })
  s.file('docs/a.bin', 1_000)
  s.file('docs/b.bin', 2_000)
}

const next = () => new Promise<string | ProgramJob>((resolve) => told.push(resolve))
const add = async (path: string, after?: AfterAction) => {
  const roots = [{ uri: uri(`cloudreve://my/${path}`) }]
  const request = { accountId: s.accountId, roots, targetRoot: s.target }
  return (await s.engine().queue.add(after === undefined ? request : { ...request, after })).batchId
}
/** Whatever is due is done by then. */
const settle = async (batchId: string) => {
  const transfers = await s.settled(batchId)
  await s.restart()
  return transfers
}

it('a program is told of the folder that came, as an argument array', async () => {
  await start()
  const following = next()
  const batchId = await add('docs', run)
  expect(await following).toEqual({
    command: 'prog',
    args: [join(s.target, 'docs'), '2'],
    folder: s.target,
    variables: {
      REVERIE_FOLDER: s.target,
      REVERIE_PATH: join(s.target, 'docs'),
      REVERIE_NAME: 'docs',
      REVERIE_FILES: '2',
      REVERIE_BYTES: '3000',
      REVERIE_BATCH: batchId,
    },
  })
})

it('one file is opened or shown under the name it got', async () => {
  await start()
  await settle(await add('docs/a.bin', { kind: 'open' }))
  await settle(await add('docs/b.bin', { kind: 'reveal' }))
  expect(done).toEqual([`open ${join(s.target, 'a.bin')}`, `reveal ${join(s.target, 'b.bin')}`])
})

it('it is done once, however often the queue moves and starts again', async () => {
  await start()
  await settle(await add('docs', run))
  await settle(await add('docs/a.bin'))
  await s.restart()
  expect(done).toHaveLength(1)
})

it('what was wished before a restart is done after it', async () => {
  await start()
  s.fake.faults.add({ on: 'content', fault: faults.stallAfter(10) })
  const batchId = await add('docs/a.bin', run)
  await s.received(batchId, 10)
  await s.stop()
  expect(done).toEqual([])
  const following = next()
  await s.restart()
  await following
  expect(done).toHaveLength(1)
})

it('nothing follows a failure, until trying again has made it good', async () => {
  await start()
  s.fake.faults.add({ on: 'content', times: 20, fault: faults.entityGone() })
  s.fake.faults.add({
    on: 'info',
    path: ({ query }) => query['uri']?.includes('a.bin') === true,
    times: 20,
    fault: faults.json(403),
  })
  const batchId = await add('docs', run)
  expect((await settle(batchId)).map(({ state }) => state.kind)).toContain('failed')
  expect(done).toEqual([])
  s.fake.faults.clear()
  const following = next()
  s.engine().queue.retry({ transferIds: [], batchIds: [batchId] })
  await following
  expect(done).toHaveLength(1)
})

it('nothing follows a batch that was canceled half way', async () => {
  await start()
  s.fake.faults.add({ on: 'content', fault: faults.stallAfter(10) })
  const batchId = await add('docs/a.bin', run)
  await s.received(batchId, 10)
  s.engine().queue.cancel({ transferIds: [], batchIds: [batchId] })
  await settle(batchId)
  expect(done).toEqual([])
})

it('the settings say what follows where nothing is said, and a wish of its own stands above them', async () => {
  await start({ after: { kind: 'reveal' } })
  await settle(await add('docs/a.bin'))
  await settle(await add('docs/b.bin', { kind: 'nothing' }))
  expect(done).toEqual([`reveal ${join(s.target, 'a.bin')}`])
})

it('a wish that comes late is done all the same, and one that was taken back is not', async () => {
  await start()
  const batchId = await add('docs/a.bin')
  await s.settled(batchId)
  const following = next()
  s.engine().queue.setAfter(batchId, { kind: 'open' })
  expect(await following).toBe(`open ${join(s.target, 'a.bin')}`)
  s.fake.faults.add({ on: 'content', fault: faults.stallAfter(10) })
  const other = await add('docs/b.bin', run)
  s.engine().queue.setAfter(other, { kind: 'nothing' })
  await s.received(other, 10)
  await s.stop()
  await s.restart()
  await settle(other)
  expect(done).toHaveLength(1)
})
