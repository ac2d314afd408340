// Progress on the taskbar or dock, and how many files are on their way. What a system does not have it ignores.

import type { App, BrowserWindow } from 'electron'
import type { QueueApi, QueueTotals } from '../core/engine-api.ts'
import { createRunMeter } from './tray/run-meter.ts'

export interface TaskbarView {
  /** 0 to 1; below 0 for none. */
  readonly progress: number
  readonly mode: 'normal' | 'paused' | 'error'
  readonly badge: number
}

export function taskbarView({ byState, holds }: QueueTotals, fraction: number | undefined): TaskbarView {
  const running = byState.resolving + byState.downloading + byState.finishing
  const open = running + byState.queued + byState.waiting + byState.held
  const progress = open + byState.paused > 0 ? (fraction ?? 0) : -1
  if (running > 0) return { progress, mode: 'normal', badge: open }
  return { progress, mode: holds.length > 0 ? 'error' : 'paused', badge: open }
}

export interface TaskbarParts {
  readonly app: Pick<App, 'setBadgeCount'>
  readonly queue: Pick<QueueApi, 'totals' | 'onChanged' | 'onProgress'>
  readonly window: () => Pick<BrowserWindow, 'setProgressBar' | 'isDestroyed'> | undefined
}

/** Returns its disposer. */
export function followTaskbar({ app, queue, window }: TaskbarParts): () => void {
  const meter = createRunMeter()
  let shown = ''
  const draw = () => {
    const totals = queue.totals()
    const view = taskbarView(totals, meter.take(totals.bytesLeft))
    const coarse = { ...view, progress: Math.round(view.progress * 100) / 100 }
    // The system is told only what is new: it animates every word.
    if (JSON.stringify(coarse) === shown) return
    shown = JSON.stringify(coarse)
    const current = window()
    if (current !== undefined && !current.isDestroyed())
      current.setProgressBar(coarse.progress, { mode: coarse.mode })
    app.setBadgeCount(coarse.badge)
  }
  const stops = [queue.onChanged(draw), queue.onProgress(draw)]
  draw()
  return () => stops.forEach((stop) => stop())
}
