import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { startTestEngine, uri } from '../../testing/engine/test-engine.ts'
import type { TestEngine } from '../../testing/engine/test-engine.ts'

let fake: FakeCloudreve
let site: TestEngine
beforeEach(async () => {
  fake = await startFakeCloudreve()
  site = await startTestEngine({ fake, started: false })
})
afterEach(async () => {
  await site.close()
  await fake.close()
})

async function listAll(pageSize: number): Promise<string[]> {
  const names: string[] = []
  let pageToken: string | undefined
  do {
    const page = await site.engine().browser.list({
      accountId: site.accountId,
      uri: uri('cloudreve://my/mixed'),
      pageSize,
      ...(pageToken === undefined ? {} : { pageToken }),
    })
    names.push(...page.entries.map(({ name }) => name))
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
  return names
}

const named = (from: number, count: number, ending = '') =>
  Array.from({ length: count }, (_, n) => `${String(from + n).padStart(2, '0')}${ending}`)

it('no page size loses the files that sort before the last folder', async () => {
  const folders = named(30, 13)
  const files = [...named(10, 5, '.txt'), ...named(50, 3, '.txt')]
  for (const name of folders) fake.tree.addFolder(`/mixed/${name}`)
  for (const name of files) fake.tree.addFile(`/mixed/${name}`, { text: name })
  for (const pageSize of [1, 10, 11, 12, 13, 14, 20, 21, 100])
    expect(await listAll(pageSize)).toEqual([...folders, ...files])
})

it('ten folders before the files are no dead end: no page is asked for that a site might find too short', async () => {
  const folders = named(30, 10)
  for (const name of folders) fake.tree.addFolder(`/mixed/${name}`)
  for (const name of ['a.txt', 'b.txt']) fake.tree.addFile(`/mixed/${name}`, { text: name })
  expect(await listAll(1)).toEqual([...folders, 'a.txt', 'b.txt'])
  const sizes = fake.requests.filter(({ kind }) => kind === 'list').map(({ query }) => query['page_size'])
  expect(sizes).toEqual(['10', '11', '10'])
})

it('a site whose pages skip files however they are cut is told of, not believed', async () => {
  fake.settings.maxPageSize = 1
  fake.tree.addFolder('/mixed/z')
  fake.tree.addFile('/mixed/a.txt', { text: 'a' })
  await expect(listAll(10)).rejects.toMatchObject({ failure: { kind: 'bad-response' } })
})
