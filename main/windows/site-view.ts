// A site's page below a bar of ours, in one window. Electron has two ways of putting a page into a part of a window: views,
// and before version 30 something else. Which of them it is, nobody but this file knows.

import {
  BrowserView,
  WebContentsView,
  type BrowserWindow,
  type Rectangle,
  type WebContents,
  type WebPreferences,
} from 'electron'

export interface SiteView {
  readonly contents: WebContents
  /** The page ends at once, whatever it would like. Closing its window alone would leave it running, unseen. */
  close(): void
}

interface Placed extends SiteView {
  setBounds(bounds: Rectangle): void
}

/** In a window that is not shown yet. Leaves `top` pixels of it free, and follows its size. */
export function openSiteView(window: BrowserWindow, webPreferences: WebPreferences, top: number): SiteView {
  const placed = hasViews(window) ? addView(window, webPreferences) : addOldView(window, webPreferences)
  const place = () => {
    const [width = 0, height = 0] = window.getContentSize()
    placed.setBounds({ x: 0, y: top, width, height: Math.max(0, height - top) })
  }
  // Before the window is on the screen, old Electrons forget it every other time.
  window.once('show', place)
  window.on('resize', place)
  return placed
}

/** The class of views alone says nothing: it was there, unfinished, long before a window had a place for one. */
function hasViews(window: object): boolean {
  return 'contentView' in window
}

function addView(window: BrowserWindow, webPreferences: WebPreferences): Placed {
  const view = new WebContentsView({ webPreferences })
  window.contentView.addChildView(view)
  const { webContents: contents } = view
  return {
    contents,
    setBounds: (bounds) => view.setBounds(bounds),
    close: () => {
      if (!contents.isDestroyed()) contents.close({ waitForBeforeUnload: false })
    },
  }
}

function addOldView(window: BrowserWindow, webPreferences: WebPreferences): Placed {
  const view = new BrowserView({ webPreferences })
  window.setBrowserView(view)
  const { webContents: contents } = view
  return {
    contents,
    setBounds: (bounds) => view.setBounds(bounds),
    close: () => {
      // There `close` leaves such a page as it is, and what ends it has no type.
      if (!contents.isDestroyed()) (contents as unknown as { destroy(): void }).destroy()
    },
  }
}
