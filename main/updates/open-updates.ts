// Newer versions for this copy of the program: none, or electron-updater for the system it runs on.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { Logger } from '../../core/ports/logger.ts'
import { noUpdates, type Updates } from '../../host/update-handlers.ts'
import { after, every } from '../timers.ts'
import { whyOff } from './package-kind.ts'
import { createUpdaterFeed } from './updater-feed.ts'
import { createUpdates } from './updates.ts'

/** Set by the build: a public Ed25519 key in SPKI form, Base64, or nothing. */
declare const __UPDATE_KEY__: string

export interface OpenUpdatesParts {
  readonly logger: Logger
  readonly isWanted: () => boolean
}

export interface OpenedUpdates extends Updates {
  /** True where an installer has taken over the end of the program. */
  finish(): boolean
  dispose(): void
}

export async function openUpdates({ logger, isWanted }: OpenUpdatesParts): Promise<OpenedUpdates> {
  const { platform, env, resourcesPath, execPath } = process
  const packageType = join(resourcesPath, 'package-type')
  const reason = whyOff({
    isPackaged: app.isPackaged,
    platform,
    env,
    packageType: existsSync(packageType) ? readFileSync(packageType, 'utf8').trim() : undefined,
    hasUninstaller: existsSync(join(dirname(execPath), `Uninstall ${app.getName()}.exe`)),
    hasFeed: existsSync(join(resourcesPath, 'app-update.yml')),
    key: __UPDATE_KEY__,
  })
  if (reason !== undefined) return { ...noUpdates(reason), finish: () => false, dispose: () => undefined }
  const { updater, ending } = await updaterFor(platform)
  const feed = createUpdaterFeed({ updater, ending, arch: process.arch, key: __UPDATE_KEY__, logger })
  const updates = createUpdates({
    feed: {
      ...feed,
      install: () => {
        // The new version starts before this one has ended, and has to be the first on the profile.
        app.releaseSingleInstanceLock()
        feed.install()
      },
    },
    nowMs: () => Date.now(),
    ...{ after, every, isWanted },
    quit: () => app.quit(),
    report: (what, error) => logger.log('warn', `${what} failed`, { reason: String(error) }),
  })
  return {
    ...updates,
    finish: () => {
      if (updates.state().kind !== 'installing') return false
      if (updates.finish()) return true
      app.relaunch()
      return false
    },
  }
}

async function updaterFor(
  platform: string,
): Promise<{ updater: AppUpdater; ending: '.AppImage' | '.exe' | '.zip' }> {
  const { AppImageUpdater, MacUpdater, NsisUpdater } = await import('electron-updater')
  if (platform === 'win32') return { updater: new NsisUpdater(), ending: '.exe' }
  if (platform === 'darwin') return { updater: new MacUpdater(), ending: '.zip' }
  return { updater: new AppImageUpdater(), ending: '.AppImage' }
}
