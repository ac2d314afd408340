// The small window at the tray icon: made when it is first wanted, kept for a while so that it opens at once, gone when
// somebody looks elsewhere.

import { BrowserWindow, type WebContents } from 'electron'
import { webPreferences } from '../security/policy.ts'
import { createIdleDrop } from './idle-drop.ts'
import type { Rectangle } from './place.ts'

export interface TrayWindowParts {
  /** Address of its page. */
  readonly page: string
  readonly preload: string
  readonly place: () => Rectangle
  readonly background: () => string
  readonly after: (delayMs: number, run: () => void) => () => void
}

export interface TrayWindow {
  toggle(): void
  hide(): void
  pages(): readonly WebContents[]
  /** With its page; the program ends. */
  close(): void
}

/** The click on the icon that takes the focus away is not meant to open the window again. */
const sameClickMs = 250

export function createTrayWindow(parts: TrayWindowParts): TrayWindow {
  let window: BrowserWindow | undefined
  let hiddenAt = Number.NEGATIVE_INFINITY
  const current = () => (window === undefined || window.isDestroyed() ? undefined : window)
  const idle = createIdleDrop(parts.after, () => current()?.destroy())

  const hide = () => {
    if (current()?.isVisible() !== true) return
    hiddenAt = performance.now()
    current()?.hide()
    idle.hidden()
  }
  const reveal = (shown: BrowserWindow) => {
    idle.shown()
    shown.setBounds(parts.place())
    shown.show()
    shown.focus()
  }
  const make = () => {
    const made = openWindow(parts)
    window = made
    made.on('blur', hide)
    made.on('close', (event) => {
      event.preventDefault()
      hide()
    })
    // A page that crashed is made anew at the next click.
    made.webContents.on('render-process-gone', () => made.destroy())
    made.once('ready-to-show', () => reveal(made))
  }
  return {
    toggle: () => {
      const shown = current()
      if (shown === undefined) return make()
      if (shown.isVisible()) return hide()
      if (performance.now() - hiddenAt > sameClickMs) reveal(shown)
    },
    hide,
    pages: () => (current() === undefined ? [] : [current()?.webContents].flatMap((page) => page ?? [])),
    close: () => {
      idle.dispose()
      current()?.destroy()
    },
  }
}

function openWindow({ page, preload, place, background }: TrayWindowParts): BrowserWindow {
  const window = new BrowserWindow({
    ...place(),
    show: false,
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    title: 'Reverie',
    backgroundColor: background(),
    webPreferences: { ...webPreferences, preload },
  })
  window.setMenuBarVisibility(false)
  void window.loadURL(page)
  return window
}
