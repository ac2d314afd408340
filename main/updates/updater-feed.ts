// electron-updater behind our feed: it knows each system's installer and checks every file against the description. What
// it would do by itself (download, install on quit, tell the server who asks) is switched off here.

import { CancellationToken, type AppUpdater, type UpdateInfo } from 'electron-updater'
import type { Logger } from '../../core/ports/logger.ts'
import type { Release, UpdateProblem } from '../../contract/update-treaty.ts'
import { descriptionShape, isOurs } from './signature.ts'
import { UpdateError, type Feed } from './updates.ts'

export interface UpdaterFeedParts {
  readonly updater: AppUpdater
  /** How the files end that this system installs: a description lists those of all package forms. */
  readonly ending: '.AppImage' | '.exe' | '.zip'
  /** As Node names it. */
  readonly arch: string
  /** Whose signature counts; see signature.ts. */
  readonly key: string
  readonly logger: Logger
}

export function createUpdaterFeed(parts: UpdaterFeedParts): Feed {
  const { updater, logger } = parts
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.autoRunAppAfterInstall = true
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  // Of itself it sends a number that tells one copy from the others. Who is in the first wave is decided here all the same.
  updater.requestHeaders = { 'x-user-staging-id': 'none' }
  updater.logger = toLogger(logger)
  // Every failure reaches us as a rejection too; without a listener an emitter throws.
  updater.on('error', () => undefined)
  return {
    check: async () => {
      const result = await updater.checkForUpdates().catch(explain('unreachable'))
      if (result === null || !result.isUpdateAvailable) return undefined
      return toRelease(result.updateInfo, parts)
    },
    download: (onProgress) => {
      const token = new CancellationToken()
      const listen = ({ transferred }: { transferred: number }) => onProgress(transferred)
      updater.on('download-progress', listen)
      const done = updater
        .downloadUpdate(token)
        .then(() => undefined, explain('interrupted'))
        .finally(() => updater.removeListener('download-progress', listen))
      return { done, cancel: () => token.cancel() }
    },
    install: () => {
      const failed: unknown[] = []
      const listen = (error: unknown) => failed.push(error)
      updater.on('error', listen)
      updater.quitAndInstall(false, true)
      updater.removeListener('error', listen)
      if (failed.length > 0) throw new UpdateError('disk', failed[0])
    },
  }
}

function toRelease(info: UpdateInfo, { key, ending, arch }: UpdaterFeedParts): Release {
  const read = descriptionShape.safeParse(info)
  if (!read.success) throw new UpdateError('untrusted', read.error)
  if (!isOurs(read.data, key)) throw new UpdateError('untrusted')
  const { version, releaseNotes, files } = read.data
  const fitting = files.filter(({ url }) => url.endsWith(ending))
  const own = fitting.find(({ url }) => url.includes(arch)) ?? fitting[0]
  return { version, notes: releaseNotes, sizeBytes: own?.size }
}

const offline = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ERR_UPDATER_CHANNEL_FILE_NOT_FOUND', 'ERR_INTERNET_DISCONNECTED', 'ERR_NAME_NOT_RESOLVED'],
])
const full = new Set(['ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EDQUOT'])

/** `lost`: what a connection that cannot be had or breaks means at this step. */
function explain(lost: UpdateProblem): (error: unknown) => never {
  return (error) => {
    throw new UpdateError(problemOf(error, lost), error)
  }
}

function problemOf(error: unknown, lost: UpdateProblem): UpdateProblem {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'corrupt'
  if (offline.has(code) || message.startsWith('net::')) return lost
  if (full.has(code)) return 'disk'
  if (code === 'ERR_UPDATER_INVALID_UPDATE_INFO' || code === 'ERR_UPDATER_INVALID_VERSION') return 'untrusted'
  return /aborted|ECONNRESET|socket hang up|timed out/i.test(`${code} ${message}`) ? lost : 'other'
}

function toLogger(logger: Logger) {
  const line = (level: 'debug' | 'info' | 'warn' | 'error') => (message?: unknown) =>
    logger.log(level === 'info' ? 'debug' : level, 'updater', {
      said: String(message).split('\n')[0] ?? '',
    })
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}
