// What the tray says, as a pure function of the queue's totals.

import type { QueueTotals } from '../../core/engine-api.ts'

/** States in which a transfer has a slot. */
const runningStates = ['resolving', 'downloading', 'finishing'] as const

export interface TrayState {
  readonly tooltip: string
  readonly canPause: boolean
  readonly canResume: boolean
}

export type TrayTotals = Pick<QueueTotals, 'byState' | 'bytesPerSecond'>

export function trayState({ byState, bytesPerSecond }: TrayTotals): TrayState {
  const running = runningStates.reduce((sum, state) => sum + byState[state], 0)
  const open = running + byState.queued + byState.waiting + byState.held
  return {
    tooltip: tooltip({ running, open, paused: byState.paused, bytesPerSecond }),
    canPause: open > 0,
    canResume: byState.paused > 0,
  }
}

function tooltip(counts: { running: number; open: number; paused: number; bytesPerSecond: number }): string {
  if (counts.running > 0) return `Reverie: ${counts.running} running, ${speedText(counts.bytesPerSecond)}`
  if (counts.open > 0) return `Reverie: ${counts.open} waiting`
  if (counts.paused > 0) return `Reverie: ${counts.paused} paused`
  return 'Reverie'
}

const units = ['B/s', 'kB/s', 'MB/s', 'GB/s'] as const

/** Decimal units; one digit after the point from kB on. */
export function speedText(bytesPerSecond: number): string {
  let value = Math.max(0, bytesPerSecond)
  let step = 0
  while (value >= 999.95 && step < units.length - 1) {
    value /= 1_000
    step += 1
  }
  return `${step === 0 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? ''}`
}
