// The window that shows a site's own sign-in page: a session of its own that is forgotten afterwards, a bar of ours above the
// page that says where it comes from, no preload. It ends with the redirect, when somebody closes it, or when the time is up.

import { randomUUID } from 'node:crypto'
import { BrowserWindow, session, type WebContents } from 'electron'
import type { SignInPage } from '../../core/engine-api.ts'
import { fail } from '../../core/model/failure.ts'
import type { DeskWords } from '../../words/desk-words.ts'
import { webPreferences } from '../security/policy.ts'
import {
  confineSignIn,
  mayNavigate,
  signInPreferences,
  type ForeignSessions,
} from '../security/sign-in-policy.ts'
import { addressPage, barHeight } from './address-page.ts'
import { siteAddress, type SiteAddress } from './site-address.ts'
import { openSiteView, type SiteView } from './site-view.ts'

export interface SignInWindowParts {
  readonly foreign: ForeignSessions
  readonly parent: () => BrowserWindow | undefined
  readonly icon: string
  /** As they are when an address is drawn. */
  readonly words: () => DeskWords
  /** Colour behind the page until it has drawn itself. */
  readonly background: () => string
  /** For an address that the page wants to open beside itself. */
  readonly openOutside: (url: string) => void
}

/** Help, terms and the like; a page that opens more than a person would is not obeyed. */
const mostOutside = 8

export interface SignInShow {
  readonly page: SignInPage
  /** Closes the window. */
  readonly signal: AbortSignal
}

/** Resolves with the answer, or undefined when the window was closed. Fails `sign-in-late`, or why the page does not load. */
export async function showSignIn(
  parts: SignInWindowParts,
  { page, signal }: SignInShow,
): Promise<string | undefined> {
  // Without `persist:` it lives in memory.
  const own = session.fromPartition(`sign-in ${randomUUID()}`, { cache: false })
  parts.foreign.add(own)
  const chosen = new Set<string>()
  await confineSignIn(own, page, (hostname) => void chosen.add(hostname))
  const window = openWindow(parts)
  const views: SiteView[] = []
  try {
    const view = openSiteView(window, { ...signInPreferences, session: own }, barHeight)
    views.push(view)
    const addressOf = (url: string) =>
      siteAddress({ url, asked: page.address, isChosen: (hostname) => chosen.has(hostname) })
    showAddress({ window, site: view.contents, addressOf, words: parts.words })
    window.on('focus', () => view.contents.focus())
    // With the bar, and not before: a page without its address is what this window must never show.
    window.once('ready-to-show', () => window.show())
    const { openOutside } = parts
    return await untilAnswered({ window, contents: view.contents, page, signal, openOutside })
  } finally {
    for (const view of views) view.close()
    if (!window.isDestroyed()) window.destroy()
    await own.clearAuthCache()
    await own.clearStorageData()
  }
}

/** Its own page is the bar alone. */
function openWindow({ parent, icon, background }: SignInWindowParts): BrowserWindow {
  const owner = parent()
  const window = new BrowserWindow({
    width: 540,
    height: 760,
    minWidth: 380,
    minHeight: 440,
    // Nothing may be drawn over the bar.
    fullscreenable: false,
    show: false,
    backgroundColor: background(),
    icon,
    ...(owner === undefined ? {} : { parent: owner }),
    webPreferences,
  })
  window.setMenuBarVisibility(false)
  return window
}

interface Waiting extends SignInShow {
  readonly window: BrowserWindow
  readonly contents: WebContents
  readonly openOutside: (url: string) => void
}

function untilAnswered(waiting: Waiting): Promise<string | undefined> {
  const { window, contents, page, signal, openOutside } = waiting
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(fail('sign-in-late', 'the page was open for too long')),
      page.patienceMs,
    )
    const settle = (answer: string | undefined) => {
      clearTimeout(timer)
      resolve(answer)
    }
    const close = () => settle(undefined)
    window.once('closed', close)
    signal.addEventListener('abort', close)
    if (signal.aborted) close()
    // What crashed shows nothing any more: as if somebody had closed it.
    contents.once('render-process-gone', close)
    watchAnswer(contents, page, settle)
    answerProxy(contents, page)
    let outside = 0
    contents.setWindowOpenHandler(({ url }) => {
      if (mayNavigate(url) && (outside += 1) <= mostOutside) openOutside(url)
      return { action: 'deny' }
    })
    contents.loadURL(page.address).catch((error: unknown) => {
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
  // Whoever closes the window means it.
  contents.on('will-prevent-unload', (event) => event.preventDefault())
}

interface Shown {
  readonly window: BrowserWindow
  readonly site: WebContents
  readonly addressOf: (url: string) => SiteAddress
  readonly words: () => DeskWords
}

/** Whoever types a password sees whose page it is: where the page is comes from us, what it calls itself does not count. */
function showAddress({ window, site, addressOf, words }: Shown): void {
  let drawn = ''
  const show = () => {
    if (window.isDestroyed() || site.isDestroyed()) return
    const address = addressOf(site.getURL())
    window.setTitle(`${address.scheme}${address.host}`)
    const bar = addressPage(address, words())
    if (bar === drawn) return
    drawn = bar
    // One bar may overtake the one before.
    window.loadURL(bar).catch(() => undefined)
  }
  window.on('page-title-updated', (event) => event.preventDefault())
  site.on('did-navigate', show)
  site.on('did-start-loading', show)
  show()
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
