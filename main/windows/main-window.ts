// The main window: made when it is first shown, hidden when it is closed, dropped when nobody has seen it for a while, made
// anew when its page is lost. The engine does not notice any of it.

import { BrowserWindow, screen, type WebContents } from 'electron'
import type { JsonStore } from '../stores/json-store.ts'
import { webPreferences } from '../security/policy.ts'
import { createCrashReload } from './crash-reload.ts'
import { createIdleDrop } from './idle-drop.ts'
import { fitBounds, parsePlace, smallest } from './place.ts'

export interface MainWindowParts {
  /** Address of the page. */
  readonly page: string
  readonly preload: string
  readonly icon: string
  readonly places: JsonStore
  /** What closing the window means: `close` once the program is ending anyway. */
  readonly onClose: () => 'hide' | 'close'
  readonly after: (delayMs: number, run: () => void) => () => void
  /** Colour behind the page until it has drawn itself. */
  readonly background: () => string
  /** A page that crashed is loaded anew; this hears about it. */
  readonly onCrash: (reason: string) => void
}

export interface MainWindow {
  /** Makes the window and loads its page, so that it is there sooner when it is shown. */
  prepare(): void
  show(): void
  current(): BrowserWindow | undefined
  /** The pages that may talk to the host. */
  pages(): readonly WebContents[]
  /** Writes down where the window stands. */
  remember(): void
}

const placeKey = 'main'

export function createMainWindow(parts: MainWindowParts): MainWindow {
  let window: BrowserWindow | undefined
  let ready = false

  const idle = createIdleDrop(parts.after, () => window?.destroy())
  const remember = () => {
    if (window === undefined || window.isDestroyed()) return
    parts.places.set(placeKey, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  }
  /** Somebody wants to see it; until its page has drawn itself nobody does. */
  let wanted = false
  const open = () => {
    const made = openWindow(parts)
    window = made
    made.once('ready-to-show', () => {
      ready = true
      if (wanted) made.show()
    })
    made.on('close', (event) => {
      remember()
      if (parts.onClose() === 'close') return
      event.preventDefault()
      made.hide()
    })
    made.on('hide', idle.hidden)
    made.on('show', idle.shown)
    made.on('closed', () => {
      idle.shown()
      window = undefined
      ready = false
    })
  }
  return {
    prepare() {
      if (window === undefined) open()
    },
    show() {
      wanted = true
      if (window === undefined) return open()
      if (!ready) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    current: () => window,
    pages: () => (window === undefined || window.isDestroyed() ? [] : [window.webContents]),
    remember,
  }
}

function openWindow(parts: MainWindowParts): BrowserWindow {
  const { page, preload, icon, places, background } = parts
  const place = parsePlace(places.get(placeKey))
  const screens = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...fitBounds(place, screens),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Reverie',
    icon,
    backgroundColor: background(),
    webPreferences: { ...webPreferences, preload },
  })
  // The menu exists for its shortcuts; a bar that appears with Alt would take the keys of the path field.
  window.setMenuBarVisibility(false)
  if (place?.maximized) window.maximize()
  reloadCrashed(window, parts)
  void window.loadURL(page)
  return window
}

function reloadCrashed(
  window: BrowserWindow,
  { after, onCrash }: Pick<MainWindowParts, 'after' | 'onCrash'>,
): void {
  const reload = createCrashReload({
    ...{ now: () => performance.now(), after },
    reload: () => {
      if (!window.isDestroyed()) window.reload()
    },
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    onCrash(reason)
    reload.crashed()
  })
  window.on('show', reload.wanted)
  window.on('focus', reload.wanted)
  window.on('closed', reload.dispose)
}
