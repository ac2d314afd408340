// The files a `get` is working on at this moment, with their latest figures. At most as many as there are slots and
// waits; ended and queued files are not kept.

import type { ProgressView } from '../../contract/views.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import { transferName, type RunningFile } from './view.ts'

export interface RunningFiles {
  update(transfer: Transfer): void
  has(id: string): boolean
  /** Takes live figures in; true if any file got further. */
  advance(report: ProgressView): boolean
  /** Something is resolving, downloading or finishing. */
  busy(): boolean
  list(): readonly RunningFile[]
}

export function createRunningFiles(): RunningFiles {
  const files = new Map<string, RunningFile>()
  const active = () => [...files.values()].filter(({ state }) => state !== 'waiting')
  return {
    update: (transfer) => {
      const file = runningFile(transfer, files.get(transfer.id))
      if (file === undefined) files.delete(transfer.id)
      else files.set(transfer.id, file)
    },
    has: (id) => files.has(id),
    advance: ({ items }) => {
      let further = false
      for (const item of items) {
        const file = files.get(item.id)
        if (file === undefined) continue
        if (item.bytesDone > file.bytesDone) further = true
        const { bytesDone, bytesPerSecond, secondsLeft } = item
        const figures = { ...file, bytesDone, bytesPerSecond }
        files.set(item.id, secondsLeft === undefined ? figures : { ...figures, secondsLeft })
      }
      return further
    },
    busy: () => active().length > 0,
    list: () => [...active(), ...[...files.values()].filter(({ state }) => state === 'waiting')],
  }
}

function runningFile(transfer: Transfer, known: RunningFile | undefined): RunningFile | undefined {
  const { state, id, source, bytesDone } = transfer
  const common = {
    id,
    name: transferName(transfer),
    bytesTotal: source.sizeBytes,
    bytesDone: Math.max(bytesDone, known?.bytesDone ?? 0),
  }
  switch (state.kind) {
    case 'resolving':
    case 'downloading':
    case 'finishing':
      return { ...common, state: state.kind, bytesPerSecond: known?.bytesPerSecond ?? 0 }
    case 'waiting': {
      const { failure, retryAtMs } = state
      return { ...common, state: 'waiting', bytesPerSecond: 0, failure, retryAtMs }
    }
    default:
      return undefined
  }
}
