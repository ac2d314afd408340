// Shows the demo's profile in the app: in a window where there is a screen and an Electron for it, else as a web page.
// Builds what is missing.

import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Output } from '../../headless/terminal/output.ts'
import { jsonLines, startCli } from '../../testing/cli/cli-process.ts'
import { buildAll } from '../build.ts'
import { findElectron, type ElectronRuntime } from '../electron-runtime.ts'
import { root } from '../places.ts'

/** Resolves when it is open; the child ends when the window is closed or it is asked to. */
export async function openApp(profile: string, output: Output): Promise<ChildProcess> {
  const runtime = hasScreen() ? await electronOrReason() : 'there is no screen'
  await buildWhatIsMissing(typeof runtime !== 'string' && runtime.legacy)
  if (typeof runtime !== 'string') {
    output.result(`The window shows the same profile. Press Ctrl-C here to end the demo.`)
    return startWindow(runtime, profile)
  }
  const host = startCli(['serve', '--port', '0', '--json'], { profile })
  const stdout = await host.said(/"listening".*\n/)
  output.result(`No window here (${runtime}). Open the same app in a browser:`)
  output.result(`  ${String(jsonLines({ stdout })[0]?.['url'])}`)
  output.result('The link opens one browser, once. Press Ctrl-C here to end the demo.')
  return host.process
}

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some(
    (name) => name !== undefined && name !== '',
  )
}

async function electronOrReason(): Promise<ElectronRuntime | string> {
  try {
    return await findElectron()
  } catch {
    return 'no Electron runs here'
  }
}

/** Builds once; a build that is there is taken as it is. */
export async function buildWhatIsMissing(legacy: boolean): Promise<void> {
  const needed = [
    'dist/renderer/index.html',
    ...(legacy ? ['dist/legacy/package.json'] : ['dist/main/index.cjs']),
  ]
  if (needed.every((path) => existsSync(join(root, path)))) return
  await buildAll({ legacy })
}

function startWindow(runtime: ElectronRuntime, profile: string): ChildProcess {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = runtime.folder
  const executable = createRequire(import.meta.url)('electron') as unknown as string
  const program = runtime.legacy ? join(root, 'dist', 'legacy') : root
  const rootSwitch = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return spawn(executable, [...rootSwitch, program, '--profile', profile], { stdio: 'ignore' })
}
