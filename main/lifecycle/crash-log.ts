// The last resort for errors that nobody caught. They are written down and the program goes on: the state on the disk is
// never ahead of the bytes, so going on cannot damage a file, while ending would stop every transfer for one mistake.

import type { App } from 'electron'
import type { Logger } from '../../core/ports/logger.ts'

export function installCrashLog(app: App, logger: Logger): void {
  const note = (what: string) => (error: unknown) =>
    logger.log('error', what, {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  process.on('uncaughtException', note('an error that nobody caught'))
  process.on('unhandledRejection', note('a rejection that nobody handled'))
  // Chromium starts a child process that died anew, for ever if need be: the first of each kind tells enough.
  const told = new Set<string>()
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason === 'clean-exit' || told.has(type)) return
    told.add(type)
    logger.log('warn', 'a child process is gone', { type, reason, exitCode })
  })
}
