// The program outlives its window and its page, and a transfer outlives the program.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import {
  closeWindow,
  crashPage,
  download,
  entryRow,
  expect,
  fingerprint,
  isWindowVisible,
  openFolder,
  pageText,
  signIn,
  test,
  transferRow,
} from './reverie-app.ts'

const mib = 1_048_576
const size = 48 * mib

test('u04 a download lives through a closed window, a page that crashes, and a restart', async ({
  fake,
  profile,
  downloads,
  start,
  startSecond,
}) => {
  // One connection of a known speed: the file is not whole before everything here has happened to it.
  const settings = { downloadFolder: downloads, connectionsPerFile: 1 }
  await writeFile(join(profile, 'settings.json'), JSON.stringify({ settings }))
  fake.tree.addFile('/Trip/Lake.mp4', { sizeBytes: size })
  const stopDripping = fake.faults.add({ on: 'content', times: 1_000, fault: faults.drip(mib) })
  const bytesSent = () =>
    fake.requests.reduce((sum, { kind, bytesSent: sent }) => (kind === 'content' ? sum + sent : sum), 0)
  const first = await start()
  await signIn(first.page, fake)
  await openFolder(first.page, 'Trip')
  await download(first.page, 'Lake.mp4')
  await expect.poll(bytesSent).toBeGreaterThan(0)

  await closeWindow(first.app)
  await expect.poll(() => isWindowVisible(first.app)).toBe(false)
  const sentAtClosing = bytesSent()
  await expect.poll(bytesSent, 'the download goes on without a window').toBeGreaterThan(sentAtClosing)

  await startSecond()
  await expect.poll(() => isWindowVisible(first.app), 'a second start shows the window').toBe(true)
  await expect(await transferRow(first.page, 'Lake.mp4')).toBeVisible()
  await expect(entryRow(first.page, 'Lake.mp4').first()).toBeVisible()

  const linksAsked = () => fake.requests.filter(({ kind }) => kind === 'url').length
  const asked = linksAsked()
  const sentAtCrash = bytesSent()
  await crashPage(first.app)
  await expect.poll(() => pageText(first.app), 'the page is back in its folder').toMatch(/Trip.*Lake\.mp4/s)
  expect(await pageText(first.app)).not.toContain('Password')
  await expect.poll(bytesSent, 'the download goes on without a page').toBeGreaterThan(sentAtCrash)
  expect(linksAsked(), 'nothing was asked for twice').toBe(asked)

  // Long enough for the first durable bytes to be recorded.
  await expect.poll(bytesSent, { timeout: 20_000 }).toBeGreaterThan(5 * mib)
  await first.app.close()
  const path = join(downloads, 'Lake.mp4')
  expect(await fingerprint(path), 'nothing under the final name before all bytes are there').toBeUndefined()

  stopDripping()
  fake.clearRequests()
  const second = await start()
  await expect
    .poll(() => fingerprint(path), { timeout: 30_000 })
    .toBe(fake.content('/Trip/Lake.mp4').sha256())
  await expect(await transferRow(second.page, 'Lake.mp4')).toBeVisible()
  expect(bytesSent(), 'only what was missing was fetched').toBeLessThan(size)
})
