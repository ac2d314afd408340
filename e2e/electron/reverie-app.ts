// The built program in a real window, on a profile of its own and against a fake site of its own. One of each per test.

import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  _electron,
  test as base,
  expect,
  type ElectronApplication,
  type Locator,
  type Page,
} from '@playwright/test'
import { startFakeCloudreve, type FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

/** The folder of the built program; the repository itself where the release build runs. */
const program = process.env['REVERIE_APP'] ?? join(import.meta.dirname, '..', '..')
/** Our bridge, as it was built: beside the legacy build's main, below the release build's dist. */
export const builtPreload = [join(program, 'preload'), join(program, 'dist', 'preload')]
  .map((folder) => join(folder, 'index.cjs'))
  .find((path) => existsSync(path))
/** Chromium refuses to run sandboxed as root; the page has no Node either way. */
const rootSwitch = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The executable. */
const electron = () => createRequire(import.meta.url)('electron') as unknown as string

/** Without a debugger. */
export const spawnProgram = (profile: string): ChildProcess =>
  spawn(electron(), [...rootSwitch, program, '--profile', profile], { stdio: 'ignore' })

export interface Running {
  readonly app: ElectronApplication
  readonly page: Page
}

interface Stage {
  fake: FakeCloudreve
  /** A fresh profile whose download folder is `downloads`. */
  profile: string
  downloads: string
  start: () => Promise<Running>
  /** Starts the program again while it runs, and waits for that second one to end. */
  startSecond: (...args: string[]) => Promise<void>
}

export const test = base.extend<Stage>({
  fake: async ({}, use) => {
    const fake = await startFakeCloudreve()
    await use(fake)
    await fake.close()
  },
  profile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'reverie-window-'))
    await mkdir(join(folder, 'downloads'))
    const settings = { downloadFolder: join(folder, 'downloads') }
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ settings }))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  downloads: async ({ profile }, use) => {
    await use(join(profile, 'downloads'))
  },
  start: async ({ profile }, use) => {
    const running: ElectronApplication[] = []
    await use(async () => {
      const app = await _electron.launch({ args: [program, '--profile', profile] })
      running.push(app)
      return { app, page: await app.firstWindow() }
    })
    for (const app of running) await app.close()
  },
  startSecond: async ({ profile }, use) => {
    await use(async (...args) => {
      const all = [...rootSwitch, program, '--profile', profile, ...args]
      await promisify(execFile)(electron(), all, { timeout: 20_000 })
    })
  },
})

export { expect }

export async function signIn(page: Page, fake: FakeCloudreve): Promise<void> {
  await page.getByLabel('Site address').fill(fake.url)
  await page.getByLabel('E-mail').fill(fake.user.email)
  await page.getByLabel('Password').fill(fake.user.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** A row of the file list. */
export const entryRow = (page: Page, name: string) => page.getByRole('row', { name })

export async function openFolder(page: Page, name: string): Promise<void> {
  await entryRow(page, name).dblclick()
}

export async function download(page: Page, name: string): Promise<void> {
  await entryRow(page, name).click()
  await page.getByRole('button', { name: 'Download', exact: true }).click()
}

/** A row of the queue; opens the drawer that shows them where it is closed. */
export async function transferRow(page: Page, name: string): Promise<Locator> {
  const strip = page.getByRole('region', { name: 'Transfers' })
  const opener = strip.getByRole('button', { name: 'Show transfers' })
  await expect(strip).toBeVisible()
  if (await opener.isVisible()) await opener.click()
  return strip.getByRole('row', { name })
}

/** SHA-256 of a file; undefined while there is none under this name. */
export async function fingerprint(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch(() => undefined)
  return bytes === undefined ? undefined : createHash('sha256').update(bytes).digest('hex')
}

export const isWindowVisible = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()))

/** As the button in the window's corner does. */
export const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.close()))

/**
 * Ends the process that draws the window, as a fault in it would, and resolves when the page has come back by itself. The
 * page object of the test is of no use afterwards.
 */
export const crashPage = (app: ElectronApplication): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('did-finish-load', () => resolve())
        contents?.forcefullyCrashRenderer()
      }),
  )

/** What can be read in the window; for a page that came back after a crash. */
export const pageText = (app: ElectronApplication): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }) =>
    String(await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText')),
  )

const isTray = (page: Page) => page.url().endsWith('/tray.html')

/** The page of the tray window, once there is one. */
export async function openTray(app: ElectronApplication): Promise<Page> {
  await expect.poll(() => app.windows().some(isTray)).toBe(true)
  const page = app.windows().find(isTray)
  if (page === undefined) throw new Error('the tray window is gone again')
  return page
}
