// The window at the tray icon, opened as a second start with --quick opens it: under a virtual screen there is no tray to
// click on.

import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { closeWindow, entryRow, expect, fingerprint, openTray, signIn, test } from './reverie-app.ts'

const mib = 1_048_576
const fieldName = 'Paste a link, or search my files'

const isShown = (app: ElectronApplication, file: string) =>
  app.evaluate(
    ({ BrowserWindow }, end) =>
      BrowserWindow.getAllWindows().some(
        (window) => window.webContents.getURL().endsWith(end) && window.isVisible(),
      ),
    file,
  )

test('a pasted link is downloaded by one Enter, the window goes by Esc, and what happened is told', async ({
  fake,
  downloads,
  start,
  startSecond,
}) => {
  fake.tree.addFile('/Lake.mp4', { sizeBytes: mib })
  const { url } = fake.shares.add('/Lake.mp4', {})
  const { app, page } = await start()
  await signIn(page, fake)
  await expect(entryRow(page, 'Lake.mp4')).toBeVisible()
  await startSecond('--quick')
  const tray = await openTray(app)
  const field = tray.getByRole('combobox', { name: fieldName })
  await expect(field).toBeFocused()
  await field.fill(url)
  await expect(tray.getByRole('option')).toBeVisible()
  await field.press('Enter')
  await expect(tray.getByRole('listitem', { name: 'Lake.mp4' })).toBeVisible()
  await expect
    .poll(() => fingerprint(join(downloads, 'Lake.mp4')), { timeout: 30_000 })
    .toBe(fake.content('/Lake.mp4').sha256())
  await field.press('Escape')
  await expect.poll(() => isShown(app, 'tray.html')).toBe(false)

  await page.getByRole('button', { name: /^What happened: 1 new/ }).click()
  await expect(page.getByRole('dialog').getByText('Lake.mp4')).toBeVisible()
})

test('the tray window opens the main window where it was, though its page was dropped', async ({
  fake,
  start,
  startSecond,
}) => {
  fake.tree.addFile('/Videos/Lake.mp4', { sizeBytes: mib })
  const { app, page } = await start()
  await signIn(page, fake)
  await entryRow(page, 'Videos').dblclick()
  await expect(entryRow(page, 'Lake.mp4')).toBeVisible()
  await closeWindow(app)
  // As after five minutes.
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
  })
  await expect.poll(() => app.windows().length).toBe(0)

  await startSecond('--quick')
  const tray = await openTray(app)
  await tray.getByRole('button', { name: 'Open window' }).click()
  await expect.poll(() => app.windows().some((window) => window.url().endsWith('/index.html'))).toBe(true)
  const again = app.windows().find((window) => window.url().endsWith('/index.html'))
  if (again === undefined) throw new Error('the main window is gone again')
  await expect(entryRow(again, 'Lake.mp4')).toBeVisible()
  await expect.poll(() => isShown(app, 'tray.html'), 'gone once somebody looks elsewhere').toBe(false)
})

test('a link of another program is asked about before anything happens', async ({
  fake,
  downloads,
  start,
  startSecond,
}) => {
  fake.tree.addFile('/Lake.mp4', { sizeBytes: mib })
  const { url } = fake.shares.add('/Lake.mp4', {})
  const { page } = await start()
  await signIn(page, fake)
  await expect(entryRow(page, 'Lake.mp4')).toBeVisible()
  fake.clearRequests()
  await startSecond(`reverie://download?link=${encodeURIComponent(url)}`)
  const dialog = page.getByRole('dialog', { name: 'A link wants to download' })
  await expect(dialog.getByText(fake.url)).toBeVisible()
  expect(fake.requests.filter(({ kind }) => kind === 'content')).toEqual([])
  await dialog.getByRole('button', { name: 'See what it is' }).click()
  await expect(dialog.getByText('Lake.mp4')).toBeVisible()
  await dialog.getByRole('button', { name: 'Download', exact: true }).click()
  await expect
    .poll(() => fingerprint(join(downloads, 'Lake.mp4')), { timeout: 30_000 })
    .toBe(fake.content('/Lake.mp4').sha256())
})
