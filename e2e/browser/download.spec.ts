// Sign in, browse, download; the connection breaks, the user pauses and resumes, and the file is whole.

import { join } from 'node:path'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { enterSignIn, entryRow, expect, fingerprint, landed, test, transferRow } from './web-page.ts'

const mb = 1_000_000

test('a broken and paused download goes on where it was and is whole', async ({
  fake,
  downloads,
  reverie: page,
}) => {
  fake.tree.addFile('/Videos/Lake.mp4', { sizeBytes: 40 * mb })
  fake.tree.addFile('/Notes.txt', { text: 'Buy film.\n' })
  fake.faults.add({ on: 'content', fault: faults.cutAfter(3 * mb) })
  const full = fake.faults.add({ on: 'content', times: Infinity, fault: faults.drip(2 * mb) })

  await enterSignIn(page, { site: fake.url, email: fake.user.email, password: fake.user.password })
  await expect(entryRow(page, 'Notes.txt')).toBeVisible()
  await entryRow(page, 'Videos').dblclick()
  await entryRow(page, 'Lake.mp4').click()
  await page.getByRole('button', { name: 'Download', exact: true }).click()

  const row = await transferRow(page, 'Lake.mp4')
  // The second request follows the break by itself, and others where they help; then the user pauses.
  await expect
    .poll(() => fake.requests.filter(({ kind }) => kind === 'content').length)
    .toBeGreaterThanOrEqual(2)
  await row.getByRole('button', { name: 'Pause' }).click()
  await expect(row).toContainText('Paused')
  expect((await landed(downloads)).every((name) => name.startsWith('.rv'))).toBe(true)

  full()
  await row.getByRole('button', { name: 'Resume' }).click()
  const path = join(downloads, 'Lake.mp4')
  await expect
    .poll(() => fingerprint(path), { timeout: 30_000 })
    .toBe(fake.content('/Videos/Lake.mp4').sha256())
  await expect(row).toContainText('Finished')
  expect(await landed(downloads)).toEqual(['Lake.mp4'])
  const starts = fake.requests
    .filter(({ kind }) => kind === 'content')
    .map(({ range }) => Number(/^bytes=(\d+)/.exec(range ?? '')?.[1] ?? 0))
  expect(starts.slice(1).every((start) => start > 0)).toBe(true)
  expect(starts[0]).toBe(0)
  expect(starts.length).toBeGreaterThanOrEqual(3)
})
