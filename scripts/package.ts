// `npm run package`: builds, packs for this system and reads back what the package has to hold. `--dir` makes only the
// unpacked folder, `--archive` (on Linux) that and a quickly packed tar.gz; `--smoke` starts the packed program once, and on
// Linux drives it through a download: out of the archive where there is one. `--built` takes what `npm test` has just built.
// `--twice` packs again and compares the bytes. Where no Electron for release runs, the stand-in is packed instead, to test the packing; such a package stays in
// release/stand-in and is nobody's download.

import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import sevenZip from '7zip-bin'
import { build, type Configuration } from 'electron-builder'
import { buildAll } from './build.ts'
import { openDisplay } from './display.ts'
import { findElectron, type ElectronRuntime } from './electron-runtime.ts'
import { assertNodeVersion } from './node-version.ts'
import { checkPacked, resourcesOf } from './packed-facts.ts'
import { runPackedJourney } from './packed-journey.ts'
import { packedOutput, packedProgram } from './packed-place.ts'
import { root } from './places.ts'
import { smoke } from './smoke.ts'
import { makeSteady, sourceDate, unpackArchive } from './steady-archive.ts'

assertNodeVersion()
const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    archive: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
  },
})
if (values.archive && process.platform !== 'linux') throw new Error('--archive is for Linux')
const electron = await findElectron()
if (!values.built) await buildAll({ legacy: electron.legacy })
// electron-builder would fetch one; the one of npm is in the lock file.
process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= sevenZip.path7za
// npm's archive keeps no right to run it.
await chmod(sevenZip.path7za, 0o755)
if (values.archive) process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ??= '1'
await pack()
const output = packedOutput(electron.legacy)
const archives = values.dir ? [] : await steadyArchives(output)
const program = packedProgram(output)
if (program === undefined) throw new Error(`no packed program for ${process.arch} in ${output}`)
await checkPacked(program, { standIn: electron.legacy })
if (values.twice) await packAgain(program)
console.log('the package holds what it should: fuses, hashes, licences')
if (values.smoke) await tryOut(program)

async function pack(): Promise<void> {
  await build({
    projectDir: root,
    dir: values.dir,
    publish: 'never',
    config: await writeConfig(electron),
    ...(values.archive ? { linux: ['tar.gz'], [process.arch]: true } : {}),
  })
}

/** The same sources have to become the same bytes. */
async function packAgain(packed: string): Promise<void> {
  const files = [join(resourcesOf(packed), 'app.asar'), ...archives]
  const before = await Promise.all(files.map(sha256))
  await buildAll({ legacy: electron.legacy })
  await pack()
  await steadyArchives(output)
  const after = await Promise.all(files.map(sha256))
  const unlike = files.filter((_, at) => before[at] !== after[at]).map((path) => basename(path))
  if (unlike.length > 0) throw new Error(`packed twice, and not the same: ${unlike.join(', ')}`)
  console.log(`packed twice, the same bytes: ${files.map((path) => basename(path)).join(', ')}`)
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

/** As people get it: unpacked from an archive where one was made for this processor. */
async function tryOut(packed: string): Promise<void> {
  const display = await openDisplay()
  const work = await mkdtemp(join(root, '.cache', 'unpacked-'))
  try {
    const archive = archives.find((name) => electron.legacy || name.includes(process.arch))
    const folder = archive === undefined ? dirname(packed) : await unpackArchive(archive, work)
    const mine = join(folder, basename(packed))
    if (archive !== undefined) await checkPacked(mine, { standIn: electron.legacy })
    await smoke(mine, display?.name)
    console.log(
      `${archive === undefined ? 'the packed program' : basename(archive)} showed its window and quit`,
    )
    // On macOS a changed copy would have to be signed anew.
    if (process.platform === 'linux') await runPackedJourney(mine, display?.name)
  } finally {
    await display?.end()
    await rm(work, { recursive: true, force: true })
  }
}

async function steadyArchives(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tar.gz'))
  const level = values.archive ? 1 : 9
  for (const name of names) {
    await makeSteady(join(folder, name), { atSeconds: sourceDate(process.env), level })
  }
  return names.map((name) => join(folder, name))
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
