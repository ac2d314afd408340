// The file browser against a site that really answers: going around, searching, changing, sharing, previews. Each journey
// ends with what the site or the disk has, not with what the page says.

import { join } from 'node:path'
import { expectNoBarriers } from './barriers.ts'
import { enterSignIn, entryRow, expect, fingerprint, test } from './web-page.ts'

test.beforeEach(async ({ fake, reverie: page }) => {
  const { tree } = fake
  tree.addFile('/Photos/sea.jpg', { sizeBytes: 20_000 })
  tree.addFile('/Photos/2026/hills.jpg', { sizeBytes: 30_000 })
  tree.addFile('/notes.md', { text: '# Packing\n\n- [x] boots\n- <script>alert(1)</script>\n' })
  tree.addFile('/report.txt', { text: 'one' })
  await enterSignIn(page, { site: fake.url, email: fake.user.email, password: fake.user.password })
  await expect(entryRow(page, 'notes.md')).toBeVisible()
})

test('going around: places, path as text, search across folders, history', async ({ reverie: page }) => {
  await page.keyboard.press('Control+l')
  await page.getByLabel('Path or cloudreve:// address').fill('cloudreve://my/Photos/2026')
  await page.keyboard.press('Enter')
  await expect(entryRow(page, 'hills.jpg')).toBeVisible()
  await page.getByRole('button', { name: 'My files', exact: true }).first().click()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('.jpg')
  await page.keyboard.press('Enter')
  await expect(entryRow(page, 'hills.jpg')).toBeVisible()
  await expect(entryRow(page, 'sea.jpg')).toBeVisible()
  await expectNoBarriers(page, 'search')
  await page.getByRole('button', { name: 'In Photos / 2026' }).click()
  await expect(entryRow(page, 'sea.jpg')).toBeHidden()
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('menuitemradio', { name: 'My files', exact: true }).first().click()
  await expect(entryRow(page, 'notes.md')).toBeVisible()
})

test('changing: a folder is made, a file renamed, moved by keyboard, deleted and brought back', async ({
  fake,
  reverie: page,
}) => {
  await page.keyboard.press('Control+Shift+n')
  await page.getByRole('textbox', { name: 'Name' }).fill('Old things')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(entryRow(page, 'Old things')).toHaveAttribute('aria-selected', 'true')

  await entryRow(page, 'report.txt').click()
  await page.keyboard.press('F2')
  await page.keyboard.type('draft')
  await page.keyboard.press('Enter')
  await expect(entryRow(page, 'draft.txt')).toBeVisible()

  await entryRow(page, 'draft.txt').dragTo(entryRow(page, 'Old things'))
  await expect(entryRow(page, 'draft.txt')).toBeHidden()
  expect(fake.tree.stat('/Old things/draft.txt')).toMatchObject({ sizeBytes: 3 })

  await entryRow(page, 'notes.md').click()
  await page.keyboard.press('Delete')
  await expect(entryRow(page, 'notes.md')).toBeHidden()
  await page.getByRole('button', { name: 'Trash' }).click()
  await entryRow(page, 'notes.md').click()
  await expectNoBarriers(page, 'trash')
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible()
  await page.getByRole('button', { name: 'My files', exact: true }).first().click()
  await expect(entryRow(page, 'notes.md')).toBeVisible()
})

test('somebody holds the file: it is said who, and unlocked', async ({ fake, reverie: page }) => {
  fake.lock('/report.txt', 'viewer')
  await entryRow(page, 'report.txt').click()
  await page.keyboard.press('Delete')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('somebody who has it open')
  await expectNoBarriers(page, 'locked')
  await dialog.getByRole('button', { name: 'Unlock and try again' }).click()
  await expect(entryRow(page, 'report.txt')).toBeHidden()
})

test('sharing: the link that the page gives opens the share', async ({ fake, reverie: page }) => {
  await entryRow(page, 'Photos').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Share…' }).click()
  await page.getByRole('button', { name: 'Create the link' }).click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  expect(link.startsWith(`${fake.url}/s/`)).toBe(true)
  await expectNoBarriers(page, 'share')
  await page.getByRole('button', { name: 'Close' }).last().click()
  await page.keyboard.press('Control+l')
  await page.getByLabel('Path or cloudreve:// address').fill(link)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(entryRow(page, 'sea.jpg')).toBeVisible()
})

test('what the site changes shows up by itself', async ({ fake, reverie: page }) => {
  fake.tree.addFile('/arrived.txt', { text: 'new' })
  await expect(entryRow(page, 'arrived.txt')).toBeVisible({ timeout: 20_000 })
})

test('previews open and close with the space bar, and Markdown brings no script with it', async ({
  downloads,
  fake,
  reverie: page,
}) => {
  await entryRow(page, 'notes.md').click()
  await page.keyboard.press('Space')
  const dialog = page.getByRole('dialog', { name: /notes\.md/ })
  await expect(dialog.getByRole('heading', { name: 'Packing' })).toBeVisible()
  await expect(dialog.getByText('<script>alert(1)</script>')).toBeVisible()
  await expectNoBarriers(page, 'preview')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog', { name: /report\.txt/ }).getByText('one')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click()
  await expect
    .poll(() => fingerprint(join(downloads, 'report.txt')))
    .toBe(fake.content('/report.txt').sha256())
  await page.getByRole('dialog').getByRole('group').focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('dialog')).toBeHidden()
})
