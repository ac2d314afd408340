// The web page as `reverie serve` shows it, on a profile of its own and against a fake site of its own. One of each per
// test; the host is a real process.

import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { jsonLines, startCli } from '../../testing/cli/cli-process.ts'
import { startFakeCloudreve, type FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

interface Stage {
  fake: FakeCloudreve
  downloads: string
  /** Kilobytes that a file may have at most, standing for a full disk; undefined for no limit. */
  largestFile: number | undefined
  /** Opens the page with the link that the host printed. */
  reverie: Page
}

const hearLimit = `--import=data:text/javascript,process.on('SIGXFSZ',()=>{})`

export const test = base.extend<Stage>({
  fake: async ({}, use) => {
    const fake = await startFakeCloudreve()
    await use(fake)
    await fake.close()
  },
  downloads: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'reverie-page-'))
    await mkdir(join(folder, 'downloads'))
    await use(join(folder, 'downloads'))
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  largestFile: [undefined, { option: true }],
  reverie: async ({ downloads, page, largestFile }, use) => {
    const profile = join(downloads, '..', 'profile')
    // The limit counts blocks of 512 bytes.
    const limit = ['/bin/sh', '-c', `ulimit -f ${(largestFile ?? 0) * 2}; exec "$0" "$@"`] as const
    const host = startCli(['serve', '--port', '0', '--json', '-o', downloads], {
      profile,
      // The system's signal about the limit has to be heard, or it ends the process.
      ...(largestFile === undefined ? {} : { wrapper: limit, env: { NODE_OPTIONS: hearLimit } }),
    })
    try {
      const stdout = await host.said(/"listening".*\n/)
      await page.goto(String(jsonLines({ stdout })[0]?.['url']))
      await use(page)
    } finally {
      host.process.kill('SIGTERM')
    }
    expect(await host.ended).toMatchObject({ code: 0 })
  },
})

export { expect }

export async function enterSignIn(
  page: Page,
  input: { site: string; email: string; password: string },
): Promise<void> {
  await page.getByLabel('Site address').fill(input.site)
  await page.getByLabel('E-mail').fill(input.email)
  await page.getByLabel('Password').fill(input.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export const entryRow = (page: Page, name: string) => page.getByRole('row', { name })

/** Opens the drawer of transfers where it is closed. */
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

/** Everything in the download folder, parts included. */
export const landed = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).sort()
