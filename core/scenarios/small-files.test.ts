// Many small files through the whole engine: how little is asked and written for each, and that each is as right as a
// large one, whatever is in its way.

import { existsSync, rmSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { Fault } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { partName } from '../transfer/part-file.ts'

let s: Scenario
afterEach(() => s.close())

const begin = async (options: Parameters<typeof startScenario>[0] = {}) => {
  s = await startScenario({ timeouts: { firstByteMs: 6e6, idleMs: 6e6 }, ...options })
}
const names = (count: number) =>
  Array.from({ length: count }, (_, at) => `tree/d${String(at % 3)}/${String(at)}.bin`)
const addTree = (count: number) => {
  for (const [at, name] of names(count).entries())
    s.fake.tree.addFile(`/${name}`, { sizeBytes: at % 7 === 0 ? 0 : at * 13 })
}
const linkBodies = () =>
  s.asked('url').map(({ body }) => JSON.parse(body) as { uris: string[]; entity?: string })
const kinds = async (batchId: string) =>
  (await s.settled(batchId)).map(({ state }) => (state.kind === 'completed' ? state.outcome : state.kind))

async function expectAllRight(count: number): Promise<void> {
  for (const name of names(count)) {
    const wanted = s.fake.content(`/${name}`)
    const found = await readFile(join(s.target, name))
    expect(found.equals(wanted.read(0, wanted.sizeBytes)), name).toBe(true)
  }
  expect(await s.parts()).toEqual([])
  expect((await readdir(s.target, { recursive: true })).filter((name) => name.endsWith('.bin'))).toHaveLength(
    count,
  )
}

describe('many small files: what is asked of the site', () => {
  it('all right, with at most 1.1 requests for each', async () => {
    await begin()
    addTree(500)
    s.fake.clearRequests()
    expect(new Set(await kinds(await s.fetch('tree')))).toEqual(new Set(['downloaded']))
    await expectAllRight(500)
    const asked = s.asked('url').length + s.asked('content').length + s.asked('list').length
    expect(asked).toBeLessThanOrEqual(500 * 1.1)
    // An empty file is asked for by nobody.
    expect(s.asked('content')).toHaveLength(names(500).filter((_, at) => at % 7 !== 0).length)
    expect(linkBodies().every(({ uris }) => uris.length <= 100)).toBe(true)
    expect(await s.recorded('tree/d1/1.bin')).toMatchObject({
      sizeBytes: 13,
      pieces: [{ start: 0, end: 13 }],
    })
  })

  it('a share counts exactly one download for each file', async () => {
    await begin()
    addTree(60)
    const { id } = s.fake.shares.add('/tree')
    const batchId = await s.add(`cloudreve://${id}@share`)
    expect(new Set(await kinds(batchId))).toEqual(new Set(['downloaded']))
    const asked = names(60).filter((_, at) => at % 7 !== 0).length
    expect(s.fake.shares.downloadsOf(id)).toBe(asked)
    expect(s.asked('content')).toHaveLength(asked)
  })

  it('a version that came after the listing is not taken for the one that was listed', async () => {
    await begin()
    addTree(20)
    const before = s.fake.content('/tree/d1/4.bin')
    const change: Fault = {
      name: 'a new version',
      before: () => {
        s.fake.tree.writeVersion('/tree/d1/4.bin', { sizeBytes: before.sizeBytes })
        return undefined
      },
    }
    s.fake.faults.add({ on: 'url', fault: change })
    // One folder: all of it is listed before its first link is asked for.
    await s.settled(await s.fetch('tree/d1'))
    const found = await readFile(join(s.target, 'd1/4.bin'))
    expect(found.equals(before.read(0, before.sizeBytes))).toBe(true)
    expect(linkBodies().filter(({ entity }) => entity !== undefined)).toMatchObject([
      { entity: before.entityId, uris: ['cloudreve://my/tree/d1/4.bin'] },
    ])
  })

  it('links to a node show no version, nor does it say when bytes were stored: each is asked for with its own', async () => {
    await begin({ site: { settings: { linkOrigin: 'storage' } } })
    addTree(60)
    await s.settled(await s.fetch('tree'))
    await expectAllRight(60)
    const files = names(60).filter((_, at) => at % 7 !== 0).length
    expect(linkBodies().filter(({ entity }) => entity !== undefined)).toHaveLength(files)
    // Those that were under way when the first was doubted are asked for twice, the others are not.
    expect(s.asked('content').length).toBeLessThan(files * 2)
  })

  it('links to a bucket that says when bytes were stored: long before the listing, with at most 1.1 requests for each', async () => {
    await begin({ site: { settings: { linkOrigin: 'storage', storageStyle: 's3' } } })
    addTree(200)
    // The engine's clock is in a hurry here.
    s.fake.clock.advance(86_400_000)
    s.fake.clearRequests()
    await s.settled(await s.fetch('tree'))
    await expectAllRight(200)
    const asked = s.asked('url').length + s.asked('content').length + s.asked('list').length
    expect(asked).toBeLessThanOrEqual(200 * 1.1)
    // Only whoever is alone in its batch is asked for by its version.
    expect(linkBodies().filter(({ uris }) => uris.length === 1).length).toBeLessThan(10)
  })

  it('bytes that a bucket stored after the listing are not taken for the listed version', async () => {
    await begin({ site: { settings: { linkOrigin: 'storage', storageStyle: 's3' } } })
    addTree(20)
    const before = s.fake.content('/tree/d1/4.bin')
    // The engine's clock is in a hurry here.
    s.fake.clock.advance(86_400_000)
    const change: Fault = {
      name: 'a new version',
      before: () => {
        s.fake.tree.writeVersion('/tree/d1/4.bin', { sizeBytes: before.sizeBytes })
        return undefined
      },
    }
    s.fake.faults.add({ on: 'url', fault: change })
    await s.settled(await s.fetch('tree/d1'))
    const found = await readFile(join(s.target, 'd1/4.bin'))
    expect(found.equals(before.read(0, before.sizeBytes))).toBe(true)
    expect(linkBodies()).toContainEqual(
      expect.objectContaining({ entity: before.entityId, uris: ['cloudreve://my/tree/d1/4.bin'] }),
    )
  })

  it('a batch that the site refuses is asked for one by one', async () => {
    await begin()
    addTree(20)
    s.fake.faults.add({ on: 'url', fault: faults.json(40_016, 'no batches here') })
    expect(new Set(await kinds(await s.fetch('tree')))).toEqual(new Set(['downloaded']))
    await expectAllRight(20)
  })

  it('a pause while links are on their way: what is resumed meanwhile gets one all the same', async () => {
    await begin()
    addTree(20)
    s.fake.faults.add({ on: 'url', fault: faults.silent() })
    const asked = new Promise<void>((resolve) => {
      const stop = s.engine().queue.onNews(() => {
        if (s.asked('url').length === 0) return
        stop()
        resolve()
      })
    })
    const batchId = await s.fetch('tree')
    // News of the empty files come while the others wait for the silent answer.
    await asked
    const selection = { transferIds: [], batchIds: [batchId] }
    s.engine().queue.pause(selection)
    s.engine().queue.resume(selection)
    expect(new Set(await kinds(batchId))).toEqual(new Set(['downloaded']))
    await expectAllRight(20)
  })

  it('a file that is gone fails alone', async () => {
    await begin()
    addTree(20)
    const gone: Fault = {
      name: 'removed',
      before: () => {
        s.fake.tree.remove('/tree/d1/4.bin')
        return undefined
      },
    }
    s.fake.faults.add({ on: 'url', fault: gone })
    const outcomes = await kinds(await s.fetch('tree/d1'))
    expect(outcomes.filter((kind) => kind !== 'downloaded')).toEqual(['failed'])
  })
})

describe('many small files: what is in the way', () => {
  const fetchOne = async (sizeBytes = 5_000) => {
    s.file('a.bin', sizeBytes)
    return s.fetch('a.bin', { conflict: 'rename' })
  }
  const taken = async () => {
    await mkdir(s.target, { recursive: true })
    await writeFile(join(s.target, 'a.bin'), 'theirs')
  }

  it('d05 a name taken between the look and the rename is not replaced', async () => {
    await begin()
    let done = false
    s.disk.before('renameNoClobber', async () => {
      if (!done) await taken()
      done = true
    })
    const { state } = await s.only(await fetchOne())
    expect(state).toMatchObject({ kind: 'completed', path: join(s.target, 'a (1).bin') })
    expect((await readFile(join(s.target, 'a.bin'))).toString()).toBe('theirs')
    expect(await s.parts()).toEqual([])
  })

  it('d05 a name that is there is left to the policy, byte for byte', async () => {
    await begin()
    await taken()
    s.file('a.bin', 5_000)
    const { state } = await s.only(await s.fetch('a.bin', { conflict: 'skip' }))
    expect(state).toMatchObject({ outcome: 'skipped' })
    expect(s.asked('url')).toEqual([])
  })

  it('a stranger’s file under the name of the part is not touched', async () => {
    await begin()
    const strange: string[] = []
    s.engine().queue.onNews((news) => {
      if (news.type !== 'transfer' || strange.length > 0) return
      strange.push(join(s.target, partName(news.transfer.id, 0)))
    })
    s.disk.before('open', () => writeFile(strange[0] ?? '', 'theirs'))
    await s.only(await fetchOne())
    expect((await readFile(strange[0] ?? '')).toString()).toBe('theirs')
    await rm(strange[0] ?? '')
    expect(await s.landed('a.bin')).toMatchObject({ ...s.right('a.bin'), early: [] })
  })

  it.each(['write', 'datasync', 'renameNoClobber', 'syncFolder'] as const)(
    'd01 no space at %s: held, goes on by itself, right in the end',
    async (on) => {
      await begin()
      s.disk.fail({ on, code: 'ENOSPC', times: 2 })
      const batchId = await fetchOne()
      await s.only(batchId, ({ state }) => state.kind === 'held')
      const { state } = await s.only(batchId)
      expect(state).toMatchObject({ kind: 'completed', path: join(s.target, 'a.bin') })
      expect((await s.landed('a.bin')).sha256).toBe(s.right('a.bin').sha256)
      expect(await readdir(s.target)).toEqual(['a.bin'])
    },
  )

  it('d02 the folder is removed while bytes come: it is made again', async () => {
    await begin()
    const remove: Fault = {
      name: 'the folder goes',
      before: () => {
        rmSync(s.target, { recursive: true })
        return undefined
      },
    }
    s.fake.faults.add({ on: 'content', fault: remove })
    const { state } = await s.only(await fetchOne())
    expect(state).toMatchObject({ kind: 'completed' })
    expect(await s.landed('a.bin')).toEqual(s.right('a.bin'))
  })

  it('t09 a connection that ends early: what came is not taken for the file, the next try is', async () => {
    await begin()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(1_000) })
    const { state } = await s.only(await fetchOne(200_000))
    expect(state).toMatchObject({ kind: 'completed' })
    expect(await s.landed('a.bin')).toEqual(s.right('a.bin'))
    expect(s.troubles).toEqual(['truncated'])
  })

  it('a server that ends every connection early still gives the file, piece by piece', async () => {
    await begin()
    s.fake.faults.add({ on: 'content', times: 50, fault: faults.endEarly(30_000) })
    const { state } = await s.only(await fetchOne(200_000))
    expect(state).toMatchObject({ kind: 'completed' })
    expect(await s.landed('a.bin')).toEqual(s.right('a.bin'))
  })

  it('a rename that stopped half way is finished, not done twice', async () => {
    await begin()
    s.disk.doubleNext()
    const { state } = await s.only(await fetchOne())
    expect(state).toMatchObject({ kind: 'completed', path: join(s.target, 'a.bin') })
    expect(await readdir(s.target)).toEqual(['a.bin'])
    expect(s.blobs()).toHaveLength(1)
  })

  it('canceled in the middle leaves nothing', async () => {
    await begin()
    s.fake.faults.add({ on: 'content', fault: faults.stallAfter(1_000) })
    const batchId = await fetchOne(200_000)
    await s.received(batchId, 1_000)
    s.engine().queue.cancel({ transferIds: [], batchIds: [batchId] })
    expect((await s.only(batchId)).state.kind).toBe('canceled')
    await s.stop()
    expect(existsSync(join(s.target, 'a.bin'))).toBe(false)
    expect(await s.parts()).toEqual([])
    await s.restart()
  })
})
