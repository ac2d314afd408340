// The window that shows a site's own sign-in page: a session of its own that is forgotten afterwards, the address in the
// title, no preload. It ends with the redirect, when somebody closes it, or when the time is up.

import { randomUUID } from 'node:crypto'
import { BrowserWindow, session, type Session, type WebContents } from 'electron'
import type { SignInPage } from '../../core/engine-api.ts'
import { fail } from '../../core/model/failure.ts'
import {
  confineSignIn,
  mayNavigate,
  signInPreferences,
  type ForeignSessions,
} from '../security/sign-in-policy.ts'

export interface SignInWindowParts {
  readonly foreign: ForeignSessions
  readonly parent: () => BrowserWindow | undefined
  readonly icon: string
  /** For an address that the page wants to open beside itself. */
  readonly openOutside: (url: string) => void
}

/** Resolves with the answer, or undefined when the window was closed. Fails `sign-in-late`, or why the page does not load. */
export async function showSignIn(parts: SignInWindowParts, page: SignInPage): Promise<string | undefined> {
  // Without `persist:` it lives in memory.
  const own = session.fromPartition(`sign-in ${randomUUID()}`, { cache: false })
  parts.foreign.add(own)
  await confineSignIn(own, page)
  const window = openWindow(parts, own)
  try {
    return await untilAnswered(window, page, parts.openOutside)
  } finally {
    if (!window.isDestroyed()) window.destroy()
    await own.clearStorageData()
  }
}

function openWindow({ parent, icon }: SignInWindowParts, own: Session): BrowserWindow {
  const owner = parent()
  const window = new BrowserWindow({
    width: 520,
    height: 720,
    minWidth: 360,
    minHeight: 420,
    icon,
    ...(owner === undefined ? {} : { parent: owner }),
    webPreferences: { ...signInPreferences, session: own },
  })
  window.setMenuBarVisibility(false)
  return window
}

function untilAnswered(
  window: BrowserWindow,
  page: SignInPage,
  openOutside: (url: string) => void,
): Promise<string | undefined> {
  const { webContents: contents } = window
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(fail('sign-in-late', 'the page was open for too long')),
      page.patienceMs,
    )
    const settle = (answer: string | undefined) => {
      clearTimeout(timer)
      resolve(answer)
    }
    window.once('closed', () => settle(undefined))
    watchAnswer(contents, page, settle)
    showAddress(window)
    answerProxy(contents, page)
    contents.setWindowOpenHandler(({ url }) => {
      if (mayNavigate(url)) openOutside(url)
      return { action: 'deny' }
    })
    window.loadURL(page.address).catch((error: unknown) => {
      // The answer itself ends the loading of a page.
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'the page does not load'
      if (!window.isDestroyed() && code !== 'ERR_ABORTED') {
        clearTimeout(timer)
        reject(fail(code.startsWith('ERR_CERT') ? 'certificate-rejected' : 'network', code))
      }
    })
  })
}

/** However the page goes there: by a link, by the server's word, or without leaving itself. */
function watchAnswer(contents: WebContents, page: SignInPage, settle: (answer: string) => void): void {
  const judge = (event: Electron.Event, url: string) => {
    if (page.isAnswer(url)) {
      event.preventDefault()
      settle(url)
    } else if (!mayNavigate(url)) event.preventDefault()
  }
  contents.on('will-navigate', judge)
  contents.on('will-redirect', judge)
  contents.on('did-navigate', (_event, url) => {
    if (page.isAnswer(url)) settle(url)
  })
  contents.on('did-navigate-in-page', (_event, url) => {
    if (page.isAnswer(url)) settle(url)
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Whoever types a password sees whose page it is: where the page is comes from us, what it calls itself does not count. */
function showAddress(window: BrowserWindow): void {
  window.on('page-title-updated', (event) => event.preventDefault())
  const show = () => {
    const url = window.webContents.getURL()
    window.setTitle(URL.canParse(url) ? new URL(url).origin : 'Reverie')
  }
  window.webContents.on('did-navigate', show)
  window.webContents.on('did-start-loading', show)
}

/** Once: a wrong password would be refused for ever. */
function answerProxy(contents: WebContents, page: SignInPage): void {
  let answered = false
  contents.on('login', (event, ...asked) => {
    const [, { isProxy }, answer] = asked
    if (!isProxy || answered) return
    answered = true
    event.preventDefault()
    void page.proxyUser().then((user) => {
      if (user === undefined) answer()
      else answer(user.name, user.password)
    })
  })
}
