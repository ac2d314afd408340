// How long the tray window takes to be there, warm: the same path as a click on the icon or the shortcut, until the page
// has painted twice. From inside the program, so of a copy that may be inspected.

import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { inspectableCopy } from '../../scripts/packed-journey.ts'
import { root } from '../../scripts/places.ts'

export interface TrayParts {
  readonly program: string
  readonly profile: string
  readonly display: string | undefined
  readonly times: number
}

/** Milliseconds, one for each opening. */
export async function trayTimes({ program, profile, display, times }: TrayParts): Promise<readonly number[]> {
  const folder = await mkdtemp(join(root, '.cache', 'inspectable-'))
  try {
    const app = await _electron.launch({
      executablePath: await inspectableCopy(program, folder),
      args: ['--profile', profile],
      ...(display === undefined ? {} : { env: { ...process.env, DISPLAY: display } }),
    })
    try {
      await app.firstWindow()
      await openFirst(app)
      const all: number[] = []
      for (let at = 0; at < times; at += 1) all.push(await openOnce(app))
      return all
    } finally {
      await app.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function openFirst(app: ElectronApplication): Promise<void> {
  const made = app.waitForEvent('window')
  await app.evaluate(({ app: inside }) =>
    inside.emit('second-instance', {}, [], '', { addresses: [], quick: true }),
  )
  const page = await made
  await page.getByRole('combobox').waitFor()
  await hide(app)
}

/** A click soon after it went would be the click that sent it away. */
const restMs = 600

const hide = (app: ElectronApplication) =>
  app.evaluate(async ({ app: inside, BrowserWindow }, rest) => {
    const isTray = (one: Electron.BrowserWindow) => one.webContents.getURL().endsWith('/tray.html')
    if (BrowserWindow.getAllWindows().find(isTray)?.isVisible() === true)
      inside.emit('second-instance', {}, [], '', { addresses: [], quick: true })
    await new Promise((resolve) => setTimeout(resolve, rest))
  }, restMs)

async function openOnce(app: ElectronApplication): Promise<number> {
  const tookMs = await app.evaluate(async ({ app: inside, BrowserWindow }) => {
    const tray = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/tray.html'))
    if (tray === undefined) throw new Error('the tray window is gone')
    const begun = performance.now()
    inside.emit('second-instance', {}, [], '', { addresses: [], quick: true })
    await tray.webContents.executeJavaScript(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))',
    )
    const took = performance.now() - begun
    if (!tray.isVisible()) throw new Error('the tray window did not open')
    return took
  })
  await hide(app)
  return tookMs
}
