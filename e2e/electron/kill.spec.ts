// The program told to end at bad moments: while it starts; and killed for real, by the signal that nobody can answer, while
// a download runs and in the middle of quitting. What the next start finds is all that there is.

import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import {
  download,
  entryRow,
  expect,
  fingerprint,
  signIn,
  spawnProgram,
  test,
  transferRow,
} from './reverie-app.ts'

const mib = 1_048_576
const sizes = { 'Lake.mp4': 32 * mib, 'Harbour.mp4': 32 * mib, 'Note.txt': 1_000 } as const
const names = Object.keys(sizes) as (keyof typeof sizes)[]

/** Resolves once the process is gone. */
async function killed(app: ElectronApplication, kill: () => Promise<unknown>): Promise<number | null> {
  const gone = once(app.process(), 'exit') as Promise<[code: number | null]>
  // The debugger's answer dies with the program.
  await kill().catch(() => undefined)
  const [code] = await gone
  return code
}

test('killed while it downloads and while it quits, it goes on, and every byte is right', async ({
  fake,
  profile,
  downloads,
  start,
}) => {
  // One connection for each file, so that none is through before it is killed.
  const settings = { downloadFolder: downloads, connectionsPerFile: 1 }
  await writeFile(join(profile, 'settings.json'), JSON.stringify({ settings }))
  for (const name of names) fake.tree.addFile(`/${name}`, { sizeBytes: sizes[name] })
  const stopDripping = fake.faults.add({ on: 'content', times: 1_000, fault: faults.drip(3 * mib) })
  const bytesSent = () =>
    fake.requests.reduce((sum, { kind, bytesSent: sent }) => (kind === 'content' ? sum + sent : sum), 0)

  const first = await start()
  await signIn(first.page, fake)
  for (const name of names) await download(first.page, name)
  await expect.poll(bytesSent, { timeout: 20_000 }).toBeGreaterThan(8 * mib)
  expect(
    await killed(first.app, () => Promise.resolve(first.app.process().kill('SIGKILL'))),
    'while it downloads',
  ).not.toBe(0)

  const before = bytesSent()
  const second = await start()
  for (const name of names) await expect(await transferRow(second.page, name)).toBeVisible()
  await expect.poll(bytesSent, 'it goes on by itself').toBeGreaterThan(before + 2 * mib)
  expect(
    await killed(second.app, () =>
      second.app.evaluate(({ app }) => {
        // Ours has heard of it before: its parties have begun, and none has written or closed anything yet.
        app.once('before-quit', () => process.kill(process.pid, 'SIGKILL'))
        app.quit()
      }),
    ),
    'while it quits',
  ).not.toBe(0)
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
  expect(bytesSent(), 'what was there before the kills is not fetched again').toBeLessThan(58 * mib)
})

test('whoever quits while it starts is heard', async ({ profile }) => {
  test.skip(process.platform === 'win32', 'there a signal from outside ends a program at once')
  const child = spawnProgram(profile)
  const gone = once(child, 'exit')
  // It opens what it keeps, and has no window to show yet.
  await expect.poll(() => existsSync(join(profile, 'reverie.db')), { intervals: [5] }).toBe(true)
  child.kill('SIGTERM')
  expect(await gone).toEqual([0, null])
})
