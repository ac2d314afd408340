// `npm run build`: everything that ships into dist/, and with --legacy the test build for Electron 22 as well.

import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build, type InlineConfig } from 'vite'
import { recordPackages } from './bundled-packages.ts'
import { must } from './child.ts'
import { writeNotices } from './notices.ts'
import { root } from './places.ts'

const timeoutMs = 5 * 60_000

/** vite sets NODE_ENV for the whole process; whatever runs after the build has to find it as it was. */
async function bundle(config: InlineConfig): Promise<void> {
  const before = process.env['NODE_ENV']
  await build(config)
  if (before === undefined) delete process.env['NODE_ENV']
  else process.env['NODE_ENV'] = before
}

/** Main, preload and renderer by electron.vite.config.ts. */
export async function buildDesktop(legacy: boolean): Promise<void> {
  const command = join(
    createRequire(import.meta.url).resolve('electron-vite/package.json'),
    '../bin/electron-vite.js',
  )
  const env = { ...process.env, LEGACY_RUNTIME: legacy ? '1' : '' }
  await must(process.execPath, [command, 'build', '--logLevel', 'warn'], { cwd: root, env, timeoutMs })
}

/**
 * What turns the legacy build into a program: the missing pieces of Node in a file that runs before the bundle is loaded
 * (a bundle looks at Node's modules as soon as it begins), and a manifest that names the same product.
 */
async function finishLegacy(): Promise<void> {
  const folder = join(root, 'dist', 'legacy')
  await bundle({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: join(folder, 'main'),
      emptyOutDir: false,
      ssr: join(root, 'scripts', 'legacy-runtime', 'node.ts'),
      target: 'node16.17',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'runtime.cjs' } },
    },
    ssr: { noExternal: true },
  })
  await writeFile(join(folder, 'main', 'start.cjs'), "require('./runtime.cjs')\nrequire('./index.cjs')\n")
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
  const { name, productName, desktopName, version, description, author, license } = manifest
  const own = {
    ...{ name, productName, desktopName, version, description, author, license },
    main: 'main/start.cjs',
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify(own, undefined, 2))
}

/** One file for Node, with nothing outside but the native database. */
export async function bundleForNode(
  entry: string,
  file: { folder: string; name: string; ships?: boolean },
): Promise<void> {
  await bundle({
    root,
    configFile: false,
    plugins: file.ships === true ? [recordPackages(root, file.name)] : [],
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: file.folder,
      emptyOutDir: true,
      ssr: entry,
      target: 'node22',
      minify: false,
      rolldownOptions: {
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: file.name, codeSplitting: false },
      },
    },
    ssr: { noExternal: true },
  })
}

/** The command line. */
export function buildHeadless(): Promise<void> {
  const folder = join(root, 'dist', 'headless')
  return bundleForNode(join(root, 'headless', 'reverie.ts'), { folder, name: 'reverie.js', ships: true })
}

export async function buildAll(options: { legacy: boolean }): Promise<void> {
  await buildDesktop(false)
  await buildHeadless()
  await writeNotices()
  if (!options.legacy) return
  await buildDesktop(true)
  await finishLegacy()
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { legacy: { type: 'boolean', default: false } } })
  await buildAll(values)
}
