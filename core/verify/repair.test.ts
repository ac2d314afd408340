// Repairs through the whole engine: the file gets its place back, and nothing that was there is lost.

import { open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { uri } from '../../testing/engine/test-engine.ts'
import { verifyFolder } from '../../testing/engine/verify-folder.ts'
import type { Finding } from './finding.ts'
import { createRepairs, mostInBatch } from './repair.ts'

let s: Scenario
const size = 300_000

beforeEach(async () => {
  s = await startScenario()
  s.file('docs/a.bin', size)
  s.file('docs/sub/b.bin', size)
  await s.settled(await s.fetch('docs'))
})
afterEach(() => s.close())

const at = (...names: string[]) => join(s.target, ...names)
const kinds = async () => (await verifyFolder(s, s.target)).findings.map(({ kind }) => kind)

async function rot(path: string): Promise<Buffer> {
  const { atime, mtime } = await stat(path)
  const file = await open(path, 'r+')
  await file.write(Buffer.from('rotten'), 0, 6, 1_000)
  await file.close()
  await utimes(path, atime, mtime)
  return readFile(path)
}

async function repair(remote: 'none' | 'recorded' = 'none') {
  const repairs = createRepairs(s.target)
  const { findings } = await verifyFolder(s, s.target, { remote: { kind: remote } })
  findings.forEach(repairs.add)
  const ended: string[] = []
  for (const { accountId, roots } of repairs.groups()) {
    const request = { accountId, roots, targetRoot: s.target, conflict: 'set-aside' } as const
    const { batchId } = await s.engine().queue.add(request)
    for (const { state } of await s.settled(batchId)) ended.push(state.kind)
  }
  return ended
}

describe('a repair', () => {
  it('of a damaged file keeps the damaged one beside it, each time', async () => {
    const path = at('docs', 'a.bin')
    const first = await rot(path)
    expect(await repair()).toEqual(['completed'])
    const second = await rot(path)
    expect(await repair()).toEqual(['completed'])
    expect(await s.landed('docs/a.bin')).toEqual(s.right('docs/a.bin'))
    expect((await readFile(at('docs', 'a (damaged).bin'))).equals(first)).toBe(true)
    expect((await readFile(at('docs', 'a (damaged 2).bin'))).equals(second)).toBe(true)
    expect((await kinds()).filter((kind) => kind !== 'not-ours')).toEqual(['ok', 'ok'])
  })

  it('of a missing folder makes it again, and fetches nothing else', async () => {
    await rm(at('docs', 'sub'), { recursive: true })
    s.fake.clearRequests()
    expect(await repair()).toEqual(['completed'])
    expect(s.blobs()).toHaveLength(1)
    expect(await kinds()).toEqual(['ok', 'ok'])
  })

  it('of an older version keeps the older one', async () => {
    const before = await readFile(at('docs', 'sub', 'b.bin'))
    s.fake.tree.writeVersion('/docs/sub/b.bin', { sizeBytes: 70_000 })
    expect(await repair('recorded')).toEqual(['completed'])
    expect(await s.landed('docs/sub/b.bin')).toEqual(s.right('docs/sub/b.bin'))
    expect((await readFile(at('docs', 'sub', 'b (older).bin'))).equals(before)).toBe(true)
  })

  it('puts a file back under the name it had here, not the one it has there', async () => {
    s.fake.tree.rename('/docs/a.bin', 'renamed.bin')
    await rm(at('docs', 'a.bin'))
    expect(await repair('recorded')).toEqual(['completed'])
    expect((await readdir(at('docs'))).sort()).toEqual(['a.bin', 'sub'])
    expect(await kinds()).toEqual(['ok', 'ok'])
  })

  it('that cannot be fetched leaves what is here where it is', async () => {
    const path = at('docs', 'a.bin')
    const rotten = await rot(path)
    s.fake.tree.remove('/docs/a.bin')
    expect(await repair()).toEqual([])
    expect((await readFile(path)).equals(rotten)).toBe(true)
    expect((await readdir(at('docs'))).sort()).toEqual(['a.bin', 'sub'])
  })

  it('whose process ends between the two renames goes on and loses neither', async () => {
    const path = at('docs', 'a.bin')
    const rotten = await rot(path)
    // The first rename sets aside; the second is the part's.
    s.disk.fail({ on: 'renameNoClobber', code: 'EBUSY', after: 1 })
    expect(await repair()).toEqual(['completed'])
    expect(await s.landed('docs/a.bin')).toEqual(s.right('docs/a.bin'))
    expect((await readFile(at('docs', 'a (damaged).bin'))).equals(rotten)).toBe(true)
    expect((await readdir(at('docs'))).sort()).toEqual(['a (damaged).bin', 'a.bin', 'sub'])
  })
})

it('many repairs are cut into batches, by account', () => {
  const repairs = createRepairs(join('/d'))
  const finding = (index: number, accountId: string): Finding => ({
    ...{ kind: 'missing', path: join('/d', 'x', `${index}`), sizeBytes: 1, remote: 'unchecked' },
    origin: { accountId, uri: uri('cloudreve://my/x') },
  })
  for (let index = 0; index <= mostInBatch; index++) repairs.add(finding(index, 'one'))
  repairs.add(finding(0, 'two'))
  repairs.add({ ...finding(1, 'two'), kind: 'ok' })
  const groups = repairs.groups()
  expect(groups.map(({ accountId, roots }) => [accountId, roots.length])).toEqual([
    ['one', mostInBatch],
    ['one', 1],
    ['two', 1],
  ])
  expect(groups[0]?.roots[5]).toEqual({
    uri: uri('cloudreve://my/x'),
    place: { folders: ['x'], name: '5' },
  })
  expect(repairs.count()).toBe(mostInBatch + 2)
})
