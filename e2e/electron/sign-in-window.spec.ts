// Signing in on the site's own page, in the whole program: a site whose puzzle only its own page can show, the window that
// shows it, what a hostile page can do in there, and every way in which it ends.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ElectronApplication, Page } from '@playwright/test'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { entryRow, expect, test } from './reverie-app.ts'

const isSitePage = (page: Page) => page.url().includes('/session/authorize')
const words = (page: Page, text: string) => page.getByText(text, { exact: false })

/** Presses the button that leads to the page of the site, and waits for it. */
async function openSitePage(app: ElectronApplication, page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Sign in on the page of the site' }).click()
  await expect.poll(() => app.windows().some(isSitePage)).toBe(true)
  const site = app.windows().find(isSitePage)
  if (site === undefined) throw new Error('the page of the site is gone again')
  await site.getByRole('button', { name: 'Deny' }).waitFor()
  return site
}

async function enterSite(page: Page, fake: FakeCloudreve): Promise<void> {
  fake.settings.loginCaptcha = true
  fake.settings.captchaType = 'turnstile'
  await page.getByLabel('Site address').fill(fake.url)
  await page.keyboard.press('Tab')
  await expect(words(page, 'in a way that only its own page can show')).toBeVisible()
}

/** What the window of the sign-in says of itself; undefined while there is none. */
const windowTitle = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => window.getTitle())
      .find((title) => title !== 'Reverie'),
  )

async function listen(html: string): Promise<{ server: Server; origin: string }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('a site with a puzzle of the web is signed in to on its own page, and nothing of it stays', async ({
  start,
  fake,
}) => {
  fake.tree.addFile('/Notes.txt', { text: 'x' })
  const { app, page } = await start()
  await enterSite(page, fake)
  const site = await openSitePage(app, page)
  const bar = app.windows().find((one) => one.url().startsWith('data:'))
  await expect(bar?.getByRole('heading') ?? page.locator('none')).toHaveText(fake.url)
  await expect(bar?.getByText('Not encrypted') ?? page.locator('none')).toBeVisible()
  expect(await windowTitle(app)).toBe(fake.url)

  await site.evaluate(() => {
    document.title = 'https://bank.example'
    document.cookie = 'seen=1'
    localStorage.setItem('seen', '1')
  })
  await site.getByLabel('E-mail').fill(fake.user.email)
  await site.getByLabel('Password').fill(fake.user.password)
  await site.getByLabel('I am not a robot').check()
  expect(await windowTitle(app)).toBe(fake.url)
  await site.getByRole('button', { name: 'Allow' }).click()

  await expect(entryRow(page, 'Notes.txt')).toBeVisible()
  expect(await windowTitle(app)).toBeUndefined()
  await expect.poll(() => app.windows()).toEqual([page])
  // The redirect was caught on its way: the page that it leads to was never asked for.
  expect(fake.requests.filter(({ path }) => path.startsWith('/callback/'))).toEqual([])

  // Another sign-in knows nothing of the one before.
  await page.getByRole('button', { name: /^Accounts,/ }).click()
  await page.getByRole('menuitem', { name: 'Add an account…' }).click()
  await enterSite(page, fake)
  const again = await openSitePage(app, page)
  expect(await again.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => windowTitle(app)).toBeUndefined()
})

test('a hostile page in that window gets nothing, and every ending has words of its own', async ({
  start,
  fake,
}) => {
  const { app, page } = await start()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (url) => Promise.resolve(void opened.push(url))
  })
  const { server, origin } = await listen('<h1>Elsewhere</h1><a download="x.exe" href="/x.exe">take it</a>')
  await enterSite(page, fake)
  let site = await openSitePage(app, page)

  expect(
    await site.evaluate(async () => ({
      own: ['reverie', 'require', 'process'].filter((name) => name in globalThis),
      opener: window.opener === null,
      windows: ['file:///etc/passwd', 'app://reverie/index.html', 'https://example.org/terms'].map(
        (url) => window.open(url) === null,
      ),
      notifications: await Notification.requestPermission(),
      camera: await navigator.mediaDevices
        ?.getUserMedia({ video: true })
        .then(() => 'given')
        .catch((error: Error) => error.name),
      ours: await fetch('app://reverie/index.html').then(
        () => 'read',
        () => 'refused',
      ),
    })),
  ).toMatchObject({
    own: [],
    opener: true,
    windows: [true, true, true],
    notifications: 'denied',
    ours: 'refused',
  })
  expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
    'https://example.org/terms',
  ])
  for (const address of ['file:///etc/passwd', 'app://reverie/index.html', 'chrome://gpu']) {
    await site.evaluate((to) => void (location.href = to), address)
    expect(new URL(site.url()).origin).toBe(fake.url)
  }
  // Elsewhere is told, and saves nothing.
  await app.evaluate(({ webContents }) => {
    const refused: boolean[] = []
    Object.assign(globalThis, { refused })
    for (const contents of webContents.getAllWebContents())
      contents.session.on('will-download', (event) => refused.push(event.defaultPrevented))
  })
  await site.evaluate((to) => void (location.href = to), origin)
  await site.getByText('take it').click()
  const refused = () => app.evaluate(() => (globalThis as unknown as { refused: boolean[] }).refused)
  await expect.poll(refused).toEqual([true])
  const bar = app.windows().find((one) => one.url().startsWith('data:'))
  await expect(
    bar?.getByText(`sent here by \u2066${new URL(fake.url).host}`) ?? page.locator('none'),
  ).toBeVisible()
  expect(await windowTitle(app)).toBe(origin)
  expect(app.windows().length).toBe(3)
  expect(page.url()).toBe('app://reverie/index.html')

  const answer = (query: string) => `${fake.url}/callback/desktop?${query}`
  const endings = [
    ['?code=0123456789&state=another', 'The answer belongs to another sign-in.'],
    ['error=server_error&state=', 'The site refused the sign-in.'],
  ] as const
  await site.evaluate((to) => void (location.href = to), answer(endings[0][0].slice(1)))
  await expect(words(page, endings[0][1])).toBeVisible()

  site = await openSitePage(app, page)
  const state = new URL(site.url()).searchParams.get('state') ?? ''
  await site.evaluate((to) => void (location.href = to), answer(`${endings[1][0]}${state}`))
  await expect(words(page, endings[1][1])).toBeVisible()

  site = await openSitePage(app, page)
  await site.getByRole('button', { name: 'Deny' }).click()
  await expect(words(page, 'The sign-in was canceled.')).toBeVisible()

  await openSitePage(app, page)
  await expect(words(page, 'The sign-in was canceled.')).toBeHidden()
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.getTitle() !== 'Reverie')
      ?.close(),
  )
  await expect(words(page, 'The sign-in was canceled.')).toBeVisible()
  await expect.poll(() => app.windows()).toEqual([page])
  server.close()
})
