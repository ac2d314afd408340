// The icon that stays when the window is closed. It shows the queue in one line and offers the three things worth
// offering there; everything else is in the window.

import { readFileSync } from 'node:fs'
import { Menu, nativeImage, Tray, type NativeImage } from 'electron'
import type { QueueApi } from '../../core/engine-api.ts'
import { trayState, type TrayState } from './words.ts'

export interface TrayIcon {
  readonly path: string
  /** The same at twice the size. */
  readonly doublePath: string
  /** Drawn in one colour that macOS adapts to its menu bar. */
  readonly template: boolean
}

export interface TrayParts {
  readonly queue: QueueApi
  readonly icon: TrayIcon
  readonly show: () => void
  readonly quit: () => void
}

/** Returns its disposer. Electron drops a tray that nobody holds: the disposer holds it. */
export function createTray({ queue, icon, show, quit }: TrayParts): () => void {
  const tray = new Tray(loadIcon(icon))
  let shown: TrayState | undefined
  const draw = () => {
    const state = trayState(queue.totals())
    if (state.tooltip !== shown?.tooltip) tray.setToolTip(state.tooltip)
    // Linux takes a menu only as a whole, and rebuilding one that is open closes it: only when it really differs.
    if (state.canPause !== shown?.canPause || state.canResume !== shown.canResume) {
      tray.setContextMenu(buildMenu(state, { queue, show, quit }))
    }
    shown = state
  }
  tray.on('click', show)
  const disposers = [queue.onChanged(draw), queue.onProgress(draw), () => tray.destroy()]
  draw()
  return () => disposers.forEach((dispose) => dispose())
}

function buildMenu(state: TrayState, { queue, show, quit }: Omit<TrayParts, 'icon'>): Menu {
  return Menu.buildFromTemplate([
    { label: 'Show Reverie', click: show },
    { type: 'separator' },
    { label: 'Pause all', enabled: state.canPause, click: () => queue.pauseAll() },
    { label: 'Resume all', enabled: state.canResume, click: () => queue.resumeAll() },
    { type: 'separator' },
    { label: 'Quit', click: quit },
  ])
}

function loadIcon({ path, doublePath, template }: TrayIcon): NativeImage {
  const image = nativeImage.createFromPath(path)
  image.addRepresentation({ scaleFactor: 2, buffer: readFileSync(doublePath) })
  image.setTemplateImage(template)
  return image
}
