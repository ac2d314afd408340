// What a page of ours may do, in one readable file: named values with their reasons, and the functions that put them in
// force. Electron is handed in. Who may send requests is decided in ipc/sender.ts; the content policy is in app-scheme.ts.

import type { App, Session, Shell, WebContents, WebPreferences } from 'electron'
import { pageOrigin } from './app-scheme.ts'
import { offerRoute } from '../../contract/remote-routes.ts'
import { webAddress } from './web-address.ts'

/** Every window gets exactly these. */
export const webPreferences = {
  // The page runs in the operating system's sandbox, the preload too.
  sandbox: true,
  // The page cannot reach into the preload's world, nor into Electron's.
  contextIsolation: true,
  // No require, no process: the page talks to the host over the treaty alone.
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  // Pages show nothing of other sites; a webview would be a browser without our rules.
  webviewTag: false,
  // The web's own rules stay on.
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  // A file dropped on the window must not replace the page.
  navigateOnDragDrop: false,
  // Names of files are nobody's business but ours: no dictionary downloads.
  spellcheck: false,
} as const satisfies WebPreferences

/** No page ever needs camera, place, notifications, clipboard reading or anything else that asks, but for one thing. */
export const allowedPermissions: readonly string[] = [
  // "Copy" in the details of a failure: text onto the clipboard, after a click only; never from it.
  'clipboard-sanitized-write',
]

/** Where requests of a page may go at all; the host does the networking with other machines. */
export function isAllowedRequest(url: string, origins: readonly string[]): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  // Pictures inside the page (a captcha) and the inspector's own files.
  if (protocol === 'data:' || protocol === 'devtools:') return true
  // The development server's live reload speaks WebSocket on the same host.
  const httpTwin = protocol === 'ws:' ? 'http:' : protocol
  return origins.includes(`${httpTwin}//${host}`)
}

/** The origins whose pages are ours: one, and the development server's while we develop. */
export function trustedOrigins(isPackaged: boolean, devServer: string | undefined): readonly string[] {
  if (isPackaged || devServer === undefined || devServer === '') return [pageOrigin]
  return [pageOrigin, new URL(devServer).origin]
}

/** Before the app is ready: Electron takes the sandbox for the whole app only then. */
export function installAppPolicy(
  app: App,
  shell: Shell,
  isForeign: (contents: WebContents) => boolean,
): void {
  // Root and some containers cannot have Chromium's own sandbox: whoever says so on the command line is believed, and
  // pages are without Node all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // The sign-in page of a site has a policy of its own (sign-in-policy.ts).
  app.on('web-contents-created', (_event, contents) => {
    if (!isForeign(contents)) confine(contents, shell)
  })
}

/** For one session: what its pages may ask for and where their requests may go. */
export function installSessionPolicy(session: Session, origins: readonly string[]): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(allowedPermissions.includes(permission)),
  )
  session.setPermissionCheckHandler((_contents, permission) => allowedPermissions.includes(permission))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isAllowedRequest(details.url, origins) }),
  )
  // Downloads are the engine's work; a page has nothing to save by itself, but for a file that is dragged out of it.
  session.on('will-download', (event, item) => {
    if (!isOffered(item.getURL())) event.preventDefault()
  })
}

/** An address that the host made for one file, for the drag of the user's own hand (host/remote/offers.ts). */
export function isOffered(url: string): boolean {
  return url.startsWith(`${pageOrigin}/${offerRoute}/`)
}

/** No page moves elsewhere or opens another; a web address goes to the user's browser instead. */
function confine(contents: WebContents, shell: Shell): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const address = webAddress(url)
    if (address !== undefined) void shell.openExternal(address)
    return { action: 'deny' }
  })
}
