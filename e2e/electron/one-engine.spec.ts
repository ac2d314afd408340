// One engine per profile, whoever comes: a second start hands over what it was given, and a command line that downloads
// hands over the engine.

import { join } from 'node:path'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { runCli, startCli } from '../../testing/cli/cli-process.ts'
import { expect, fingerprint, signIn, test, transferRow } from './reverie-app.ts'

const mib = 1_048_576

test('a second start hands over the share link that it was given, and leaves', async ({
  fake,
  start,
  startSecond,
}) => {
  fake.tree.addFile('/Lake.mp4', { sizeBytes: mib })
  const { url } = fake.shares.add('/Lake.mp4', {})
  const { page } = await start()
  await signIn(page, fake)
  await startSecond(url)
  await expect(page.getByRole('dialog').getByLabel('Share link')).toHaveValue(url)
})

test('a get that runs the queue hands it over, and goes on watching in its terminal', async ({
  fake,
  profile,
  downloads,
  start,
}) => {
  fake.tree.addFile('/Lake.mp4', { sizeBytes: 24 * mib })
  const stopDripping = fake.faults.add({ on: 'content', times: 1_000, fault: faults.drip(mib) })
  const input = fake.user.password
  await runCli(['login', fake.url, '--email', fake.user.email, '--password-stdin'], { profile, input })
  const get = startCli(['get', 'cloudreve://my/Lake.mp4', '-o', downloads], { profile })
  await get.said('Downloading Lake.mp4')
  const { page } = await start()
  await get.said('Joined the queue of the app')
  await expect(await transferRow(page, 'Lake.mp4')).toBeVisible()
  stopDripping()
  expect((await get.ended).code).toBe(0)
  expect(await fingerprint(join(downloads, 'Lake.mp4'))).toBe(fake.content('/Lake.mp4').sha256())
})
