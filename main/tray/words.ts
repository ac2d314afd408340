// What the tray says and which look it has, as a pure function of the queue's totals.

import type { QueueTotals } from '../../core/engine-api.ts'

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
}

export function trayState(totals: TrayTotals, { fraction, problems = 0 }: TrayFacts = {}): TrayState {
  const { byState, bytesPerSecond, holds } = totals
  const running = runningStates.reduce((sum, state) => sum + byState[state], 0)
  const open = running + byState.queued + byState.waiting + byState.held
  const kinds = holds.map(({ failure }) => failure.kind)
  const counts = { running, open, paused: byState.paused, problems, bytesPerSecond, fraction }
  return {
    look: lookOf({ ...counts, kinds }),
    tooltip: tooltip({ ...counts, kinds }),
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
  readonly kinds: readonly string[]
}

/** Holds that end without a person. */
const patient = new Set(['scheduled-pause', 'on-battery', 'metered-network', 'site-maintenance'])

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

function tooltip({ running, open, paused, problems, bytesPerSecond, fraction, kinds }: Counts): string {
  if (running > 0) {
    const percent = fraction === undefined ? '' : `${Math.floor(fraction * 100)} %, `
    return `Reverie: ${percent}${running} running, ${speedText(bytesPerSecond)}`
  }
  const [why] = kinds.flatMap((kind) => reasons[kind] ?? [])
  if (why !== undefined) return `Reverie: ${why}`
  if (problems > 0) return `Reverie: ${problems === 1 ? 'one thing' : `${problems} things`} went wrong`
  if (open > 0) return `Reverie: ${open} waiting`
  if (paused > 0) return `Reverie: ${paused} paused`
  return 'Reverie'
}

const reasons: Readonly<Record<string, string>> = {
  offline: 'offline, goes on by itself',
  'scheduled-pause': 'resting by the schedule',
  'on-battery': 'resting on the battery',
  'metered-network': 'resting on a network paid by the byte',
  'sign-in-required': 'waits for you to sign in',
  'proxy-sign-in': 'waits for a sign-in at the proxy',
  'disk-full': 'the disk is full',
  'disk-gone': 'the disk is away',
  'conflict-undecided': 'waits for your decision about a file',
  'site-maintenance': 'the site is under maintenance',
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
