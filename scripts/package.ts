// `npm run package`: builds, packs for this system and reads back what the package has to hold. `--dir` makes only the
// unpacked folder; `--smoke` starts the packed program once, and on Linux
// drives it through a download. Where no Electron for release runs, the stand-in is packed instead, to test the packing; such a
// package stays in release/stand-in and is nobody's download.

import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sevenZip from '7zip-bin'
import { build, type Configuration } from 'electron-builder'
import { buildAll } from './build.ts'
import { openDisplay } from './display.ts'
import { findElectron, type ElectronRuntime } from './electron-runtime.ts'
import { assertNodeVersion } from './node-version.ts'
import { checkPacked } from './packed-facts.ts'
import { runPackedJourney } from './packed-journey.ts'
import { root } from './places.ts'
import { smoke } from './smoke.ts'

assertNodeVersion()
const { values } = parseArgs({
  options: { dir: { type: 'boolean', default: false }, smoke: { type: 'boolean', default: false } },
})
const electron = await findElectron()
await buildAll({ legacy: electron.legacy })
// electron-builder would fetch one; the one of npm is in the lock file.
process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= sevenZip.path7za
// npm's archive keeps no right to run it.
await chmod(sevenZip.path7za, 0o755)
await build({
  projectDir: root,
  dir: values.dir,
  publish: 'never',
  config: await writeConfig(electron),
})
const program = await packedProgram(electron.legacy)
await checkPacked(program, { standIn: electron.legacy })
console.log('the package holds what it should: fuses, hashes, licences')
if (values.smoke) {
  const display = await openDisplay()
  try {
    await smoke(program, display?.name)
    // On macOS a changed copy would have to be signed anew.
    if (process.platform === 'linux') await runPackedJourney(program, display?.name)
  } finally {
    await display?.end()
  }
  console.log('the packed program showed its window and quit')
}

/** In a file: given as a value it would be merged into the configuration for release. */
async function writeConfig(runtime: ElectronRuntime): Promise<string> {
  const file = join(root, '.cache', 'builder.json')
  const config = runtime.legacy ? standInConfig(runtime) : releaseConfig()
  await mkdir(join(root, '.cache'), { recursive: true })
  await writeFile(file, JSON.stringify(config, undefined, 2))
  return file
}

/** `REVERIE_UPDATE_FEED`: where copies look for newer versions; without it they do not look. */
function releaseConfig(): Configuration {
  const url = process.env['REVERIE_UPDATE_FEED'] ?? ''
  const publish = url === '' ? null : ({ provider: 'generic', url } as const)
  return { extends: join(root, 'electron-builder.yml'), publish }
}

/** The legacy build with its own database; with the fuses that Electron 22 knows. */
function standInConfig({ folder, version }: ElectronRuntime): Configuration {
  const database = ['libsql', '@libsql/*', '@neon-rs/load', 'detect-libc'].map((name) => `${name}/**`)
  return {
    appId: 'reverie.stand-in',
    productName: 'Reverie',
    directories: { app: 'dist/legacy', output: 'release/stand-in', buildResources: 'build' },
    files: ['**/*', '!**/*.map', '!node_modules/**'],
    // Beside app.asar, where Node looks after it has found nothing inside.
    extraResources: [
      { from: 'node_modules', to: 'node_modules', filter: database },
      { from: 'LICENSE', to: 'LICENSE.txt' },
      { from: 'dist/THIRD-PARTY-NOTICES.txt', to: 'THIRD-PARTY-NOTICES.txt' },
    ],
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
    },
    npmRebuild: false,
    electronDist: folder,
    electronVersion: version,
    linux: { target: ['tar.gz'], executableName: 'reverie', category: 'Network', icon: 'build/icons' },
  }
}

/** The executable in the folder that electron-builder left for this system. */
async function packedProgram(standIn: boolean): Promise<string> {
  const output = join(root, 'release', standIn ? 'stand-in' : '')
  const inside = {
    linux: ['reverie'],
    win32: ['Reverie.exe'],
    darwin: ['Reverie.app/Contents/MacOS/Reverie'],
  }[process.platform as 'linux' | 'win32' | 'darwin']
  for (const folder of await readdir(output)) {
    const found = inside.map((path) => join(output, folder, path)).find((path) => existsSync(path))
    if (found !== undefined) return found
  }
  throw new Error(`no packed program in ${output}`)
}
