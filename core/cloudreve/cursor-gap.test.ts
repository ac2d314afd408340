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

it('no page size loses the files that sort before the last folder', async () => {
  for (const name of ['p', 'q', 'z']) fake.tree.addFolder(`/mixed/${name}`)
  for (const name of ['a.txt', 'b.txt', 'y.txt', 'zz.txt'])
    fake.tree.addFile(`/mixed/${name}`, { text: name })
  const wanted = ['p', 'q', 'z', 'a.txt', 'b.txt', 'y.txt', 'zz.txt']
  for (const pageSize of [1, 2, 3, 4, 5, 100]) expect(await listAll(pageSize)).toEqual(wanted)
})

it('a single folder before the files is no dead end', async () => {
  fake.tree.addFolder('/mixed/z')
  for (const name of ['a.txt', 'b.txt']) fake.tree.addFile(`/mixed/${name}`, { text: name })
  expect(await listAll(1)).toEqual(['z', 'a.txt', 'b.txt'])
})
