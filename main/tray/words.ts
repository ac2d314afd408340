// What the tray says and which look it has, as a pure function of the queue's totals.

import type { QueueTotals } from '../../core/engine-api.ts'
import type { FailureKind } from '../../core/model/failure.ts'
import type { DeskWords } from '../../words/desk-words.ts'
import { formatPercent, formatSpeed } from '../../words/figures.ts'

/** States in which a transfer has a slot. */
const runningStates = ['resolving', 'downloading', 'finishing'] as const

/** In the order of the pictures in build/tray/looks.svg. */
export const trayLooks = [
  ...(['idle', 'paused', 'error', 'offline'] as const),
  ...(['running-0', 'running-25', 'running-50', 'running-75'] as const),
] as const
export type TrayLook = (typeof trayLooks)[number]

export interface TrayState {
  readonly look: TrayLook
  readonly tooltip: string
  readonly canPause: boolean
  readonly canResume: boolean
}

export type TrayTotals = Pick<QueueTotals, 'byState' | 'bytesPerSecond' | 'holds'>

export interface TrayFacts {
  /** The part that is done of everything that was to be done; undefined where nobody can say. */
  readonly fraction?: number | undefined
  /** What went wrong and nobody has seen yet. */
  readonly problems?: number
  readonly words: DeskWords
}

export function trayState(totals: TrayTotals, { fraction, problems = 0, words }: TrayFacts): TrayState {
  const { byState, bytesPerSecond, holds } = totals
  const running = runningStates.reduce((sum, state) => sum + byState[state], 0)
  const open = running + byState.queued + byState.waiting + byState.held
  const kinds = holds.map(({ failure }) => failure.kind)
  const counts = { running, open, paused: byState.paused, problems, bytesPerSecond, fraction }
  return {
    look: lookOf({ ...counts, kinds }),
    tooltip: tooltip({ ...counts, kinds }, words),
    canPause: open > 0,
    canResume: byState.paused > 0,
  }
}

interface Counts {
  readonly running: number
  readonly open: number
  readonly paused: number
  readonly problems: number
  readonly bytesPerSecond: number
  readonly fraction: number | undefined
  /** Why something is held. */
  readonly kinds: readonly FailureKind[]
}

/** Holds that end without a person. */
const patient = new Set<FailureKind>(['scheduled-pause', 'on-battery', 'metered-network', 'site-maintenance'])

function lookOf({ running, open, paused, problems, fraction = 0, kinds }: Counts): TrayLook {
  if (running > 0) {
    const step = Math.min(3, Math.floor(Math.max(0, fraction) * 4))
    return (['running-0', 'running-25', 'running-50', 'running-75'] as const)[step] ?? 'running-0'
  }
  if (kinds.includes('offline')) return 'offline'
  if (problems > 0 || kinds.some((kind) => !patient.has(kind))) return 'error'
  if (kinds.length > 0 || (open === 0 && paused > 0)) return 'paused'
  return 'idle'
}

function tooltip(counts: Counts, words: DeskWords): string {
  const { running, open, paused, problems: count, bytesPerSecond, fraction } = counts
  if (running > 0) {
    const speed = formatSpeed(bytesPerSecond, words)
    if (fraction === undefined) return words('desk.tray.running', { count: running, speed })
    return words('desk.tray.runningPart', {
      ...{ count: running, speed },
      percent: formatPercent(fraction, 1, words),
    })
  }
  const [why] = counts.kinds
  if (why !== undefined) return words('desk.tray.why', { why: words(`failure.${why}.what`) })
  if (count > 0) return words('desk.tray.problems', { count })
  if (open > 0) return words('desk.tray.waiting', { count: open })
  if (paused > 0) return words('desk.tray.paused', { count: paused })
  return 'Reverie'
}
