// u01 and the page of all transfers against the real host: ten thousand tasks as a window of rows, chosen at once, kept in
// step with the queue; moved, searched and taken off the list together with the file; and no barrier on it.

import { faults } from '../../testing/fake-cloudreve/index.ts'
import { expectNoBarriers } from './barriers.ts'
import { enterSignIn, entryRow, expect, landed, test } from './web-page.ts'
import type { Page } from '@playwright/test'

async function openPage(page: Page): Promise<void> {
  const strip = page.getByRole('region', { name: 'Transfers' })
  await strip.getByRole('button', { name: 'Show transfers' }).click()
  await strip.getByRole('button', { name: 'All transfers' }).click()
  await expect(page.getByRole('treegrid', { name: 'List of transfers' })).toBeVisible()
}

test('u01 ten thousand tasks are a window of rows, and pausing them is one choice', async ({
  fake,
  reverie: page,
}) => {
  test.setTimeout(180_000)
  for (let index = 1; index <= 10_000; index += 1)
    fake.tree.addFile(`/huge/f${String(index).padStart(5, '0')}.bin`, { sizeBytes: 10_000_000 })
  fake.faults.add({ on: 'content', times: Infinity, fault: faults.drip(1_000_000) })
  await enterSignIn(page, { site: fake.url, email: fake.user.email, password: fake.user.password })
  await entryRow(page, 'huge').click()
  await page.getByRole('button', { name: 'Download', exact: true }).click()
  await openPage(page)
  const batch = page.getByRole('row', { name: 'huge' })
  await expect(batch).toContainText(/of 10,000 files/, { timeout: 90_000 })
  await batch.click()
  await page.getByRole('toolbar').getByRole('button', { name: 'Pause' }).click()
  await expect(batch).toHaveAttribute('data-state', 'paused', { timeout: 30_000 })
  await batch.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('row', { name: 'f00001.bin' })).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(page.getByRole('row', { name: 'f10000.bin' })).toBeFocused({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  expect(await page.getByRole('row').count()).toBeLessThan(80)
  await expectNoBarriers(page, 'u01-ten-thousand-transfers')
})

test('a finished download is found again, and taken off the list with its file', async ({
  fake,
  downloads,
  reverie: page,
}) => {
  fake.tree.addFile('/Notes.txt', { text: 'Buy film.\n' })
  fake.tree.addFile('/Other.txt', { text: 'Nothing.\n' })
  await enterSignIn(page, { site: fake.url, email: fake.user.email, password: fake.user.password })
  for (const name of ['Notes.txt', 'Other.txt']) {
    await entryRow(page, name).click()
    await page.getByRole('button', { name: 'Download', exact: true }).click()
    await expect.poll(() => landed(downloads)).toContain(name)
  }
  await openPage(page)
  await page.getByRole('searchbox', { name: 'Search transfers' }).fill('NOTES')
  await expect(page.getByText('1 file found')).toBeVisible()
  const row = page.getByRole('row', { name: 'Notes.txt' })
  await row.click()
  await page.keyboard.press('Shift+Delete')
  await expect(page.getByRole('alertdialog')).toContainText('Notes.txt')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(row).toBeHidden()
  await expect.poll(() => landed(downloads)).toEqual(['Other.txt'])
})
