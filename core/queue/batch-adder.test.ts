import { existsSync } from 'node:fs'
import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
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
  const restore = fake.faults.add({
    ...{ on: 'content', path: /b\.txt/, times: Infinity, fault: faults.blobMissing() },
  })
  const first = await test.add('cloudreve://my/docs')
  const states = (await test.settled(first)).map(({ target, state }) => [target.name, state.kind])
  expect(states).toEqual([
    ['a.txt', 'completed'],
    ['b.txt', 'failed'],
    ['c.txt', 'completed'],
  ])
  restore()
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

it.each([
  ['the file first', ['cloudreve://my/docs/a.txt', 'cloudreve://my/docs']],
  ['the folder first', ['cloudreve://my/docs', 'cloudreve://my/docs/a.txt']],
])('a file asked for by itself and in its folder comes to both places: %s', async (_order, uris) => {
  await test.settled(await test.add(uris))
  const places = [join(test.target, 'a.txt'), ...['a', 'b', 'c'].map(local)]
  expect(places.map((place) => existsSync(place))).toEqual([true, true, true, true])
})

it('beside a file that the user edited, the same bytes come once, however often they are asked for', async () => {
  const fetchAgain = async () => test.settled(await test.add('cloudreve://my/docs'))
  await fetchAgain()
  await writeFile(local('a'), 'edited by the user')
  await fetchAgain()
  await fetchAgain()
  expect((await readdir(join(test.target, 'docs'))).sort()).toEqual(['a (1).txt', 'a.txt', 'b.txt', 'c.txt'])
  expect(await readFile(local('a'), 'utf8')).toBe('edited by the user')
  expect(await readFile(join(test.target, 'docs', 'a (1).txt'), 'utf8')).toBe('a')

  fake.tree.writeVersion('/docs/a.txt', { text: 'a newer one' })
  await fetchAgain()
  expect(await readFile(join(test.target, 'docs', 'a (2).txt'), 'utf8')).toBe('a newer one')
})
