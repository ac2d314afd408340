// Starts the program that the owner named for the end of a batch: its file with an argument array, never a shell, so that
// nothing in a name means anything. It hears and says nothing, and learns of our environment only what every program needs.

import { spawn } from 'node:child_process'
import { fail } from '../core/model/failure.ts'
import type { ProgramJob } from '../core/ports/after-actions.ts'

/** What a program needs to find itself, its user and the screen. Nothing that people keep secrets in. */
const passedOn: ReadonlySet<string> = new Set(
  [
    'PATH HOME USER LOGNAME SHELL LANG LANGUAGE TZ TMPDIR TEMP TMP',
    'DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS DESKTOP_SESSION',
    'XDG_RUNTIME_DIR XDG_SESSION_TYPE XDG_CURRENT_DESKTOP XDG_DATA_DIRS XDG_CONFIG_DIRS XDG_DATA_HOME XDG_CONFIG_HOME',
    'SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERNAME USERPROFILE HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA',
    'PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 PUBLIC ALLUSERSPROFILE NUMBER_OF_PROCESSORS OS',
  ]
    .join(' ')
    .split(' '),
)

export function programEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(own).filter(
    (entry): entry is [string, string] =>
      // Windows writes names in any case.
      entry[1] !== undefined && (passedOn.has(entry[0].toUpperCase()) || entry[0].startsWith('LC_')),
  )
  return { ...Object.fromEntries(kept), ...variables }
}

/** Resolves with the exit code or the signal that ended it. Fails `not-found` or `disk-denied` where it does not start. */
export function runProgram(job: ProgramJob): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawnQuietly(job, { detached: false })
    child.once('error', (error) => reject(startFailure(error)))
    child.once('exit', (code, signal) => resolve(signal ?? String(code ?? 0)))
  })
}

/** Resolves once it runs; it lives on by itself, whatever becomes of us. */
export function launchProgram(job: ProgramJob): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnQuietly(job, { detached: true })
    child.once('error', (error) => reject(startFailure(error)))
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}

function spawnQuietly({ command, args, folder, variables }: ProgramJob, options: { detached: boolean }) {
  return spawn(command, args, {
    cwd: folder,
    env: programEnvironment(process.env, variables),
    shell: false,
    stdio: 'ignore',
    windowsHide: true,
    ...options,
  })
}

function startFailure(error: NodeJS.ErrnoException): Error {
  const kind = error.code === 'ENOENT' ? 'not-found' : 'disk-denied'
  return fail(kind, `the program cannot be started: ${error.code ?? 'unknown'}`)
}
