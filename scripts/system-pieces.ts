// What the journeys need of the system: a Chromium, a virtual screen, and the libraries that Electron links to. Installs
// what is missing on Debian as root; elsewhere it says what to install.

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findChromium } from './chromium.ts'
import { run } from './child.ts'

interface Piece {
  readonly package: string
  readonly isHere: () => Promise<boolean>
}

const minute = 60_000
const onPath = (command: string) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
const program = (command: string) => () => Promise.resolve(onPath(command))
const library = (name: string) => async () =>
  (await run('/sbin/ldconfig', ['-p'], { timeoutMs: minute })).output.includes(`${name} `)

const pieces: readonly Piece[] = [
  { package: 'chromium', isHere: () => Promise.resolve(findChromium() !== undefined) },
  { package: 'xvfb', isHere: program('Xvfb') },
  { package: 'xauth', isHere: program('xauth') },
  { package: 'libgtk-3-0', isHere: library('libgtk-3.so.0') },
  { package: 'libnss3', isHere: library('libnss3.so') },
  { package: 'libasound2', isHere: library('libasound.so.2') },
  { package: 'libgbm1', isHere: library('libgbm.so.1') },
  { package: 'fonts-dejavu-core', isHere: () => Promise.resolve(existsSync('/usr/share/fonts')) },
]

/** Names of the packages that are still missing afterwards. Other systems bring these pieces along. */
export async function ensureSystemPieces(say: (line: string) => void): Promise<readonly string[]> {
  if (process.platform !== 'linux') return findChromium() === undefined ? ['chromium'] : []
  const missing = await missingPieces()
  if (missing.length === 0) return []
  const isDebianRoot = onPath('apt-get') && process.getuid?.() === 0
  if (!isDebianRoot) {
    say(`missing: ${missing.join(', ')}. On Debian: sudo apt-get install ${missing.join(' ')}`)
    return missing
  }
  say(`installing ${missing.join(', ')}`)
  await install(missing, say)
  return missingPieces()
}

async function missingPieces(): Promise<string[]> {
  const found = await Promise.all(
    pieces.map(async (piece) => ((await piece.isHere()) ? [] : [piece.package])),
  )
  return found.flat()
}

async function install(packages: readonly string[], say: (line: string) => void): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const steps = [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]
  for (const step of steps) {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const { code, output } = await run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...step], {
        env,
        timeoutMs: 8 * minute,
      })
      if (code === 0) break
      say(`apt-get ${step[0]} failed (try ${attempt} of 3): ${output.trim().split('\n').at(-1) ?? ''}`)
    }
  }
}
