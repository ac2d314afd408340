// From signing in to a whole file on the disk, with a connection that breaks on the way.

import { join } from 'node:path'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import {
  download,
  entryRow,
  expect,
  fingerprint,
  openFolder,
  signIn,
  test,
  transferRow,
} from './reverie-app.ts'

const mib = 1_048_576

test('a download whose connection breaks goes on by itself and is whole', async ({
  fake,
  downloads,
  start,
}) => {
  fake.tree.addFile('/Videos/Lake.mp4', { sizeBytes: 6 * mib })
  fake.tree.addFile('/Notes.txt', { text: 'Buy film.\n' })
  fake.faults.add({ on: 'content', fault: faults.cutAfter(2 * mib) })
  const { page } = await start()

  await signIn(page, fake)
  await expect(entryRow(page, 'Notes.txt')).toBeVisible()
  await openFolder(page, 'Videos')
  await download(page, 'Lake.mp4')

  const path = join(downloads, 'Lake.mp4')
  await expect
    .poll(() => fingerprint(path), { timeout: 30_000 })
    .toBe(fake.content('/Videos/Lake.mp4').sha256())
  await expect(await transferRow(page, 'Lake.mp4')).toBeVisible()
  expect(fake.faults.hits()).toEqual({ cutAfter: 1 })
  const resumed = fake.requests.filter(
    ({ kind, range }) => kind === 'content' && /^bytes=[1-9]/.test(range ?? ''),
  )
  expect(resumed.length, 'a request that begins where the broken one ended').toBeGreaterThan(0)
})
