// Without an account: a share with a password, a slow download, a page that is closed and opened again.

import { join } from 'node:path'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { expectNoBarriers } from './barriers.ts'
import { entryRow, expect, fingerprint, landed, test, transferRow } from './web-page.ts'

const mb = 1_000_000

test('a download outlives its page', async ({ fake, downloads, reverie: page, context }) => {
  fake.tree.addFile('/Shared/Concert.flac', { sizeBytes: 40 * mb })
  const { url } = fake.shares.add('/Shared', { password: 'tulip42' })
  const full = fake.faults.add({ on: 'content', times: Infinity, fault: faults.drip(mb) })

  // Where a site belongs; there is a field of its own beside it, but people paste where they are.
  await page.getByLabel('Site address').fill(url.replace(/\/tulip42$/, ''))
  const open = page.getByRole('button', { name: 'Open share' })
  await open.click()
  await page.getByLabel('Share password').fill('rose')
  await open.click()
  await expect(page.getByText('That is not the password of this share.')).toBeVisible()
  await expectNoBarriers(page, 'share-in-the-place-of-a-site')
  await page.getByLabel('Share password').fill('tulip42')
  await open.click()

  await entryRow(page, 'Concert.flac').click()
  await page.getByRole('button', { name: 'Download', exact: true }).click()
  await expect(await transferRow(page, 'Concert.flac')).toContainText('%')

  await page.reload()
  await expect(entryRow(page, 'Concert.flac').first()).toBeVisible()
  await expect(await transferRow(page, 'Concert.flac')).toContainText('%')
  const address = page.url()
  await page.close()
  const again = await context.newPage()
  await again.goto(address)
  const row = await transferRow(again, 'Concert.flac')
  await expect(row).toContainText('%')
  await expect(row.getByRole('button', { name: 'Pause' })).toBeVisible()

  full()
  await row.getByRole('button', { name: 'Pause' }).click()
  await row.getByRole('button', { name: 'Resume' }).click()
  const path = join(downloads, 'Concert.flac')
  await expect
    .poll(() => fingerprint(path), { timeout: 30_000 })
    .toBe(fake.content('/Shared/Concert.flac').sha256())
  await expect(row).toContainText('Finished')
  expect(await landed(downloads)).toEqual(['Concert.flac'])
  expect(await again.content()).not.toContain('tulip42')
})
