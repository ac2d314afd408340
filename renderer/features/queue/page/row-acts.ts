// Acts on chosen transfers as requests of the treaty, told when they fail. Requests carry at most as many ids as the
// treaty allows; more go in several.

import type { Outcome } from '../../../../contract/result.ts'
import type { PaceWish } from '../../../../contract/queue-treaty.ts'
import type { Selection } from '../../../../contract/treaty.ts'
import type { RemovalWay } from '../../../../core/model/file-removal.ts'
import type { Priority } from '../../../../core/model/priority.ts'
import type { QueueMove } from '../../../../core/model/queue-move.ts'
import type { TransferAction } from '../../../../core/model/transfer.ts'
import type { Reverie } from '../../../app/reverie.ts'
import type { Words } from '../../../app/words/words.ts'
import type { QueueDialog } from '../queue-dialogs.ts'
import { invokeAction } from '../row-action.ts'
import { noChoice, placesOf, rowsOf, type ChosenRow } from './choice.ts'

export interface RowActs {
  ask(dialog: QueueDialog): void
  act(action: TransferAction, chosen: readonly ChosenRow[]): Promise<void>
  move(chosen: readonly ChosenRow[], move: QueueMove): Promise<void>
  prioritize(chosen: readonly ChosenRow[], priority: Priority | null): Promise<void>
  setPace(chosen: readonly ChosenRow[], pace: PaceWish): Promise<void>
  assign(chosen: readonly ChosenRow[], queueId: string): Promise<void>
  /** Null: now. */
  startAt(chosen: readonly ChosenRow[], startAtMs: number | null): Promise<void>
  removeFiles(chosen: readonly ChosenRow[], way: RemovalWay): Promise<void>
}

export function createRowActs({ bridge, queue, shell }: Reverie, words: Words): RowActs {
  const tell = async (answers: Iterable<() => Promise<Outcome<unknown>>>): Promise<boolean> => {
    for (const answer of answers) {
      const outcome = await answer()
      if (outcome.ok) continue
      shell.notify({ text: '', failure: outcome.failure })
      return false
    }
    return true
  }
  const forget = () => queue.choice.setState(noChoice, true)
  return {
    ask: shell.open,
    async act(action, chosen) {
      const [first] = chosen
      if (first === undefined) return
      if (action === 'open' || action === 'reveal') {
        await tell([() => invokeAction(bridge, action, first.row)])
        return
      }
      const done = await tell(
        parts(rowsOf(chosen)).map((part) => () => bridge.invoke(`queue.${action}`, part)),
      )
      if (done && action === 'remove') forget()
    },
    async move(chosen, move) {
      await tell([() => bridge.invoke('queue.move', { ...placesOf(chosen), move })])
    },
    async prioritize(chosen, priority) {
      const requests = parts(placesOf(chosen)).map(
        (part) => () => bridge.invoke('queue.prioritize', { ...part, priority }),
      )
      await tell(requests)
    },
    async setPace(chosen, pace) {
      await tell(
        parts(placesOf(chosen)).map((part) => () => bridge.invoke('queue.setPace', { ...part, ...pace })),
      )
    },
    async assign(chosen, queueId) {
      const requests = parts(placesOf(chosen)).map(
        ({ batchIds }) =>
          () =>
            bridge.invoke('queue.assign', { batchIds, queueId }),
      )
      await tell(requests)
    },
    async startAt(chosen, startAtMs) {
      const requests = parts(placesOf(chosen)).map(
        ({ batchIds }) =>
          () =>
            bridge.invoke('queue.startAt', { batchIds, startAtMs }),
      )
      await tell(requests)
    },
    async removeFiles(chosen, way) {
      let files = 0
      for (const part of parts(rowsOf(chosen))) {
        const outcome = await bridge.invoke('queue.removeFiles', { ...part, way })
        if (!outcome.ok) return shell.notify({ text: '', failure: outcome.failure })
        forget()
        files += outcome.value.files
        if (outcome.value.keptTotal > 0) return shell.open({ kind: 'kept-files', removal: outcome.value })
      }
      shell.notify({
        text: words(way === 'trash' ? 'transfers.filesInTrash' : 'transfers.filesDeleted', { count: files }),
      })
    },
  }
}

const mostBatches = 10_000
const mostTransfers = 50_000

function parts({ transferIds, batchIds }: Selection): readonly Selection[] {
  const count = Math.max(
    1,
    Math.ceil(transferIds.length / mostTransfers),
    Math.ceil(batchIds.length / mostBatches),
  )
  return Array.from({ length: count }, (_none, index) => ({
    transferIds: transferIds.slice(index * mostTransfers, (index + 1) * mostTransfers),
    batchIds: batchIds.slice(index * mostBatches, (index + 1) * mostBatches),
  }))
}
