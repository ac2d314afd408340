// The packed program for the bench: made from the tree, its sizes, and how it is started on a profile with an account.

import { copyFile, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { must } from '../../scripts/child.ts'
import { findElectron } from '../../scripts/electron-runtime.ts'
import { packedOutput, packedProgram } from '../../scripts/packed-place.ts'
import { resourcesOf } from '../../scripts/packed-facts.ts'
import { startPacked, type PackedRun } from '../../scripts/packed-run.ts'
import { root } from '../../scripts/places.ts'
import { makeSteady, sourceDate } from '../../scripts/steady-archive.ts'
import type { Bench } from '../row.ts'

export interface Packed {
  /** The executable. */
  readonly program: string
  /** What it runs on, for the reader. */
  readonly note: string
  readonly bytes: { readonly folder: number; readonly archive: number | undefined; readonly asar: number }
}

const timeoutMs = 10 * 60_000

/** Packs anew: a figure is of the tree as it is. */
export async function packed({ quick, scratch }: Bench): Promise<Packed> {
  const archive = process.platform === 'linux' && !quick
  const args = [join(root, 'scripts', 'package.ts'), archive ? '--archive' : '--dir']
  await must(process.execPath, args, { cwd: root, timeoutMs })
  const electron = await findElectron()
  const output = packedOutput(electron.legacy)
  const program = packedProgram(output)
  if (program === undefined) throw new Error('nothing was packed')
  const name = (await readdir(output)).find((one) => one.endsWith('.tar.gz'))
  const kind = electron.legacy
    ? 'an old stand-in for tests, because no newer one could be had here; the release is made with Electron 45'
    : 'that of the release'
  return {
    program,
    note: `Electron ${electron.version}: ${kind}.`,
    bytes: {
      folder: await sizeOf(join(program, '..')),
      archive: !archive || name === undefined ? undefined : await sizeAsReleased(join(output, name), scratch),
      asar: (await stat(join(resourcesOf(program), 'app.asar'))).size,
    },
  }
}

/** `--archive` packs quickly; a release takes the time. */
async function sizeAsReleased(archive: string, scratch: string): Promise<number> {
  const copy = join(scratch, 'released.tar.gz')
  await copyFile(archive, copy)
  await makeSteady(copy, { atSeconds: sourceDate({}), level: 9 })
  const { size } = await stat(copy)
  await rm(copy)
  return size
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

/** Starts it once and signs in, as a user does before the second start. */
export async function signInOnce(bench: Bench, start: () => Promise<PackedRun>): Promise<void> {
  const run = await start()
  try {
    const wish = JSON.stringify({ site: bench.site.url, ...bench.site.user })
    // A question to a page that is just being loaded goes with what was there before.
    await run.ask('index.html', `document.querySelector('[aria-label="Transfers"]') !== null`)
    const answer = await run.ask(
      'index.html',
      `window.reverie.invoke('account.signIn', ${wish}).then(({ ok }) => ok ? 'in' : 'refused')`,
    )
    if (answer !== 'in') throw new Error(`the desktop program could not sign in: ${JSON.stringify(answer)}`)
    await run.quit()
  } finally {
    await run.kill()
  }
}

export const starter =
  (program: string, profile: string, display: string | undefined) =>
  (...args: string[]) =>
    startPacked({ program, profile, display, args })

/** Milliseconds from before the process was made until its page first painted something of its own. */
export async function firstPaintMs(run: PackedRun): Promise<number> {
  const paint = `performance.getEntriesByName('first-contentful-paint')[0]`
  const at = await run.ask('index.html', `${paint} && performance.timeOrigin + ${paint}.startTime`)
  return Number(at) - run.startedAtMs
}
