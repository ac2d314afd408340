// Accounts from the first sign-in to the last sign-out, in one page: a picture to read, a certificate that nobody vouches for,
// a proxy that asks for a password, two sites side by side, another user refused, and nothing left of what was kept.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { startTestProxy } from '../../testing/proxy/test-proxy.ts'
import { expectNoBarriers } from './barriers.ts'
import { enterSignIn, entryRow, expect, test } from './web-page.ts'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const fetchFile = async (page: Page, name: string) => {
  await entryRow(page, name).click()
  await press(page, 'Download')
}
const choose = async (page: Page, name: string | RegExp) => {
  await press(page, /^Accounts/)
  await page.getByRole('menuitem', { name }).click()
}

test('two sites, one behind a proxy and with a certificate of its own', async ({
  fake: home,
  reverie: page,
  downloads,
}) => {
  test.setTimeout(90_000)
  home.settings.loginCaptcha = true
  home.tree.addFile('/Home.txt', { text: 'x' })
  const work = await startFakeCloudreve({
    tls: 'site',
    user: { email: 'ada@work.example', password: 'right one' },
  })
  work.tree.addFile('/Work.txt', { text: 'y' })
  work.tree.addFile('/Desk.jpg', { sizeBytes: 20_000 })
  const proxy = await startTestProxy({ user: { name: 'ada', password: 'through' } })

  // A picture is good for one try: after it there is another, and nothing else has to be typed again.
  const me = { site: home.url, email: home.user.email, password: home.user.password }
  await enterSignIn(page, me)
  const picture = page.getByRole('img', { name: 'Picture with characters to type' })
  const first = await picture.getAttribute('src')
  await page.getByLabel('Characters in the picture').fill('nonsense')
  await press(page, 'Sign in')
  await expect(picture).not.toHaveAttribute('src', first ?? '')
  await expect(page.getByLabel('Characters in the picture')).toHaveValue('')
  await expectNoBarriers(page, 'captcha')
  await page.getByLabel('Characters in the picture').fill(home.captchaSolution() ?? '')
  await press(page, 'Sign in')
  await expect(entryRow(page, 'Home.txt')).toBeVisible()

  // A certificate of the site's own: shown, compared, believed.
  await choose(page, 'Add an account…')
  await enterSignIn(page, { site: work.url, email: work.user.email, password: 'right one' })
  await press(page, 'Show the certificate…')
  await expect(page.getByText('Fingerprint (SHA-256)')).toBeVisible()
  await expectNoBarriers(page, 'certificate')
  await press(page, 'Trust this certificate')
  await press(page, 'Sign in')
  await expect(entryRow(page, 'Work.txt')).toBeVisible()

  // Its pictures are kept on this computer, for as long as it is signed in.
  await press(page, 'As tiles')
  await expect(page.getByRole('option', { name: 'Desk.jpg' }).locator('img')).toBeVisible()
  await press(page, 'As a list')
  const pictures = () => readdir(join(downloads, '..', 'profile', 'thumbnails'))
  await expect.poll(pictures).toHaveLength(1)

  // Each account is one click away, and has its own part of the transfers.
  await fetchFile(page, 'Work.txt')
  await press(page, /^Switch to .*reader/)
  await expect(entryRow(page, 'Home.txt')).toBeVisible()
  await fetchFile(page, 'Home.txt')
  await press(page, 'All transfers')
  const rows = page.getByRole('treegrid', { name: 'List of transfers' }).getByRole('row')
  await expect(rows.filter({ hasText: 'Home.txt' })).toBeVisible()
  await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Cloudreve · ada' })
  await expect(rows.filter({ hasText: 'Home.txt' })).toBeHidden()
  await expect(rows.filter({ hasText: 'Work.txt' })).toBeVisible()
  await expectNoBarriers(page, 'transfers-of-one-account')
  await press(page, 'Hide transfers')
  await press(page, /^Switch to .*ada/)
  await expect(entryRow(page, 'Work.txt')).toBeVisible()
  await press(page, /^Accounts/)
  await expectNoBarriers(page, 'accounts-menu')
  await page.keyboard.press('Escape')

  // A proxy that asks is not asked again and again, and what it wants is entered where it is told.
  await choose(page, /^Settings of .*ada/)
  await page.getByText('Proxy and certificates').click()
  await page.getByRole('radio', { name: 'This one' }).check()
  await page.getByLabel('Address of the proxy').fill(proxy.bareUrl)
  await press(page, 'Apply the proxy')
  await expect(page.getByText('Applied to everything from now on.')).toBeVisible()
  await expectNoBarriers(page, 'account-settings')
  await page.keyboard.press('Escape')
  await press(page, /^Refresh/)
  await expect(page.getByText('The proxy asks for a user name and a password.')).toBeVisible()
  const asked = proxy.records.length
  await press(page, 'Enter the password')
  await page.getByLabel('User name for the proxy').fill('ada')
  await page.getByLabel('Password for the proxy').fill('through')
  await press(page, 'Apply the proxy')
  await expect(page.getByText('Applied to everything from now on.')).toBeVisible()
  await page.keyboard.press('Escape')
  await press(page, /^Refresh/)
  await expect(entryRow(page, 'Work.txt')).toBeVisible()
  expect(proxy.records.slice(0, asked).every(({ status }) => status === 407)).toBe(true)
  expect(proxy.records.at(-1)).toMatchObject({ status: 200 })

  // Signing in again is for the same user only.
  home.settings.loginCaptcha = false
  const other = home.addUser({ email: 'other@example.org', password: 'also right' })
  await choose(page, /^Settings of .*reader/)
  await press(page, 'Sign in again')
  await page.getByLabel('E-mail').fill(other.email)
  await page.getByLabel('Password', { exact: true }).fill(other.password)
  await press(page, 'Sign in')
  await expect(page.getByText('That is not the user of this account.')).toBeVisible()
  await page.keyboard.press('Escape')

  // Signed out: the site knows, and nothing is left here.
  const vault = () => readFile(join(downloads, '..', 'profile', 'vault.json'), 'utf8')
  expect(await vault()).toContain(`:${work.user.id}`)
  await choose(page, /^Settings of .*ada/)
  await press(page, 'Sign out')
  await expectNoBarriers(page, 'sign-out')
  await press(page, 'Sign out')
  await expect(page.getByRole('button', { name: /^Switch to/ })).toBeHidden()
  expect(work.requests.map(({ kind }) => kind)).toContain('signOut')
  expect(await vault()).not.toMatch(/through|ada/)
  expect((await vault()).includes(`tokens:`)).toBe(true)
  await expect.poll(pictures).toEqual([])
  await proxy.close()
  await work.close()
})
