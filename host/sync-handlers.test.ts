// What a page may ask of folders kept in step that the command line cannot: to show them, and to say where they went.

import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TransferError } from '../core/model/failure.ts'
import { startSyncHarness, type SyncHarness } from '../testing/sync/sync-harness.ts'
import { createPickedFolders } from './picked-folders.ts'
import { createSyncHandlers, type SyncHandlers } from './sync-handlers.ts'

let s: SyncHarness
let handlers: SyncHandlers
let shown: string[]
const picked = createPickedFolders()

beforeEach(async () => {
  shown = []
  s = await startSyncHarness()
  s.put('letters/a.txt', 'theirs')
  await s.settle()
  handlers = createSyncHandlers(s.engine(), {
    picked,
    shell: { reveal: async (path) => void shown.push(path) },
  })
})
afterEach(() => s.close())

const kindOf = async (asked: unknown) => {
  try {
    await asked
    return 'answered'
  } catch (error) {
    return error instanceof TransferError ? error.failure.kind : 'thrown'
  }
}
const reveal = (path?: string) =>
  kindOf(handlers['sync.reveal']({ pairId: s.pair().id, ...(path === undefined ? {} : { path }) }))
const locate = (folder: string) =>
  kindOf(handlers['sync.locate']({ pairId: s.pair().id, token: picked.add(folder).token }))

it('shows the folder and what it told of, and nothing that a page made up', async () => {
  await s.write('letters/a.txt', 'mine')
  s.fake.tree.writeVersion('/w/letters/a.txt', { text: 'newer' })
  await s.settle()
  const copy = Object.keys(await s.local()).find((path) => path.includes('conflict')) ?? ''
  const answers = [
    await reveal(),
    await reveal(copy),
    await reveal('letters/a.txt'),
    await reveal('../secret'),
    await reveal('letters/b.txt'),
  ]
  expect([answers, shown]).toEqual([
    ['answered', 'answered', 'answered', 'not-found', 'not-found'],
    [s.folder, join(s.folder, copy), join(s.folder, 'letters/a.txt')],
  ])
})

it('a folder that moved goes on where it is, with nothing fetched anew', async () => {
  const elsewhere = join(s.folder, '..', 'elsewhere')
  await rename(s.folder, elsewhere)
  expect((await s.settle()).kind).toBe('held')
  expect(await locate(elsewhere)).toBe('answered')
  const before = s.fetched()
  expect([await s.settle({ agree: 'none' }), s.pair().localRoot]).toMatchObject([{ kind: 'done' }, elsewhere])
  expect([s.fetched(), await s.planned()]).toEqual([before, []])
})

it('another folder is not taken for the one that moved', async () => {
  const stranger = join(s.folder, '..', 'stranger')
  await mkdir(stranger)
  expect(await locate(stranger)).toBe('answered')
  expect(await s.settle()).toMatchObject({ kind: 'held', cause: 'folder-missing' })
})

it('what was moved into another pair is refused', async () => {
  const other = join(s.folder, '..', 'other')
  const { sync } = s.engine()
  await sync.add({ accountId: s.accountId, remote: s.pair().remote, localRoot: other, mode: 'copy' })
  expect([await locate(join(other, 'inside')), s.pair().localRoot]).toEqual(['invalid-request', s.folder])
})
