// `npm run package`: builds, then packs for this system. `--dir` makes only the unpacked folder; `--smoke` starts the
// packed program once. Where no Electron for release runs, the stand-in is packed instead, to test the packing; such a
// package stays in release/stand-in and is nobody's download.

import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build, type Configuration } from 'electron-builder'
import { buildAll } from './build.ts'
import { openDisplay } from './display.ts'
import { findElectron, type ElectronRuntime } from './electron-runtime.ts'
import { assertNodeVersion } from './node-version.ts'
import { root } from './places.ts'
import { smoke } from './smoke.ts'

assertNodeVersion()
const { values } = parseArgs({
  options: { dir: { type: 'boolean', default: false }, smoke: { type: 'boolean', default: false } },
})
const electron = await findElectron()
await buildAll({ legacy: electron.legacy })
await build({
  projectDir: root,
  dir: values.dir,
  publish: 'never',
  config: electron.legacy ? await writeStandInConfig(electron) : 'electron-builder.yml',
})
if (values.smoke) {
  const display = await openDisplay()
  try {
    await smoke(await packedProgram(electron.legacy), display?.name)
  } finally {
    await display?.end()
  }
  console.log('the packed program showed its window and quit')
}

/** In a file: given as a value it would be merged into the configuration for release. */
async function writeStandInConfig(runtime: ElectronRuntime): Promise<string> {
  const file = join(root, '.cache', 'stand-in-builder.json')
  await mkdir(join(root, '.cache'), { recursive: true })
  await writeFile(file, JSON.stringify(standInConfig(runtime), undefined, 2))
  return file
}

/** The legacy build with its own database; without fuses, which Electron 22 knows only in part. */
function standInConfig({ folder, version }: ElectronRuntime): Configuration {
  const database = ['libsql', '@libsql/*', '@neon-rs/load', 'detect-libc'].map((name) => `${name}/**`)
  return {
    appId: 'reverie.stand-in',
    productName: 'Reverie',
    directories: { app: 'dist/legacy', output: 'release/stand-in', buildResources: 'build' },
    files: ['**/*', '!**/*.map', '!node_modules/**'],
    // Beside app.asar, where Node looks after it has found nothing inside.
    extraResources: [{ from: 'node_modules', to: 'node_modules', filter: database }],
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
