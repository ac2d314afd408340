// Taking downloads off the list with their files: what goes, and what stays because it is not what landed, or not ours.

import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'

let s: Scenario
afterEach(() => s.close())

const queue = () => s.engine().queue
const batch = (id: string) => ({ transferIds: [], batchIds: [id] })
const local = (path: string) => join(s.target, path)
const nothing = { removed: 0, files: 0, kept: [], keptTotal: 0 }

async function fetchDocs(names: readonly string[], options: Parameters<typeof startScenario>[0] = {}) {
  s = await startScenario(options)
  for (const name of names) s.file(`docs/${name}`, 1_000)
  const id = await s.fetch('docs')
  const files = await s.settled(id)
  return { id, idOf: (name: string) => files.find(({ target }) => target.name === name)?.id ?? '' }
}

it('a folder goes as it came: files, the folders that held nothing else, the row and the record', async () => {
  const { id } = await fetchDocs(['a.txt', 'sub/b.txt'])
  expect(await queue().removeFiles(batch(id), 'delete')).toEqual({ ...nothing, removed: 2, files: 2 })
  expect([existsSync(s.target), await readdir(s.target)]).toEqual([true, []])
  expect(queue().batch(id)).toBeUndefined()
  expect(await s.recorded('docs/a.txt')).toBeUndefined()
})

it('what was changed since, and what is a stranger, stays, with its folder and its row', async () => {
  const { id, idOf } = await fetchDocs(['a.txt', 'b.txt', 'c.txt'])
  await writeFile(local('docs/a.txt'), 'the work of a week')
  await writeFile(local('docs/mine.txt'), 'a stranger')
  expect(await queue().removeFiles(batch(id), 'delete')).toEqual({
    ...{ removed: 2, files: 2, keptTotal: 1 },
    kept: [{ transferId: idOf('a.txt'), name: 'a.txt', reason: 'changed' }],
  })
  expect((await readdir(local('docs'))).sort()).toEqual(['a.txt', 'mine.txt'])
  expect(queue().batch(id)?.counts.byState.completed).toBe(1)
})

it('other bytes under the same length and time are found before anything goes for good', async () => {
  const { id, idOf } = await fetchDocs(['a.txt'])
  const { atime, mtime } = await stat(local('docs/a.txt'))
  await writeFile(local('docs/a.txt'), Buffer.alloc(1_000, 'x'))
  await utimes(local('docs/a.txt'), atime, mtime)
  const { kept } = await queue().removeFiles(batch(id), 'delete')
  expect(kept).toEqual([{ transferId: idOf('a.txt'), name: 'a.txt', reason: 'changed' }])
})

it('a file that was only touched is still what landed', async () => {
  const { id } = await fetchDocs(['a.txt'])
  await utimes(local('docs/a.txt'), 1, 1)
  expect(await queue().removeFiles(batch(id), 'delete')).toEqual({ ...nothing, removed: 1, files: 1 })
})

it('a file that lay there before and was skipped is not ours to remove', async () => {
  const { id } = await fetchDocs(['a.txt'])
  const again = await s.fetch('docs')
  const [skipped] = await s.settled(again)
  expect(await queue().removeFiles(batch(again), 'delete')).toEqual({
    ...{ ...nothing, keptTotal: 1 },
    kept: [{ transferId: skipped?.id, name: 'a.txt', reason: 'found' }],
  })
  expect(existsSync(local('docs/a.txt'))).toBe(true)
  expect(queue().batch(id)).toBeDefined()
})

it('a newer download in the same place is the other one’s', async () => {
  const { id, idOf } = await fetchDocs(['a.txt'])
  s.fake.tree.writeVersion('/docs/a.txt', { text: 'newer' })
  await s.settled(await s.fetch('docs', { conflict: 'overwrite' }))
  const { kept } = await queue().removeFiles(batch(id), 'delete')
  expect(kept).toEqual([{ transferId: idOf('a.txt'), name: 'a.txt', reason: 'replaced' }])
})

it('a row whose file is gone already goes too; a folder in its place stays', async () => {
  const { id, idOf } = await fetchDocs(['a.txt', 'b.txt'])
  await rm(local('docs/a.txt'))
  await rm(local('docs/b.txt'))
  await mkdir(local('docs/b.txt'))
  const { removed, files, kept } = await queue().removeFiles(batch(id), 'delete')
  expect([removed, files, kept]).toEqual([
    ...[1, 0],
    [{ transferId: idOf('b.txt'), name: 'b.txt', reason: 'changed' }],
  ])
})

it('goes to the trash where there is one, and is refused where there is none', async () => {
  const trashed: string[] = []
  const trash = async (path: string) => {
    trashed.push(path)
    await rm(path)
  }
  const { id } = await fetchDocs(['a.txt'], { trash })
  expect(await queue().removeFiles(batch(id), 'trash')).toEqual({ ...nothing, removed: 1, files: 1 })
  expect([trashed, existsSync(local('docs'))]).toEqual([[local('docs/a.txt')], false])
  await s.close()
  const other = await fetchDocs(['a.txt'])
  await expect(queue().removeFiles(batch(other.id), 'trash')).rejects.toThrow(/no trash/)
})

it('what has not ended, and what the disk refuses to let go, is told', async () => {
  const { id, idOf } = await fetchDocs(['a.txt'])
  s.disk.fail({ on: 'remove', code: 'EBUSY' })
  const { kept } = await queue().removeFiles(batch(id), 'delete')
  expect(kept).toEqual([{ transferId: idOf('a.txt'), name: 'a.txt', reason: 'disk', code: 'EBUSY' }])
  queue().pauseQueue('default', true)
  s.file('late.txt', 10)
  const late = await s.fetch('late.txt')
  expect((await queue().removeFiles(batch(late), 'delete')).kept).toEqual([
    { transferId: late, name: 'late.txt', reason: 'unfinished' },
  ])
})
