// How the program looks when things go well and when they do not: each state is brought about for real, found by its
// words, and a picture of it is kept.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { keepPictures } from './pictures.ts'
import { entryRow, expect, openTray, signIn, test } from './reverie-app.ts'

const mib = 1_048_576

/** As the page itself asks: no click that would take the focus from one window to the other. */
const add = (page: Page, uri: string) =>
  page.evaluate(async (wanted) => {
    const { reverie } = window as unknown as {
      reverie: { invoke(name: string, wish: object): Promise<Answer> }
    }
    interface Answer {
      readonly value: { readonly accounts: readonly { readonly id: string }[] }
    }
    const { value } = await reverie.invoke('account.list', {})
    const accountId = value.accounts[0]?.id
    await reverie.invoke('queue.add', { accountId, roots: [{ uri: wanted }], target: { kind: 'default' } })
  }, uri)

test('the tray window and the main window, in every state that somebody may find them in', async ({
  fake,
  profile,
  start,
  startSecond,
}) => {
  // A picture takes a moment, and there are two dozen of them.
  test.setTimeout(120_000)
  fake.tree.addFile('/Lake at dawn.mkv', { sizeBytes: 400 * mib })
  fake.tree.addFile('/Notes.txt', { text: 'a lake' })
  for (let at = 0; at < 5; at += 1) fake.tree.addFile(`/Lisbon/IMG_${at}.heic`, { sizeBytes: 3 * mib })
  fake.faults.add({ on: 'content', path: /mkv|heic/, times: 1_000, fault: faults.drip(2 * mib) })
  const { app, page } = await start()
  await signIn(page, fake)
  await expect(entryRow(page, 'Notes.txt')).toBeVisible()

  await startSecond('--quick')
  const tray = await openTray(app)
  await keepPictures(tray, 'tray-idle')
  await add(tray, 'cloudreve://my/Notes.txt')
  await add(tray, 'cloudreve://my/Lake%20at%20dawn.mkv')
  await add(tray, 'cloudreve://my/Lisbon')
  await expect(tray.getByRole('listitem', { name: 'Lake at dawn.mkv' })).toBeVisible()
  await expect(tray.getByText(/MB\/s/).first()).toBeVisible()
  await keepPictures(tray, 'tray-running')
  await add(tray, 'cloudreve://my/gone.txt')
  await expect(tray.getByRole('listitem', { name: 'gone.txt' }).getByText(/no longer there/i)).toBeVisible()
  await keepPictures(tray, 'tray-error')
  await tray.getByRole('button', { name: 'Pause all' }).click()
  await expect(tray.getByRole('button', { name: 'Resume all' })).toBeVisible()
  await keepPictures(tray, 'tray-paused')
  await tray.keyboard.press('Escape')

  await page.getByRole('button', { name: /^What happened/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await keepPictures(page, 'activity')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByText('On this computer').click()
  await page.getByText('Start with the computer').scrollIntoViewIfNeeded()
  await keepPictures(page, 'settings')
  await page.keyboard.press('Escape')

  // Somebody changed the password elsewhere, and what the site gave this program is worth nothing any more.
  fake.user.changePassword('another password')
  fake.faults.add({ on: 'list', times: 1_000, fault: faults.json(401, 'login required') })
  await entryRow(page, 'Lisbon').dblclick()
  await expect(page.getByRole('button', { name: /sign in/i }).first()).toBeVisible()
  await keepPictures(page, 'sign-in-expired')

  await app.close()
  await writeFile(join(profile, 'reverie.db'), 'this was a database')
  await fake.close()
  const again = await start()
  await expect(again.page.getByText('No connection')).toBeVisible()
  await keepPictures(again.page, 'site-unreachable')
  await again.page.getByRole('button', { name: /^What happened: 1 new/ }).click()
  await expect(again.page.getByRole('dialog').getByText(/was damaged/)).toBeVisible()
  await keepPictures(again.page, 'database-restored')
  await again.page.keyboard.press('Escape')
  await startSecond('--quick')
  await keepPictures(await openTray(again.app), 'tray-unreachable')
})
