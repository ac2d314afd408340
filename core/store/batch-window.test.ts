// Every window of the list beside what a plain list says.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { BatchWish } from '../engine-api.ts'
import type { Batch, Walk } from '../model/batch.ts'
import type { TransferState } from '../model/transfer.ts'
import { silentLogger } from '../ports/logger.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'

let folder: string
let store: Store
const uri = { fileSystem: 'my', owner: '', segments: ['a'] } as const
const failure = { kind: 'network', remedy: 'retry', detail: '' } as const

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-window-'))
  store = createStore({ path: join(folder, 'r.db'), clock: createManualClock(), logger: silentLogger })
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true, force: true })
})

const done: Walk = { kind: 'done' }
/** In the order they are added; of the second account where their name says so. */
const given: readonly (readonly [id: string, walk: Walk, states: readonly TransferState[]])[] = [
  ['queued', done, [{ kind: 'queued' }]],
  ['failed', done, [{ kind: 'failed', failure }]],
  ['downloading other', done, [{ kind: 'queued' }, { kind: 'downloading' }]],
  ['completed other', done, [{ kind: 'completed', path: '/x', outcome: 'downloaded' }]],
  ['walking', { kind: 'walking' }, []],
  ['paused', done, [{ kind: 'paused' }, { kind: 'completed', path: '/x', outcome: 'downloaded' }]],
  ['finishing', done, [{ kind: 'finishing' }]],
  ['held other', done, [{ kind: 'held', failure, cause: { scope: 'queue' } }]],
]

function fill() {
  for (const [id, walk, states] of given) {
    const accountId = id.endsWith('other') ? 'other' : 'x'
    const batch: Batch = {
      ...{ id, accountId, roots: [{ uri }], targetRoot: '/t', conflict: 'rename', label: id },
      ...{ archive: false, walk, addedAtMs: 1 },
    }
    store.batches.insert(batch)
    store.transfers.append(
      states.map((state, at) => ({
        ...{ id: `${id} ${at}`, batchId: id, accountId, conflict: 'rename', state },
        ...{ addedAtMs: 1, changedAtMs: 1, bytesDone: 0 },
        source: { uri, fileId: 'f', entityId: 'e', sizeBytes: 10, modifiedAtMs: 1, pinned: false },
        target: { root: '/t', folders: [], name: `${id} ${at}` },
      })),
    )
  }
}

const views = {
  all: given.map(([id]) => id),
  unfinished: ['queued', 'downloading other', 'walking', 'paused', 'finishing', 'held other'],
  running: ['downloading other', 'walking', 'finishing'],
  waiting: ['queued', 'paused', 'held other'],
  completed: ['completed other'],
  failed: ['failed'],
} as const satisfies Record<BatchWish['view'], readonly string[]>

const shown = (wish: Omit<BatchWish, 'offset' | 'limit'>) => {
  const { total } = store.batches.window({ ...wish, offset: 0, limit: 1 })
  // By twos: no window begins or ends where another does.
  const pages = Array.from({ length: 5 }, (_none, page) =>
    store.batches.window({ ...wish, offset: 2 * page, limit: 2 }),
  )
  const ids = pages.flatMap(({ batches }) => batches.map(({ id }) => id))
  expect([total, new Set(pages.map((page) => page.total)).size]).toEqual([ids.length, 1])
  return ids
}

it.each(Object.entries(views) as [BatchWish['view'], readonly string[]][])(
  'shows %s as they were added, both ways, and of one account',
  (view, expected) => {
    fill()
    const others = expected.filter((id) => id.endsWith('other'))
    expect(shown({ view, order: 'oldest' })).toEqual(expected)
    expect(shown({ view, order: 'newest' })).toEqual([...expected].reverse())
    expect(shown({ view, order: 'newest', accountId: 'other' })).toEqual([...others].reverse())
    expect(shown({ view, accountId: 'other' }).sort()).toEqual([...others].sort())
  },
)

it('shows what runs and what waits in the order of its turn', () => {
  fill()
  store.order.moveBatch('finishing', { kind: 'first' })
  store.order.moveBatch('held other', { kind: 'first' })
  expect(shown({ view: 'running' })).toEqual(['finishing', 'downloading other', 'walking'])
  expect(shown({ view: 'waiting' })).toEqual(['held other', 'queued', 'paused'])
  store.transfers.saveState('queued 0', { kind: 'resolving' }, 2)
  expect(shown({ view: 'waiting' })).toEqual(['held other', 'paused'])
})
