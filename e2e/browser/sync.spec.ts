// A folder of a site kept in step, from the page against the real host: added from its menu, its plan read before anything
// is done, its files on the disk, paused; and no barrier on any of the screens.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectNoBarriers } from './barriers.ts'
import { enterSignIn, entryRow, expect, landed, test } from './web-page.ts'

test('a folder is added, its plan read and run, brought in step again, and paused', async ({
  fake,
  downloads,
  reverie: page,
}) => {
  for (const name of ['a', 'b', 'c']) fake.tree.addFile(`/Photos/2026/${name}.txt`, { text: name })
  fake.tree.addFile('/Photos/2026/x.tmp', { text: 'left out' })
  fake.tree.addFolder('/Photos/2025')
  await enterSignIn(page, { site: fake.url, email: fake.user.email, password: fake.user.password })
  await entryRow(page, 'Photos').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Keep in step…' }).click()
  const form = page.getByRole('dialog', { name: 'Keep a folder in step' })
  await expect(form.getByLabel('Folder on the site')).toHaveValue('My files › Photos')
  await form.getByRole('button', { name: 'Choose…' }).last().click()
  // The page's host has no dialog of its own: a name below the download folder.
  await page.getByLabel('Folder', { exact: true }).fill('kept/Photos')
  await page.getByRole('button', { name: 'Use this folder' }).click()
  await expect(form.getByLabel('Folder where Reverie runs')).toHaveValue(join(downloads, 'kept', 'Photos'))
  await form.getByRole('button', { name: 'What is kept in step' }).click()
  await form.getByRole('treeitem', { name: '2025' }).focus()
  await page.keyboard.press(' ')
  await expect(form.getByRole('treeitem', { name: '2025' })).toHaveAttribute('aria-checked', 'false')
  await form.getByRole('button', { name: 'Leave out' }).click()
  await form.getByLabel('Ignore lines').fill('*.tmp')
  await expect(form.getByText('2026/x.tmp')).toBeVisible()
  await expectNoBarriers(page, 'sync-form')
  await form.getByRole('button', { name: 'Add and make a plan' }).click()

  await expect(page.getByText(/^3 files to fetch, 3 B/)).toBeVisible()
  const plan = page.getByRole('grid', { name: 'What would be done' })
  await expect(plan.getByRole('row').filter({ hasText: 'x.tmp' })).toContainText('Left out by an ignore line')
  await expect(page.getByRole('tab', { name: 'New 4' })).toBeVisible()
  expect(await landed(downloads)).toEqual(['kept', 'kept/Photos'])
  await expectNoBarriers(page, 'sync-plan')

  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(page.getByText(/^In step since .*, 3 files$/)).toBeVisible()
  const text = (path: string) => readFile(join(downloads, 'kept', 'Photos', path), 'utf8').catch(() => '')
  expect([await text('2026/a.txt'), await text('2026/x.tmp')]).toEqual(['a', ''])
  fake.tree.writeVersion('/Photos/2026/a.txt', { text: 'newer' })
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect.poll(() => text('2026/a.txt')).toBe('newer')
  await page.getByRole('tab', { name: 'Activity' }).click()
  await expect(page.getByText('Replaced by the new version')).toBeVisible()
  await expectNoBarriers(page, 'sync-activity')

  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: 'Folders in step' })
    .click()
  const card = page.getByRole('listitem').filter({ hasText: 'In step since' })
  await card.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused, 3 files are here')).toBeVisible()
  await expectNoBarriers(page, 'sync-list')
})
