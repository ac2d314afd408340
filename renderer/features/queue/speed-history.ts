// The speed of the last two minutes, one figure a second, from the progress events alone. A second in which the host said
// nothing is a second in which nothing came.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PageClock } from '../../app/clock.ts'

export const secondsShown = 120

export interface SpeedHistory {
  /** Bytes per second by second since 1970; only seconds that had an event. */
  readonly store: StoreApi<ReadonlyMap<number, number>>
  record(bytesPerSecond: number): void
  clear(): void
}

export function createSpeedHistory(clock: PageClock): SpeedHistory {
  const store = createStore<ReadonlyMap<number, number>>(() => new Map())
  return {
    store,
    record(bytesPerSecond) {
      const second = Math.floor(clock.now() / 1000)
      const kept = [...store.getState()].filter(([one]) => one > second - secondsShown - 2)
      store.setState(new Map([...kept, [second, bytesPerSecond]]), true)
    },
    clear: () => store.setState(new Map(), true),
  }
}

/** Of the last 120 seconds, the oldest first. A single second without an event is not yet a standstill. */
export function samplesOf(history: ReadonlyMap<number, number>, nowMs: number): readonly number[] {
  const now = Math.floor(nowMs / 1000)
  return Array.from({ length: secondsShown }, (_none, index) => {
    const second = now - secondsShown + 1 + index
    return history.get(second) ?? history.get(second - 1) ?? 0
  })
}

export interface SpeedFigures {
  readonly now: number
  readonly highest: number
  readonly average: number
}

/** The average counts from the first second in which something came. */
export function figuresOfSpeed(samples: readonly number[]): SpeedFigures {
  const began = samples.findIndex((speed) => speed > 0)
  const since = began === -1 ? [] : samples.slice(began)
  const sum = since.reduce((all, speed) => all + speed, 0)
  return {
    now: samples.at(-1) ?? 0,
    highest: Math.max(0, ...samples),
    average: since.length === 0 ? 0 : sum / since.length,
  }
}

/** Points of a line in a box of this size, the newest at the right end. */
export function linePoints(samples: readonly number[], { width, height }: { width: number; height: number }) {
  const top = Math.max(1, ...samples)
  const step = width / Math.max(1, samples.length - 1)
  return samples.map(
    (speed, index) =>
      `${(index * step).toFixed(1)},${(height - (speed / top) * (height - 2) - 1).toFixed(1)}`,
  )
}
