// Drives a packed program by the journey of e2e/packaged. Its fuses keep a test out, so a copy is taken in which
// inspection alone is allowed again.

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { run } from './child.ts'
import { root } from './places.ts'

const minute = 60_000

/** `program`: the executable; `display`: of Linux. Rejects where the journey fails. */
export async function runPackedJourney(program: string, display: string | undefined): Promise<void> {
  const folder = await mkdtemp(join(root, '.cache', 'inspectable-'))
  try {
    const copy = await inspectableCopy(program, folder)
    const runner = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
    const config = join(root, 'e2e', 'playwright.config.ts')
    const { code } = await run(
      process.execPath,
      [runner, 'test', '--config', config, '--project', 'packaged'],
      {
        cwd: root,
        env: { ...process.env, REVERIE_PACKED: copy, ...(display === undefined ? {} : { DISPLAY: display }) },
        show: true,
        timeoutMs: 3 * minute,
      },
    )
    if (code !== 0) throw new Error(`the journey of the packed program ended with ${code}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Resolves with the executable of the copy. */
export async function inspectableCopy(program: string, folder: string): Promise<string> {
  await cp(dirname(program), folder, { recursive: true, verbatimSymlinks: true })
  const copy = join(folder, basename(program))
  await flipFuses(copy, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true })
  return copy
}
