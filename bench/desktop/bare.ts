// An Electron that does nothing at all, as a floor to measure ours against: no window, no timer, no network.

import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findElectron } from '../../scripts/electron-runtime.ts'

export interface BareParts {
  /** For its two files and its profile. */
  readonly folder: string
  readonly display: string | undefined
}

export interface BareRun {
  readonly pid: number
  kill(): Promise<void>
}

const program = `const { app } = require('electron')
app.on('window-all-closed', () => {})
`

/** Undefined where nobody could look at its processes. */
export async function startBare({ folder, display }: BareParts): Promise<BareRun | undefined> {
  if (process.platform !== 'linux') return undefined
  const electron = await findElectron()
  const place = join(folder, 'bare')
  await mkdir(place, { recursive: true })
  await writeFile(
    join(place, 'package.json'),
    JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' }),
  )
  await writeFile(join(place, 'main.cjs'), program)
  const rootSwitch = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(join(electron.folder, 'electron'), [...rootSwitch, place], {
    stdio: 'ignore',
    env: {
      ...process.env,
      XDG_CONFIG_HOME: place,
      ...(display === undefined ? {} : { DISPLAY: display }),
    },
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
