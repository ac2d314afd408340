// The program killed for real, by the signal that nobody can answer: while a download runs, and in the middle of quitting.
// What the next start finds is all that there is.

import { once } from 'node:events'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { download, entryRow, expect, fingerprint, signIn, test, transferRow } from './reverie-app.ts'

const mib = 1_048_576
const sizes = { 'Lake.mp4': 24 * mib, 'Harbour.mp4': 20 * mib, 'Note.txt': 1_000 } as const
const names = Object.keys(sizes) as (keyof typeof sizes)[]

/** Resolves once the process is gone. */
async function killed(app: ElectronApplication, kill: () => Promise<unknown>): Promise<NodeJS.Signals | null> {
  const gone = once(app.process(), 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  // The debugger's answer dies with the program.
  await kill().catch(() => undefined)
  const [, signal] = await gone
  return signal
}

test('killed while it downloads and while it quits, it goes on, and every byte is right', async ({
  fake,
  downloads,
  start,
}) => {
  for (const name of names) fake.tree.addFile(`/${name}`, { sizeBytes: sizes[name] })
  const stopDripping = fake.faults.add({ on: 'content', times: 1_000, fault: faults.drip(6 * mib) })
  const bytesSent = () =>
    fake.requests.reduce((sum, { kind, bytesSent: sent }) => (kind === 'content' ? sum + sent : sum), 0)

  const first = await start()
  await signIn(first.page, fake)
  for (const name of names) await download(first.page, name)
  await expect.poll(bytesSent, { timeout: 20_000 }).toBeGreaterThan(14 * mib)
  expect(
    await killed(first.app, () => Promise.resolve(first.app.process().kill('SIGKILL'))),
    'while it downloads',
  ).toBe('SIGKILL')

  const before = bytesSent()
  const second = await start()
  for (const name of names) await expect(await transferRow(second.page, name)).toBeVisible()
  await expect.poll(bytesSent, 'it goes on by itself').toBeGreaterThan(before + 4 * mib)
  expect(
    await killed(second.app, () =>
      second.app.evaluate(({ app }) => {
        // Ours has heard of it first: its parties are about to write and close, and none is through.
        app.once('before-quit', () => setImmediate(() => process.kill(process.pid, 'SIGKILL')))
        app.quit()
      }),
    ),
    'while it quits',
  ).toBe('SIGKILL')
  for (const name of ['Lake.mp4', 'Harbour.mp4']) {
    expect(await fingerprint(join(downloads, name)), 'nothing unfinished has a final name').toBeUndefined()
  }

  stopDripping()
  fake.clearRequests()
  const third = await start()
  for (const name of names) {
    const path = join(downloads, name)
    await expect.poll(() => fingerprint(path), { timeout: 30_000 }).toBe(fake.content(`/${name}`).sha256())
    await expect(await transferRow(third.page, name)).toBeVisible()
    await expect(entryRow(third.page, name).first()).toBeVisible()
  }
  expect(bytesSent(), 'what was there before the kills is not fetched again').toBeLessThan(32 * mib)
})
