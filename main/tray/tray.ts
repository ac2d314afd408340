// The icon that stays when the window is closed: its look says how it goes, a click opens the tray window, and its menu
// offers the few things worth offering without any window.

import { Menu, Tray } from 'electron'
import type { QueueApi } from '../../core/engine-api.ts'
import { isProblem } from '../../core/model/activity.ts'
import type { ActivityLog } from '../../host/activity/activity-log.ts'
import type { DeskLanguage } from '../../words/desk-words.ts'
import { cutPictures, type TrayPictures } from './pictures.ts'
import { createRunMeter } from './run-meter.ts'
import { trayState, type TrayState } from './words.ts'

export interface TrayParts {
  readonly queue: QueueApi
  readonly activity: Pick<ActivityLog, 'view' | 'onChanged'>
  readonly pictures: TrayPictures
  readonly platform: NodeJS.Platform
  readonly language: DeskLanguage
  readonly toggle: () => void
  readonly show: () => void
  readonly settings: () => void
  readonly quit: () => void
  /** Where the icon is, for whoever wants to stand beside it. */
  readonly onMade: (bounds: () => Electron.Rectangle) => void
}

/** Returns its disposer. Electron drops a tray that nobody holds: the disposer holds it. */
export function createTray(parts: TrayParts): () => void {
  const { queue, activity, platform, toggle, language } = parts
  const pictures = cutPictures(parts.pictures)
  const tray = new Tray(pictures('idle'))
  const meter = createRunMeter()
  const isMac = platform === 'darwin'
  let shown: TrayState | undefined
  let menu: Menu | undefined
  const draw = () => {
    const totals = queue.totals()
    const problems = activity.view().entries.filter((entry) => !entry.seen && isProblem(entry)).length
    const state = trayState(totals, {
      ...{ fraction: meter.take(totals.bytesLeft), problems, words: language.words() },
    })
    if (state.tooltip !== shown?.tooltip) tray.setToolTip(state.tooltip)
    if (state.look !== shown?.look) tray.setImage(pictures(state.look))
    // Linux takes a menu only as a whole, and rebuilding one that is open closes it: only when it really differs.
    if (state.canPause !== shown?.canPause || state.canResume !== shown.canResume) {
      menu = buildMenu(state, parts)
      // On macOS a menu that is set would open in place of the window.
      if (!isMac) tray.setContextMenu(menu)
    }
    shown = state
  }
  tray.on('click', toggle)
  if (isMac) tray.on('right-click', () => tray.popUpContextMenu(menu))
  parts.onMade(() => tray.getBounds())
  const translate = () => {
    shown = undefined
    draw()
  }
  const stops = [
    queue.onChanged(draw),
    queue.onProgress(draw),
    activity.onChanged(draw),
    language.onChanged(translate),
  ]
  draw()
  return () => {
    for (const stop of stops) stop()
    tray.destroy()
  }
}

function buildMenu(state: TrayState, { queue, toggle, show, settings, quit, language }: TrayParts): Menu {
  const words = language.words()
  return Menu.buildFromTemplate([
    { label: words('desk.menu.quick'), click: toggle },
    { label: words('desk.menu.show'), click: show },
    { type: 'separator' },
    { label: words('tray.pauseAll'), enabled: state.canPause, click: () => queue.pauseAll() },
    { label: words('tray.resumeAll'), enabled: state.canResume, click: () => queue.resumeAll() },
    { type: 'separator' },
    { label: words('desk.menu.settings'), click: settings },
    { label: words('tray.quit'), click: quit },
  ])
}
