import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { startTestEngine } from '../../testing/engine/test-engine.ts'
import type { TestEngine } from '../../testing/engine/test-engine.ts'

let fake: FakeCloudreve
let test: TestEngine
beforeEach(async () => {
  fake = await startFakeCloudreve()
  for (const name of ['a', 'b', 'c']) fake.tree.addFile(`/docs/${name}.txt`, { text: name })
  test = await startTestEngine({ fake })
})
afterEach(async () => {
  await test.close()
  await fake.close()
})

const local = (name: string) => join(test.target, 'docs', `${name}.txt`)

it('the same folder asked for again: failed, deleted and new files come, the batch stays one', async () => {
  fake.faults.add({ on: 'content', path: /b\.txt/, fault: faults.blobMissing() })
  const first = await test.add('cloudreve://my/docs')
  const states = (await test.settled(first)).map(({ target, state }) => [target.name, state.kind])
  expect(states).toEqual([
    ['a.txt', 'completed'],
    ['b.txt', 'failed'],
    ['c.txt', 'completed'],
  ])
  await rm(local('a'))
  fake.tree.addFile('/docs/d.txt', { text: 'd' })

  expect(await test.add('cloudreve://my/docs')).toBe(first)
  await test.settled(first)
  expect(['a', 'b', 'c', 'd'].map((name) => existsSync(local(name)))).toEqual([true, true, true, true])
  expect(fake.requests.filter(({ kind, path }) => kind === 'content' && path.includes('c.txt'))).toHaveLength(
    1,
  )
})

it('a finished folder asked for again is a batch of its own that fetches nothing twice', async () => {
  const first = await test.add('cloudreve://my/docs')
  await test.settled(first)
  fake.clearRequests()
  const second = await test.add('cloudreve://my/docs')
  const states = (await test.settled(second)).map(({ state }) => state)
  expect(second).not.toBe(first)
  expect(states.map((state) => state.kind === 'completed' && state.outcome)).toEqual([
    'skipped',
    'skipped',
    'skipped',
  ])
  expect(fake.requests.filter(({ kind }) => kind === 'content' || kind === 'url')).toEqual([])
})
