// The page as a user has it: the built renderer, served by the built `reverie serve` on a signed-in profile, in a real
// Chromium.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chromium, type CDPSession, type Page } from '@playwright/test'
import { findChromium } from '../../scripts/chromium.ts'
import { cli, signIn } from '../own/reverie.ts'
import type { Bench } from '../row.ts'

export interface OpenPage {
  readonly page: Page
  readonly debug: CDPSession
  /** Of the page's JavaScript, bytes, after everything that nobody needs is gone. */
  heapBytes(): Promise<number>
  close(): Promise<void>
}

/** Undefined where there is no Chromium. */
export async function openPage(bench: Bench): Promise<OpenPage | undefined> {
  const executablePath = findChromium()
  if (executablePath === undefined) return undefined
  const profile = await signIn(bench)
  const host = spawn(process.execPath, [
    cli,
    ...['--profile', profile, 'serve', '--port', '0', '--json', '-o', bench.scratch],
  ])
  const ended = once(host, 'close')
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const debug = await page.context().newCDPSession(page)
  await page.goto(await addressOf(host.stdout))
  return {
    page,
    debug,
    heapBytes: async () => {
      await debug.send('HeapProfiler.collectGarbage')
      return (await debug.send('Runtime.getHeapUsage')).usedSize
    },
    close: async () => {
      await browser.close()
      host.kill('SIGTERM')
      await ended
    },
  }
}

/** Of the line that `serve --json` prints once it listens. */
async function addressOf(stdout: AsyncIterable<Buffer>): Promise<string> {
  let said = ''
  for await (const chunk of stdout) {
    said += chunk.toString()
    const line = said.split('\n').find((one) => one.includes('"listening"'))
    if (line !== undefined && said.includes('\n')) return String((JSON.parse(line) as { url: string }).url)
  }
  throw new Error(`the page was not served: ${said}`)
}
