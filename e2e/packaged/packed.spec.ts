// The packed program as people get it, from signing in to a whole file. It is a copy in which one fuse was switched back
// (inspection), for that is how a test reaches in; scripts/packed-journey.ts makes it.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { download, entryRow, fingerprint, signIn, transferRow } from '../electron/reverie-app.ts'

const executablePath = process.env['REVERIE_PACKED'] ?? ''

test('the packed program signs in and downloads a file whole', async () => {
  const fake = await startFakeCloudreve()
  fake.tree.addFile('/Lake.mp4', { sizeBytes: 6 * 1_048_576 })
  const profile = await mkdtemp(join(tmpdir(), 'reverie-packed-'))
  const downloadFolder = join(profile, 'downloads')
  await mkdir(downloadFolder)
  await writeFile(join(profile, 'settings.json'), JSON.stringify({ settings: { downloadFolder } }))
  const app = await _electron.launch({ executablePath, args: ['--profile', profile] })
  try {
    const page = await app.firstWindow()
    expect(await app.evaluate(({ app: packed }) => packed.isPackaged)).toBe(true)
    await signIn(page, fake)
    await expect(entryRow(page, 'Lake.mp4')).toBeVisible()
    await download(page, 'Lake.mp4')
    await expect
      .poll(() => fingerprint(join(downloadFolder, 'Lake.mp4')), { timeout: 30_000 })
      .toBe(fake.content('/Lake.mp4').sha256())
    await expect(await transferRow(page, 'Lake.mp4')).toBeVisible()
  } finally {
    await app.close()
    await fake.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
