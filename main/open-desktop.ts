// What the desktop gets of a running host: tray, taskbar, notifications, sleep, login, shortcut, clipboard. Each part
// follows the queue and the settings by itself; together they are one disposer.

import {
  app,
  clipboard,
  globalShortcut,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  type Rectangle,
} from 'electron'
import type { Host } from '../host/host.ts'
import type { Logger } from '../core/ports/logger.ts'
import type { Shell } from '../host/shell.ts'
import type { DesktopPlace } from '../contract/desktop-treaty.ts'
import type { DeskLanguage } from '../words/desk-words.ts'
import { watchClipboard } from './clipboard-watch.ts'
import { trayPicturesFor } from './files.ts'
import { keepAwake } from './lifecycle/keep-awake.ts'
import { ownCommand, setLoginItem } from './lifecycle/login-item.ts'
import { followShortcut, type Shortcut } from './lifecycle/shortcut.ts'
import { createNotices } from './notices/notices.ts'
import { createSystemNotices } from './notices/system-notices.ts'
import { followTaskbar } from './taskbar.ts'
import { after, every } from './timers.ts'
import { createTray } from './tray/tray.ts'
import type { MainWindow } from './windows/main-window.ts'
import type { TrayWindow } from './windows/tray-window.ts'
import { followTheme } from './windows/theme.ts'

export interface DesktopParts {
  readonly host: Host
  readonly shell: Shell
  readonly window: MainWindow
  readonly trayWindow: TrayWindow
  readonly logger: Logger
  readonly language: DeskLanguage
  readonly goTo: (place: DesktopPlace) => void
  readonly onTrayMade: (bounds: () => Rectangle) => void
}

export interface Desktop {
  readonly shortcut: Shortcut
  dispose(): void
}

export function openDesktop(parts: DesktopParts): Desktop {
  const { host, window, trayWindow, goTo, language } = parts
  const { queue, settings } = host.engine
  const shortcut = followShortcut(globalShortcut, settings, trayWindow.toggle)
  const disposers = [
    followTheme(nativeTheme, settings),
    settings.onChanged((kept) => language.choose(kept.language)),
    createTray({
      queue,
      activity: host.activity,
      pictures: trayPicturesFor(process.platform),
      platform: process.platform,
      language,
      toggle: trayWindow.toggle,
      show: window.show,
      settings: () => goTo({ kind: 'settings' }),
      quit: () => app.quit(),
      onMade: parts.onTrayMade,
    }),
    followTaskbar({ app, queue, window: window.current }),
    openNotices(parts),
    keepAwake({ blocker: powerSaveBlocker, queue, settings }),
    followLoginItem(parts),
    offerCopiedLinks(parts),
    shortcut.dispose,
  ]
  return { shortcut, dispose: () => disposers.forEach((dispose) => dispose()) }
}

function openNotices({ host, shell, window, logger, language, goTo }: DesktopParts): () => void {
  const { queue, settings } = host.engine
  const tell = (error: unknown) => logger.log('warn', 'a notification led nowhere', { error: String(error) })
  const pathOf = (transferId: string | undefined) => {
    const state = transferId === undefined ? undefined : queue.transfer(transferId)?.state
    return state?.kind === 'completed' ? state.path : undefined
  }
  const show = createSystemNotices({
    notification: Notification,
    words: language.words,
    look: () => goTo({ kind: 'activity' }),
    open: (transferId) => {
      const path = pathOf(transferId)
      if (path !== undefined) shell.openFile(path).catch(tell)
    },
    reveal: ({ transferId, batchId }) => {
      const path =
        pathOf(transferId) ?? (batchId === undefined ? undefined : queue.batch(batchId)?.batch.targetRoot)
      if (path !== undefined) shell.reveal(path).catch(tell)
    },
  })
  return createNotices({
    onAdded: host.activity.onAdded,
    level: () => settings.read().desktop.notices,
    isWatched: () => window.current()?.isFocused() === true,
    words: language.words,
    show,
    after,
  })
}

/** Only when the wish changes: the system's own switch is left alone otherwise. */
function followLoginItem({ host, logger }: DesktopParts): () => void {
  const { settings } = host.engine
  let known = settings.read().desktop.startAtLogin
  return settings.onChanged(({ desktop }) => {
    if (desktop.startAtLogin === known) return
    known = desktop.startAtLogin
    const { platform, env, execPath } = process
    const command = ownCommand({ execPath, appPath: app.getAppPath(), isPackaged: app.isPackaged, env })
    setLoginItem({ app, platform, command, env }, known).catch((error: unknown) =>
      logger.log('warn', 'starting at login could not be changed', { error: String(error) }),
    )
  })
}

/** A notification, and behind it the window that asks: nothing is opened because it was copied. */
function offerCopiedLinks({ host, language, goTo }: DesktopParts): () => void {
  const { accounts, settings } = host.engine
  return watchClipboard({
    // Electron answered at once before it learned to wait.
    read: async () => clipboard.readText(),
    isWanted: () => settings.read().desktop.watchClipboard,
    onWish: (listener) => settings.onChanged(listener),
    knownSites: () => accounts.list().map(({ site }) => site),
    offer: (link) => {
      if (!Notification.isSupported()) return goTo({ kind: 'share', link })
      const notice = new Notification({
        title: language.words()('desk.notice.copied'),
        body: language.words()('desk.notice.copiedHint'),
      })
      notice.on('click', () => goTo({ kind: 'share', link }))
      notice.show()
    },
    every,
  })
}
