// How main, preload and renderer become dist/. With LEGACY_RUNTIME=1 the same sources become dist/legacy/ for Electron 22,
// which is the only one that some closed networks offer to the tests; that build is never shipped.

import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin, UserConfig } from 'vite'
import { eventNames, requestNames } from './contract/requests.ts'
import { eventChannel, requestChannel } from './main/ipc/channels.ts'
import { recordPackages } from './scripts/bundled-packages.ts'

const legacy = process.env['LEGACY_RUNTIME'] === '1'
const root = import.meta.dirname
const out = join(root, 'dist', legacy ? 'legacy' : '')

// electron-vite picks the syntax level of Node and Chrome from this number.
if (legacy) process.env['ELECTRON_MAJOR_VER'] = '22'

/** Chrome's major version in the upper half, as lightningcss counts. */
const cssTargets = { chrome: (legacy ? 108 : 152) << 16 }

/** What ships is listed; the build for tests never does. */
const listed = (bundle: string): Plugin[] => (legacy ? [] : [recordPackages(root, bundle)])

/** CommonJS on both: a sandboxed preload cannot be anything else, and Electron 22 has no module main. */
const bundle = (entry: string): NonNullable<UserConfig['build']> => ({
  outDir: join(out, entry),
  emptyOutDir: true,
  sourcemap: true,
  lib: { entry: join(root, entry, 'index.ts'), formats: ['cjs'], fileName: () => 'index.cjs' },
  rolldownOptions: {
    external: [legacy ? 'libsql' : 'better-sqlite3'],
    // Without blanks and comments, which are half of it; names stay, for traces in the log.
    output: {
      codeSplitting: false,
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    },
  },
})

/** Makes what old Chrome lacks the first import of the page; the main process gets its share from scripts/build.ts. */
function startWithLegacyRuntime(): Plugin[] {
  if (!legacy) return []
  const entries = ['app/main.tsx', 'features/tray/main.tsx'].map((entry) => join(root, 'renderer', entry))
  const first = JSON.stringify(join(root, 'scripts', 'legacy-runtime', 'page.ts'))
  return [
    {
      name: 'start-with-legacy-runtime',
      enforce: 'pre',
      transform: (code, id) =>
        entries.includes(id) ? { code: `import ${first}\n${code}`, map: null } : null,
    },
  ]
}

export default defineConfig({
  main: {
    plugins: listed('main'),
    // Whoever packs a release says whose signature makes a newer version one of ours; without it there are no updates.
    define: { __UPDATE_KEY__: JSON.stringify(process.env['REVERIE_UPDATE_KEY'] ?? '') },
    build: { ...bundle('main'), externalizeDeps: false },
    resolve: { alias: legacy ? { 'better-sqlite3': join(root, 'scripts/legacy-runtime/sqlite.ts') } : {} },
  },
  preload: {
    plugins: listed('preload'),
    build: { ...bundle('preload'), externalizeDeps: false },
    // The names alone: the parsers they belong to stay out of the page's process.
    define: {
      __TREATY__: JSON.stringify({
        requests: requestNames,
        events: eventNames,
        requestChannel,
        eventChannel,
      }),
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react(), ...startWithLegacyRuntime(), ...listed('renderer')],
    css: { transformer: 'lightningcss', lightningcss: { targets: cssTargets } },
    build: {
      outDir: join(out, 'renderer'),
      emptyOutDir: true,
      minify: true,
      rolldownOptions: {
        input: { index: join(root, 'renderer', 'index.html'), tray: join(root, 'renderer', 'tray.html') },
      },
    },
  },
})
