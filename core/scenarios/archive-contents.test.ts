// A zip that the site makes is compared with its listing: what it left out without a word is told (cloudreve-api.md
// section 5.1).

import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTestEngine, uri } from '../../testing/engine/test-engine.ts'
import type { TestEngine } from '../../testing/engine/test-engine.ts'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

let fake: FakeCloudreve
let test: TestEngine

beforeEach(async () => {
  fake = await startFakeCloudreve({ settings: { archiveAllowed: true } })
  fake.tree.addFile('/docs/a.txt', { text: 'alpha' })
  fake.tree.addFile('/docs/sub/ü.txt', { text: 'umlaut' })
  fake.tree.addFile('/docs/sub/empty.txt', {})
  fake.tree.addFolder('/docs/nothing')
  fake.tree.addFile('/b.txt', { text: 'beta' })
  test = await startTestEngine({ fake })
})
afterEach(async () => {
  await test.close()
  await fake.close()
})

async function fetchZip() {
  const { batchId } = await test.engine().queue.add({
    accountId: test.accountId,
    roots: [{ uri: uri('cloudreve://my/docs') }, { uri: uri('cloudreve://my/b.txt') }],
    targetRoot: test.target,
    archive: true,
  })
  const [transfer] = await test.settled(batchId)
  if (transfer?.state.kind !== 'completed') throw new Error(JSON.stringify(transfer?.state))
  return transfer.state
}

it('with everything in it is simply finished', async () => {
  expect((await fetchZip()).leftOut).toBe(undefined)
})

it('without what the site could not read says what is missing, and so does one with less of it', async () => {
  fake.unreadable('/docs/sub/ü.txt', 'skipped')
  fake.unreadable('/b.txt', 'emptied')
  expect((await fetchZip()).leftOut).toEqual({ count: 2, names: ['docs/sub/ü.txt', 'b.txt'] })
})
