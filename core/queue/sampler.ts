// Live figures of what runs: bytes as they come, speed over the last seconds, time left. Polls counters while something
// runs and is silent otherwise.

import type { ProgressReport } from '../engine-api.ts'
import { addSample, secondsLeft, speedOf } from '../model/progress.ts'
import type { SampleWindow, TransferProgress } from '../model/progress.ts'
import type { Clock } from '../ports/clock.ts'
import { everyMs } from './news.ts'

interface Gauge {
  readonly id: string
  readonly batchId: string
  readonly bytesTotal: number
  bytes: number
  window: SampleWindow
}

export interface Sampler {
  begin(transfer: { id: string; batchId: string; bytesTotal: number; bytesDone: number }): void
  update(id: string, bytes: number): void
  end(id: string): void
  bytesOf(id: string): number | undefined
  /** Bytes per second over everything that runs. */
  speed(): number
  report(): ProgressReport
  dispose(): void
}

export function createSampler(clock: Clock, emit: (report: ProgressReport) => void): Sampler {
  const gauges = new Map<string, Gauge>()
  let fetched = 0
  let total: SampleWindow = []
  let timer: (() => void) | undefined

  const sample = () => {
    timer = undefined
    const atMs = clock.monotonic()
    total = addSample(total, { atMs, bytes: fetched })
    let moved = false
    for (const gauge of gauges.values()) {
      moved ||= gauge.window.at(-1)?.bytes !== gauge.bytes
      gauge.window = addSample(gauge.window, { atMs, bytes: gauge.bytes })
    }
    if (moved) emit(report())
    if (gauges.size > 0) timer = clock.after(everyMs, sample)
    else total = []
  }
  const report = (): ProgressReport => ({
    items: [...gauges.values()].map(toProgress),
    bytesPerSecond: gauges.size === 0 ? 0 : speedOf(total),
  })

  return {
    begin: ({ id, batchId, bytesTotal, bytesDone }) => {
      gauges.set(id, { id, batchId, bytesTotal, bytes: bytesDone, window: [] })
      timer ??= clock.after(everyMs, sample)
    },
    update: (id, bytes) => {
      const gauge = gauges.get(id)
      if (gauge === undefined) return
      fetched += Math.max(0, bytes - gauge.bytes)
      gauge.bytes = bytes
    },
    end: (id) => void gauges.delete(id),
    bytesOf: (id) => gauges.get(id)?.bytes,
    speed: () => (gauges.size === 0 ? 0 : speedOf(total)),
    report,
    dispose: () => timer?.(),
  }
}

function toProgress(gauge: Gauge): TransferProgress {
  const left = secondsLeft(gauge.window, gauge.bytesTotal)
  const figures = {
    id: gauge.id,
    batchId: gauge.batchId,
    bytesDone: gauge.bytes,
    bytesPerSecond: speedOf(gauge.window),
  }
  return left === undefined ? figures : { ...figures, secondsLeft: left }
}
