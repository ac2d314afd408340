import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { mostEntries, type ActivityEvent } from '../../core/model/activity.ts'
import { createFailure } from '../../core/model/failure.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { openActivityLog } from './activity-log.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-activity-'))
  path = join(folder, 'activity.json')
})
afterEach(() => rm(folder, { recursive: true }))

let ids = 0
const open = () => openActivityLog({ path, now: () => 5, uuid: () => `id ${++ids}`, logger: silentLogger })
const done = (name: string): ActivityEvent => ({
  ...{ kind: 'completed', batchId: name, name, others: 0, files: 1, bytes: 10 },
})
const names = (log: Awaited<ReturnType<typeof open>>) =>
  log.view().entries.map((entry) => ('name' in entry ? entry.name : entry.kind))

it('what happened is there after a restart, the newest first, every kind of it', async () => {
  const log = await open()
  log.add(done('a'))
  log.add({
    ...{ kind: 'failed', batchId: 'b', transferId: 't', name: 'b', others: 2, files: 3, bytes: 0 },
    ...{ filesFailed: 3, failure: createFailure('not-found', 'gone', { code: 40016 }) },
  })
  log.add({
    kind: 'held',
    failure: createFailure('sign-in-required'),
    cause: { scope: 'account', accountId: '1' },
  })
  log.add({ kind: 'restored', what: 'queue', setAside: '/p/reverie.db.damaged' })
  const before = log.view()
  await log.close()
  const again = await open()
  expect(again.view()).toEqual(before)
  expect([names(again), again.view().unseen]).toEqual([['restored', 'held', 'b', 'a'], 4])
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

it('keeps so many and no more', async () => {
  const log = await open()
  for (let number = 0; number < mostEntries + 10; number += 1) log.add(done(String(number)))
  await log.close()
  const again = await open()
  expect([again.view().entries.length, names(again)[0]]).toEqual([mostEntries, String(mostEntries + 9)])
})

it('tells what is new and how much nobody has seen', async () => {
  const log = await open()
  const told: unknown[] = []
  log.onAdded(({ seen, atMs }) => told.push([seen, atMs]))
  log.onChanged((unseen) => told.push(unseen))
  log.add(done('a'))
  log.markSeen()
  log.markSeen()
  log.clear()
  log.clear()
  expect(told).toEqual([1, [false, 5], 0, 0])
  await log.close()
})

it.each([
  ['damaged', '{"entries": ['],
  ['of another shape', '[]'],
  ['nothing', 'null'],
  ['full of nonsense', JSON.stringify({ entries: [1, {}, { kind: 'completed' }, { kind: 'exploded' }] })],
])('a file that is %s is no reason not to start', async (_name, content) => {
  await writeFile(path, content)
  const log = await open()
  expect(log.view()).toEqual({ entries: [], unseen: 0 })
  log.add(done('a'))
  await log.close()
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ entries: [{ name: 'a' }] })
})

it('a folder that takes no file costs the memory and nothing else', async () => {
  const log = await openActivityLog({
    path: join(folder, 'none', 'activity.json'),
    ...{ now: () => 5, uuid: () => 'id', logger: silentLogger },
  })
  log.add(done('a'))
  await log.close()
  expect(names(log)).toEqual(['a'])
})
