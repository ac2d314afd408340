// What goes wrong at the door is said beside the field where it can be mended, and can be mended at once.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { totpCode } from '../../testing/fake-cloudreve/index.ts'
import { enterSignIn, entryRow, expect, test } from './web-page.ts'

test('a wrong address, a wrong password and a wrong code are told, then the right ones work', async ({
  fake,
  reverie: page,
}) => {
  const otpSecret = 'JBSWY3DPEHPK3PXP'
  const user = fake.addUser({ email: 'careful@example.org', password: 'right', otpSecret })
  user.tree.addFile('/Notes.txt', { text: 'x' })
  const other = createServer((_, response) => response.end('<h1>hello</h1>'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`

  await enterSignIn(page, { site: elsewhere, email: user.email, password: 'wrong' })
  await expect(page.getByText('There is no Cloudreve 4 site at this address.')).toBeVisible()
  other.close()

  await enterSignIn(page, { site: fake.url, email: user.email, password: 'wrong' })
  await expect(page.getByText('E-mail or password is wrong.')).toBeVisible()

  await enterSignIn(page, { site: fake.url, email: user.email, password: 'right' })
  await page.getByLabel('Code').fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('That code is wrong or too old.')).toBeVisible()

  await page.getByLabel('Code').fill(totpCode(otpSecret, fake.clock.nowMs()))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(entryRow(page, 'Notes.txt')).toBeVisible()
})

test('a page without the link of the terminal sees nothing', async ({ reverie: page, browser }) => {
  const stranger = await browser.newContext()
  const visitor = await stranger.newPage()
  const answer = await visitor.goto(page.url())
  expect(answer?.status()).toBe(401)
  await expect(visitor.getByRole('heading', { name: 'This link has been used' })).toBeVisible()
  await stranger.close()
})

test('the page breaks none of its own rules', async ({ fake, reverie: page }) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.reload()
  await enterSignIn(page, { site: fake.url, email: fake.user.email, password: fake.user.password })
  await expect(page.getByRole('region', { name: 'Transfers' })).toBeVisible()
  expect(complaints).toEqual([])
})
