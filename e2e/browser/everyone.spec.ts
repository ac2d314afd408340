// u02, u05 to u08 of the list of scenarios: a huge folder, the keyboard alone, every screen without barriers, other
// languages and directions, and a page twice as large.

import { expectNoBarriers } from './barriers.ts'
import { enterSignIn, entryRow, expect, test } from './web-page.ts'

const credentials = (fake: { url: string; user: { email: string; password: string } }) => ({
  site: fake.url,
  email: fake.user.email,
  password: fake.user.password,
})

test('u02 a folder of 100,000 entries: the first rows come with the first page, the last can be reached', async ({
  fake,
  reverie: page,
}) => {
  test.setTimeout(120_000)
  for (let index = 1; index <= 100_000; index += 1)
    fake.tree.addFile(`/huge/f${String(index).padStart(6, '0')}.txt`, { sizeBytes: 1 })
  await enterSignIn(page, credentials(fake))
  await entryRow(page, 'huge').dblclick()
  await expect(entryRow(page, 'f000001.txt')).toBeVisible()
  const listed = () => fake.requests.filter(({ kind }) => kind === 'list').length
  const before = listed()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('Everything is selected, also what is not loaded yet')).toBeVisible()
  expect(await page.getByRole('row').count()).toBeLessThan(80)
  expect(listed() - before).toBeLessThan(20)
  await page.keyboard.press('Escape')
  await page.keyboard.press('End')
  await expect(entryRow(page, 'f100000.txt')).toBeVisible({ timeout: 90_000 })
  expect(await page.getByRole('row').count()).toBeLessThan(80)
})

test('u05 keyboard alone: from signing in to a file on the disk', async ({ fake, reverie: page }) => {
  fake.tree.addFile('/Trip/Lake.txt', { text: 'water' })
  const { site, email, password } = credentials(fake)
  await page.keyboard.press('Tab')
  await page.getByLabel('Site address').focus()
  await page.keyboard.type(site)
  await page.keyboard.press('Tab')
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(entryRow(page, 'Trip')).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(entryRow(page, 'Lake.txt')).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  // Focus is back where it was: the list hears the next key.
  await page.keyboard.press('Control+d')
  await page.keyboard.press('Control+j')
  const row = page.getByRole('region', { name: 'Transfers' }).getByRole('row', { name: 'Lake.txt' })
  await expect(row).toContainText('Finished')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(entryRow(page, 'Trip')).toHaveAttribute('aria-selected', 'true')
})

test('u06 every screen of the browser is without barriers, light and dark', async ({
  fake,
  reverie: page,
}) => {
  fake.tree.addFile('/Photos/sea.jpg', { sizeBytes: 20_000 })
  fake.tree.addFile('/notes.md', { text: '# x' })
  fake.tree.addFolder('/Empty')
  await expectNoBarriers(page, 'first-run')
  await enterSignIn(page, credentials(fake))
  await entryRow(page, 'notes.md').click()
  await page.keyboard.press('Alt+Enter')
  await expect(page.getByRole('complementary', { name: 'Details' }).getByText('Owner')).toBeVisible()
  await expectNoBarriers(page, 'files-and-details')
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('button', { name: 'As tiles' }).click()
  await expectNoBarriers(page, 'tiles')
  await page.getByRole('button', { name: 'Search options' }).click()
  await expectNoBarriers(page, 'search-form')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More actions' }).click()
  await expectNoBarriers(page, 'menu')
  await page.keyboard.press('Escape')
  await page.getByRole('option', { name: 'Empty' }).dblclick()
  await expect(page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible()
  await expectNoBarriers(page, 'empty')
  await page.keyboard.press('?')
  await expectNoBarriers(page, 'shortcuts')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'My shares' }).click()
  await expect(page.getByRole('heading', { name: 'You share nothing yet' })).toBeVisible()
  await expectNoBarriers(page, 'shares')
})

for (const [locale, direction] of [
  ['en-XA', 'ltr'],
  ['ar-XB', 'rtl'],
] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale })

    test(`u07 no text comes from anywhere but the catalogue, written ${direction}`, async ({
      fake,
      reverie: page,
    }) => {
      fake.tree.addFile('/1', { sizeBytes: 1 })
      await expect(page.locator('html')).toHaveAttribute('dir', direction)
      await page.locator('input').nth(0).fill(fake.url)
      await page.locator('input').nth(1).fill(fake.user.email)
      await page.locator('input').nth(2).fill(fake.user.password)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('row', { name: '1', exact: true })).toBeVisible()
      // Names, figures and dates are not ours; everything else is in brackets.
      const strangers = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        const texts: string[] = []
        while (walker.nextNode() !== null) texts.push(walker.currentNode.textContent?.trim() ?? '')
        return texts.filter((text) => /[A-Za-z]{4}/.test(text) && !text.includes('['))
      })
      // What the user is called, and what is printed on keys.
      expect(strangers.filter((text) => text !== 'reader' && !/^Ctrl\+/.test(text))).toEqual([])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      expect(wide).toBe(false)
      await expectNoBarriers(page, `files-${locale}`)
    })
  })
}

test.describe('on half the screen', () => {
  // 200 % of zoom is half the pixels of the page's own.
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 })

  test('u08 at 200 % everything can be reached and nothing is cut off', async ({ fake, reverie: page }) => {
    fake.tree.addFile('/notes.md', { text: '# x' })
    await enterSignIn(page, credentials(fake))
    await entryRow(page, 'notes.md').click()
    // A message that fades has colours of its own for a moment.
    await expect(page.locator('.fui-ToastTitle')).toHaveCount(0, { timeout: 15_000 })
    await expectNoBarriers(page, 'zoomed')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    for (const name of ['Download', 'More actions', 'Details', 'Settings', 'Show transfers'])
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport()
    await page.keyboard.press('?')
    const last = page.getByRole('dialog').getByText('Ctrl+J')
    await last.scrollIntoViewIfNeeded()
    await expect(last).toBeInViewport()
  })
})
