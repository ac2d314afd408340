// The way of somebody new, and from there to a whole file on the disk with a connection that breaks on the way.

import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { download, expect, fingerprint, openFolder, signIn, test, transferRow } from './reverie-app.ts'

const mib = 1_048_576

test('first run: from the start to a finished download, then one whose connection breaks, whole as well', async ({
  fake,
  downloads,
  start,
}) => {
  fake.tree.addFile('/Videos/Lake.mp4', { sizeBytes: 6 * mib })
  fake.tree.addFile('/Notes.txt', { text: 'Buy film.\n' })
  const beganAtMs = performance.now()
  const { page } = await start()
  const acts = await countActs(page)
  await signIn(page, fake)
  await download(page, 'Notes.txt')
  await expect.poll(() => fingerprint(join(downloads, 'Notes.txt'))).toBe(fake.content('/Notes.txt').sha256())
  const took = { ...(await acts()), seconds: Math.round((performance.now() - beganAtMs) / 100) / 10 }
  // For docs/GOALS.md; a slow machine is no fault of the program.
  await test.info().attach('first-run', { body: JSON.stringify(took), contentType: 'application/json' })
  expect(took).toMatchObject({ fields: 3, clicks: 3 })

  fake.faults.add({ on: 'content', fault: faults.cutAfter(2 * mib) })
  await openFolder(page, 'Videos')
  await download(page, 'Lake.mp4')

  const path = join(downloads, 'Lake.mp4')
  await expect
    .poll(() => fingerprint(path), { timeout: 30_000 })
    .toBe(fake.content('/Videos/Lake.mp4').sha256())
  await expect(await transferRow(page, 'Lake.mp4')).toBeVisible()
  expect(fake.faults.hits()).toEqual({ cutAfter: 1 })
  const resumed = fake.requests.filter(
    ({ kind, range }) => kind === 'content' && /^bytes=[1-9]/.test(range ?? ''),
  )
  expect(resumed.length, 'a request that begins where the broken one ended').toBeGreaterThan(0)
})

/** Counts what has to be done by hand: fields that are filled in, and clicks. */
async function countActs(page: Page): Promise<() => Promise<{ fields: number; clicks: number }>> {
  const counted = await page.evaluateHandle(() => {
    const fields = new Set<EventTarget | null>()
    const acts = { fields: 0, clicks: 0 }
    addEventListener('input', ({ target }) => (acts.fields = fields.add(target).size), true)
    addEventListener('click', () => (acts.clicks += 1), true)
    return acts
  })
  return () => counted.jsonValue()
}
