// The running program, as a table of contents: policies, windows, host, desktop, and how it ends. Each step is in the file
// it is imported from.

import { join } from 'node:path'
import {
  app,
  dialog,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  safeStorage,
  screen,
  session,
  shell as system,
} from 'electron'
import type { Logger } from '../core/ports/logger.ts'
import type { DesktopPlace } from '../contract/desktop-treaty.ts'
import type { AddressInbox } from '../host/address-inbox.ts'
import { environmentProxies } from '../host/environment-proxies.ts'
import type { Host } from '../host/host.ts'
import type { Shell } from '../host/shell.ts'
import { takeProfile, type ProfileTaken } from '../host/take-profile.ts'
import type { DeskLanguage, DeskWords } from '../words/desk-words.ts'
import { readHandedOver } from './command-line.ts'
import { preloadFile, rendererFolder, windowIcon } from './files.ts'
import { openIpc } from './ipc/gate.ts'
import { systemProxies } from './network/system-proxies.ts'
import { watchNetwork } from './lifecycle/network.ts'
import { openOrAsk } from './lifecycle/open-or-ask.ts'
import { askNetworkManager, watchPower, type SystemPower } from './lifecycle/power.ts'
import { takenWords } from './lifecycle/start-failure.ts'
import { createQuit, type Quit } from './lifecycle/quit.ts'
import { menuTemplate, type MenuParts } from './menu.ts'
import { openDesktop, type Desktop } from './open-desktop.ts'
import { createPageServer, pageAddress } from './security/app-scheme.ts'
import { servePages } from './security/serve-pages.ts'
import { installSessionPolicy, trustedOrigins } from './security/policy.ts'
import type { ForeignSessions } from './security/sign-in-policy.ts'
import { webAddress } from './security/web-address.ts'
import { createShell } from './shell.ts'
import { openJsonStore } from './stores/json-store.ts'
import { osCipher } from './stores/os-cipher.ts'
import { createOsVault } from './stores/os-vault.ts'
import { createSettingsStore } from './stores/settings-store.ts'
import { after, every } from './timers.ts'
import { openUpdates } from './updates/open-updates.ts'
import { createMainWindow, type MainWindow, type MainWindowParts } from './windows/main-window.ts'
import type { Rectangle } from './windows/place.ts'
import { showSignIn } from './windows/sign-in-window.ts'
import { offerTextMenu } from './windows/text-menu.ts'
import { trayPlace } from './windows/tray-place.ts'
import { createTrayWindow, type TrayWindow } from './windows/tray-window.ts'

export interface RunParts {
  readonly profile: string
  readonly logger: Logger
  readonly inbox: AddressInbox
  readonly hidden: boolean
  readonly quick: boolean
  /** Sessions of sites' own sign-in pages. */
  readonly foreign: ForeignSessions
  readonly language: DeskLanguage
}

/** Where electron-vite serves the renderer while we develop. */
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

export async function run(parts: RunParts): Promise<void> {
  const { profile, logger, inbox, language } = parts
  const origins = trustedOrigins(app.isPackaged, devServer)
  installSessionPolicy(session.defaultSession, origins)
  /** Once the host is there. */
  const opened: { host?: Host; desktop?: Desktop } = {}
  servePages(session.defaultSession, {
    page: createPageServer(rendererFolder),
    remote: (request) => opened.host?.serveRemote(request) ?? Promise.resolve(undefined),
    report: (error) => logger.log('error', 'a page could not be served', { error: String(error) }),
  })
  const { store, repair } = openJsonStore({ profile, name: 'settings', logger })
  const settings = createSettingsStore(store)
  language.choose(settings.settings().language)
  offerTextMenu(app, language.words)
  const updates = await openUpdates({ logger, isWanted: () => settings.settings().desktop.lookForUpdates })
  const quit = createQuit({
    after,
    end: () => {
      if (!updates.finish()) app.exit(0)
    },
    report: (party, error) => logger.log('error', 'did not end well', { party, error: String(error) }),
  })
  // Whoever quits while it starts is heard too.
  listenForQuit(quit)
  /** Closing the window ends the program where nobody wants it in the tray. */
  const onClose = () => {
    if (quit.state() !== 'running') return 'close'
    if (settings.settings().desktop.keepInTray) return 'hide'
    app.quit()
    return 'close'
  }
  const windows = openWindows({ profile, logger, onClose })
  const pages = () => [...windows.main.pages(), ...windows.tray.pages()]
  const ipc = openIpc({ logger, pages, trustedOrigins: origins })
  // Its page loads while the host is being opened.
  if (!parts.quick && !parts.hidden) windows.main.prepare()
  const goTo = (place: DesktopPlace) => {
    windows.main.show()
    opened.host?.places.ask(place)
  }
  const power = await watchPower({
    monitor: powerMonitor,
    askMetered: () => askNetworkManager(process.platform),
    wantsMetered: () => settings.settings().desktop.pauseOnMetered,
    ...{ after, every },
  })
  const cipher = osCipher(safeStorage)
  const shell = openShell({
    ...{ windows, power, foreign: parts.foreign, language, plainVault: cipher === undefined },
    desktop: () => opened.desktop,
  })
  const open = () =>
    takeProfile({
      ...{ profile, inbox, settings, settingsRepair: repair, logger, power, shell, updates },
      local: { face: 'desktop' },
      whenDone: { quit: () => app.quit(), byPage: true },
      desk: { show: windows.main.show, hideTray: windows.tray.hide, quit: () => app.quit() },
      vault: createOsVault({ path: join(profile, 'vault.json'), cipher, logger }),
      network: watchNetwork({ net, powerMonitor, after, isBusy: () => isBusy(opened.host) }),
      proxyOf: systemProxies({
        environment: environmentProxies(process.env),
        session: session.defaultSession,
        now: () => performance.now(),
      }),
    })
  listenToSystem({ window: windows.main, trayWindow: windows.tray, inbox })
  const opening = openOrAsk(open, (taken) => askAgain(taken, language.words()))
  quit.join('window', () => Promise.resolve(windows.main.remember()))
  quit.join('host', async () => {
    ipc.close()
    opened.desktop?.dispose()
    power.dispose()
    updates.dispose()
    windows.tray.close()
    await (await opening)?.close()
  })
  const host = await opening
  if (host === undefined) return app.exit(0)
  if (quit.state() !== 'running') return
  const { main: window, tray: trayWindow, onTrayMade } = windows
  const desktop = openDesktop({
    ...{ host, shell, window, trayWindow, logger, goTo, onTrayMade, language },
  })
  Object.assign(opened, { host, desktop })
  ipc.open(host)
  const saveDiagnostics = () =>
    void host.saveDiagnostics().catch((error: unknown) => {
      logger.log('warn', 'the diagnostics could not be written', { error: String(error) })
      const words = language.words()
      dialog.showErrorBox(words('desk.diagnostics.failed'), words('desk.diagnostics.help'))
    })
  followMenu(language, { goTo, saveDiagnostics })
  host.engine.start()
  if (parts.quick) trayWindow.toggle()
  else if (!parts.hidden) window.show()
}

/** Behind a page until it has drawn itself. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#292929' : '#ffffff')

interface Windows {
  readonly main: MainWindow
  readonly tray: TrayWindow
  readonly onTrayMade: (bounds: () => Rectangle) => void
}

type WindowSurroundings = Pick<RunParts, 'profile' | 'logger'> & Pick<MainWindowParts, 'onClose'>

function openWindows({ profile, logger, onClose }: WindowSurroundings): Windows {
  let iconBounds = (): Rectangle => ({ x: 0, y: 0, width: 0, height: 0 })
  const main = createMainWindow({
    ...{ preload: preloadFile, icon: windowIcon, background, after },
    page: pageAddress('index', devServer),
    places: openJsonStore({ profile, name: 'window', logger }).store,
    onClose,
    onCrash: (reason) => logger.log('error', 'the page crashed', { reason }),
  })
  const tray = createTrayWindow({
    ...{ preload: preloadFile, background, after },
    page: pageAddress('tray', devServer),
    place: () => {
      const icon = iconBounds()
      const near = icon.width > 0 ? screen.getDisplayMatching(icon) : screen.getPrimaryDisplay()
      return trayPlace(icon, near.workArea, process.platform === 'win32' ? 'bottom' : 'top')
    },
  })
  return { main, tray, onTrayMade: (bounds) => void (iconBounds = bounds) }
}

interface ShellSurroundings {
  readonly windows: Windows
  readonly power: SystemPower
  readonly plainVault: boolean
  readonly foreign: ForeignSessions
  readonly desktop: () => Desktop | undefined
  readonly language: DeskLanguage
}

function openShell({ windows, power, plainVault, foreign, desktop, language }: ShellSurroundings): Shell {
  const { current } = windows.main
  return createShell({
    ...{ version: app.getVersion(), plainVault, dialog, desktop: system, window: current },
    showSignIn: (page, signal) =>
      showSignIn(
        { ...{ foreign, parent: current, icon: windowIcon, background, openOutside }, words: language.words },
        { page, signal },
      ),
    facts: () => ({
      tellsMetered: power.tellsMetered(),
      shortcut: desktop()?.shortcut.state() ?? 'none',
    }),
    onChanged: (listener) => {
      const stops = [power.onChanged(listener), desktop()?.shortcut.onChanged(listener)]
      return () => stops.forEach((stop) => stop?.())
    },
  })
}

/** Re-serialised: what a page of the web hands over is read before it is handed on. */
function openOutside(url: string): void {
  const address = webAddress(url)
  if (address !== undefined) void system.openExternal(address)
}

function followMenu(language: DeskLanguage, acts: Pick<MenuParts, 'goTo' | 'saveDiagnostics'>): void {
  const { platform } = process
  const set = () => {
    const template = menuTemplate({ ...acts, platform, isPackaged: app.isPackaged, words: language.words() })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  language.onChanged(set)
  set()
}

function isBusy(host: Host | undefined): boolean {
  const counts = host?.engine.queue.totals().byState
  return counts !== undefined && counts.resolving + counts.downloading + counts.finishing + counts.waiting > 0
}

/** There is no window yet to say it in. */
function askAgain(taken: ProfileTaken, words: DeskWords): boolean {
  const answer = dialog.showMessageBoxSync({
    ...{ type: 'warning', message: words('desk.start.taken'), detail: takenWords(taken, words) },
    ...{ buttons: [words('desk.start.again'), words('tray.quit')], cancelId: 1 },
  })
  return answer === 0
}

interface Listening {
  readonly window: MainWindow
  readonly trayWindow: TrayWindow
  readonly inbox: AddressInbox
}

function listenToSystem({ window, trayWindow, inbox }: Listening): void {
  app.on('second-instance', (...given) => {
    const { addresses, quick } = readHandedOver(given[3])
    if (quick) return trayWindow.toggle()
    inbox.give(addresses)
    window.show()
  })
  app.on('activate', () => window.show())
  inbox.onGiven(() => window.show())
  // Without a window the program lives on in the tray; it ends when somebody says so.
  app.on('window-all-closed', () => undefined)
}

function listenForQuit(quit: Quit): void {
  app.on('before-quit', (event) => {
    if (quit.state() === 'ended') return
    event.preventDefault()
    quit.request()
  })
  powerMonitor.on('shutdown', () => quit.request())
}
