// The desktop program, as a table of contents: what happens from start to end, in this order. Each step is in the file
// it is imported from.

import { join } from 'node:path'
import { app, dialog, Menu, nativeTheme, net, powerMonitor, safeStorage, session, shell } from 'electron'
import type { Logger } from '../core/ports/logger.ts'
import { createAddressInbox } from '../host/address-inbox.ts'
import { environmentProxies } from '../host/environment-proxies.ts'
import { createFileLogger } from '../host/file-logger.ts'
import type { Host } from '../host/host.ts'
import { defaultProfile, ensureProfile } from '../host/profile.ts'
import type { ServeRemote } from '../host/remote/remote-files.ts'
import { takeProfile } from '../host/take-profile.ts'
import { readCommandLine, readHandedOver } from './command-line.ts'
import { preloadFile, rendererFolder, trayIconFor, windowIcon } from './files.ts'
import { openIpc } from './ipc/gate.ts'
import { installCrashLog } from './lifecycle/crash-log.ts'
import { watchNetwork } from './lifecycle/network.ts'
import { openOrAsk } from './lifecycle/open-or-ask.ts'
import { createQuit, type Quit } from './lifecycle/quit.ts'
import { startFailureWords } from './lifecycle/start-failure.ts'
import { menuTemplate } from './menu.ts'
import { createPageServer, startPage } from './security/app-scheme.ts'
import { registerPageScheme, servePages } from './security/page-protocol.ts'
import { createForeignSessions } from './security/sign-in-policy.ts'
import { webAddress } from './security/web-address.ts'
import { showSignIn } from './windows/sign-in-window.ts'
import { systemProxies } from './network/system-proxies.ts'
import { installAppPolicy, installSessionPolicy, trustedOrigins } from './security/policy.ts'
import { createShell } from './shell.ts'
import { openJsonStore } from './stores/json-store.ts'
import { osCipher } from './stores/os-cipher.ts'
import { createOsVault } from './stores/os-vault.ts'
import { createSettingsStore } from './stores/settings-store.ts'
import { followTheme } from './windows/theme.ts'
import { createMainWindow, type MainWindow } from './windows/main-window.ts'
import { createTray } from './tray/tray.ts'

const appId = 'reverie.desktop'
const commandLine = readCommandLine({ args: process.argv.slice(1), env: process.env, folder: process.cwd() })
const profile = commandLine.profile ?? defaultProfile()
const inbox = createAddressInbox(commandLine.addresses)
/** Sessions of sites' own sign-in pages. */
const foreign = createForeignSessions()
/** Where electron-vite serves the renderer while we develop. */
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

// The lock belongs to the profile's folder, so the folder has to be known before the lock is asked for.
ensureProfile(profile)
app.setPath('userData', profile)
app.setPath('sessionData', join(profile, 'browser'))
if (app.requestSingleInstanceLock({ addresses: commandLine.addresses })) {
  registerPageScheme()
  installAppPolicy(app, shell, foreign.has)
  void app.whenReady().then(start)
} else {
  app.exit(0) // the first instance shows its window, and opens what it was handed
}

async function start(): Promise<void> {
  const logger = createFileLogger(join(profile, 'log'))
  installCrashLog(app, logger)
  app.setAppUserModelId(appId)
  try {
    await run(logger)
  } catch (error) {
    logger.log('error', 'the program cannot start', { error: String(error) })
    dialog.showErrorBox('Reverie cannot start', startFailureWords(error))
    app.exit(1)
  }
}

async function run(logger: Logger): Promise<void> {
  const origins = trustedOrigins(app.isPackaged, devServer)
  installSessionPolicy(session.defaultSession, origins)
  let serveRemote: ServeRemote = () => Promise.resolve(undefined)
  servePages(session.defaultSession, {
    page: createPageServer(rendererFolder),
    remote: (request) => serveRemote(request),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)))

  const quit = createQuit({
    after: (delayMs, go) => {
      const timer = setTimeout(go, delayMs)
      return () => clearTimeout(timer)
    },
    end: () => app.exit(0),
    report: (party, error) => logger.log('error', 'did not end well', { party, error: String(error) }),
  })
  const window = createMainWindow({
    page: devServer ?? startPage,
    preload: preloadFile,
    icon: windowIcon,
    places: openJsonStore({ profile, name: 'window', logger }).store,
    staysAlive: () => quit.state() === 'running',
    background: () => (nativeTheme.shouldUseDarkColors ? '#292929' : '#ffffff'),
    onCrash: (reason) => logger.log('error', 'the page crashed', { reason }),
  })
  const host = await openOrAsk(() => openHost(logger, { window, quit: () => app.quit() }), askAgain)
  if (host === undefined) return app.exit(0)
  serveRemote = host.serveRemote
  const disposers = [
    openIpc({ ...host, logger, pages: window.pages, trustedOrigins: origins }),
    followTheme(nativeTheme, host.engine.settings),
    createTray({
      queue: host.engine.queue,
      icon: trayIconFor(process.platform),
      show: window.show,
      quit: () => app.quit(),
    }),
  ]
  quit.join('window', () => Promise.resolve(window.remember()))
  quit.join('host', async () => {
    disposers.forEach((dispose) => dispose())
    await host.close()
  })
  listenToSystem(quit, window)
  host.engine.start()
  if (!commandLine.hidden) window.show()
}

/** There is no window yet to say it in. */
function askAgain(words: string): boolean {
  const buttons = ['Try again', 'Quit']
  const answer = dialog.showMessageBoxSync({
    ...{ type: 'warning', message: 'The profile is in use', detail: words, buttons, cancelId: 1 },
  })
  return answer === 0
}

interface Surroundings {
  readonly window: MainWindow
  readonly quit: () => void
}

async function openHost(logger: Logger, { window, quit }: Surroundings): Promise<Host> {
  const cipher = osCipher(safeStorage)
  const { store, repair } = openJsonStore({ profile, name: 'settings', logger })
  return takeProfile({
    profile,
    local: { face: 'desktop' },
    inbox,
    whenDone: { quit, byPage: true },
    vault: createOsVault({ path: join(profile, 'vault.json'), cipher, logger }),
    settings: createSettingsStore(store),
    settingsRepair: repair,
    logger,
    proxyOf: systemProxies({
      environment: environmentProxies(process.env),
      session: session.defaultSession,
      now: () => performance.now(),
    }),
    network: watchNetwork(net, powerMonitor),
    shell: createShell({
      version: app.getVersion(),
      plainVault: cipher === undefined,
      dialog,
      desktop: shell,
      window: window.current,
      showSignIn: (page) =>
        showSignIn({ foreign, parent: window.current, icon: windowIcon, openOutside }, page),
    }),
  })
}

/** Re-serialised: what a page of the web hands over is read before it is handed on. */
function openOutside(url: string): void {
  const address = webAddress(url)
  if (address !== undefined) void shell.openExternal(address)
}

function listenToSystem(quit: Quit, window: MainWindow): void {
  app.on('second-instance', (...given) => {
    inbox.give(readHandedOver(given[3]))
    window.show()
  })
  app.on('activate', () => window.show())
  // Without a window the program lives on in the tray; it ends when somebody says so.
  app.on('window-all-closed', () => undefined)
  app.on('before-quit', (event) => {
    if (quit.state() === 'ended') return
    event.preventDefault()
    quit.request()
  })
  powerMonitor.on('shutdown', () => quit.request())
}
