// Opening and showing files for a process without a window of its own, by the program that each system has for that.

import { lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail } from '../core/model/failure.ts'
import type { ProgramJob } from '../core/ports/after-actions.ts'
import { mayOpen, mayOpenFolder } from './open-rule.ts'
import { launchProgram } from './run-program.ts'
import type { Shell } from './shell.ts'

type System = 'win32' | 'darwin' | 'other'

/** `start` runs a program; tests hand in another. */
export function createSystemDesktop(
  platform: NodeJS.Platform = process.platform,
  start: (job: ProgramJob) => Promise<void> = launchProgram,
): Pick<Shell, 'openFile' | 'reveal'> {
  const system: System = platform === 'win32' || platform === 'darwin' ? platform : 'other'
  const tell = (path: string, [command, ...args]: readonly [string, ...string[]]) =>
    start({ command, args, folder: dirname(path), variables: {} })
  const kindOf = async (path: string) => {
    const facts = await lstat(path).catch(() => undefined)
    if (facts === undefined) throw fail('not-found', 'the file is no longer there')
    return facts
  }
  const reveal = async (path: string) => {
    await kindOf(path)
    await tell(path, revealers[system](path))
  }
  return {
    reveal,
    openFile: async (path) => {
      const facts = await kindOf(path)
      const executable = platform !== 'win32' && (facts.mode & 0o111) !== 0
      const isFit = facts.isDirectory() ? mayOpenFolder(path) : facts.isFile() && mayOpen(path, executable)
      await (isFit ? tell(path, [openers[system], path]) : reveal(path))
    },
  }
}

const openers: Record<System, string> = { win32: 'explorer.exe', darwin: 'open', other: 'xdg-open' }

const revealers: Record<System, (path: string) => readonly [string, ...string[]]> = {
  win32: (path) => ['explorer.exe', `/select,${path}`],
  darwin: (path) => ['open', '-R', path],
  // There is no common word for "show this file": its folder is what every desktop can show.
  other: (path) => ['xdg-open', dirname(path)],
}
