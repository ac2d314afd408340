// Without an account: a share with a password, a slow download, a page that is closed and opened again.

import { join } from 'node:path'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { entryRow, expect, fingerprint, landed, test, transferRow } from './web-page.ts'

const mb = 1_000_000

test('a download outlives its page', async ({ fake, downloads, reverie: page, context }) => {
  fake.tree.addFile('/Shared/Concert.flac', { sizeBytes: 40 * mb })
  const { url } = fake.shares.add('/Shared', { password: 'tulip42' })
  const full = fake.faults.add({ on: 'content', times: Infinity, fault: faults.drip(mb) })

  await page.getByLabel('Share link').fill(url.replace(/\/tulip42$/, ''))
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByLabel('Share password').fill('rose')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByText('That is not the password of this share.')).toBeVisible()
  await page.getByLabel('Share password').fill('tulip42')
  await page.getByRole('button', { name: 'Open', exact: true }).click()

  await entryRow(page, 'Concert.flac').click()
  await page.getByRole('button', { name: 'Download', exact: true }).click()
  await expect(await transferRow(page, 'Concert.flac')).toContainText('%')

  await page.reload()
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
