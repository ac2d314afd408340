// What cannot work says so in words that help, and leaves nothing under a final name.

import { join } from 'node:path'
import { mkdir, writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { enterSignIn, entryRow, expect, landed, test, transferRow } from './web-page.ts'

const signIn = (page: Page, fake: FakeCloudreve) =>
  enterSignIn(page, { site: fake.url, email: fake.user.email, password: fake.user.password })

async function download(page: Page, name: string) {
  await entryRow(page, name).click()
  await page.getByRole('button', { name: 'Download', exact: true }).click()
  return transferRow(page, name)
}

test('an address where nothing answers, and a site whose certificate nobody vouches for', async ({
  reverie: page,
}) => {
  await enterSignIn(page, { site: 'http://127.0.0.1:1', email: 'me@example.org', password: 'secret' })
  await expect(page.getByText('The connection failed.')).toBeVisible()

  const secure = await startFakeCloudreve({ tls: 'site' })
  await signIn(page, secure)
  await expect(page.getByText('The identity of this site could not be checked.')).toBeVisible()
  expect(secure.requests).toEqual([])
  await secure.close()
})

test('a share with a wrong password', async ({ fake, reverie: page }) => {
  fake.tree.addFile('/Trip/Lake.txt', { text: 'water' })
  const { id } = fake.shares.add('/Trip', { password: 'tulip' })
  await page.getByLabel('Share link').fill(`${fake.url}/s/${id}`)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByLabel('Share password').fill('rose')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByText('That is not the password of this share.')).toBeVisible()

  await page.getByLabel('Share password').fill('tulip')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(entryRow(page, 'Lake.txt')).toBeVisible()
})

test('a folder without permission, and a file that has gone meanwhile', async ({
  fake,
  downloads,
  reverie: page,
}) => {
  fake.tree.addFile('/Notes.txt', { text: 'x' })
  fake.tree.addFolder('/Locked')
  await signIn(page, fake)
  await expect(entryRow(page, 'Notes.txt')).toBeVisible()

  fake.tree.remove('/Notes.txt')
  await expect(await download(page, 'Notes.txt')).toContainText('It is no longer there.')
  // The open folder is looked at again by itself: whoever asks gets that answer.
  fake.faults.add({ on: 'list', times: Infinity, fault: faults.json(403, 'no') })
  await entryRow(page, 'Locked').dblclick()
  await expect(page.getByText('No permission')).toBeVisible()
  expect(await landed(downloads)).toEqual([])
})

test('a folder that cannot be made, because a file has its name', async ({
  fake,
  downloads,
  reverie: page,
}) => {
  fake.tree.addFile('/Trip/Lake.txt', { text: 'water' })
  await mkdir(downloads, { recursive: true })
  await writeFile(join(downloads, 'Trip'), 'the user’s own file')
  await signIn(page, fake)
  await expect(await download(page, 'Trip')).toContainText('Reverie may not write into this folder.')
  expect(await landed(downloads)).toEqual(['Trip'])
})

test.describe('on a disk that holds no large file', () => {
  test.use({ largestFile: 2_048 })

  test('a download fails, says what helps, and nothing has its name', async ({
    fake,
    downloads,
    reverie: page,
  }) => {
    fake.tree.addFile('/Lake.mp4', { sizeBytes: 8_000_000 })
    await signIn(page, fake)
    await expect(await download(page, 'Lake.mp4')).toContainText(
      'This disk cannot hold a file that large. Download it to another disk',
    )
    expect((await landed(downloads)).every((name) => name.startsWith('.rv'))).toBe(true)
  })
})
