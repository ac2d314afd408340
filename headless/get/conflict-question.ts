// Policy `ask` on a terminal: one question at a time, and an answer for all of the rest if the person says so.

import { join } from 'node:path'
import type { QueueApi } from '../../core/engine-api.ts'
import type { ConflictPolicy } from '../../core/model/conflict.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import type { Asker } from '../terminal/ask.ts'
import { transferName, type GetView } from './view.ts'

export interface ConflictParts {
  readonly queue: Pick<QueueApi, 'decide' | 'transfer'>
  readonly view: Pick<GetView, 'suspend' | 'resume'>
  readonly asker: Pick<Asker, 'ask'>
  /** The person pressed Ctrl-C or closed the input instead of answering. */
  readonly onInterrupted: () => void
}

export interface ConflictQuestion {
  /** Stands in line until the questions before it are answered. */
  ask(transfer: Transfer): void
  /** Takes the open question back; those in line are not asked any more. */
  close(): void
}

const answers: Readonly<Record<string, ConflictPolicy>> = { k: 'rename', r: 'overwrite', s: 'skip' }

export function createConflictQuestion(parts: ConflictParts): ConflictQuestion {
  const closing = new AbortController()
  const { signal } = closing
  let last: Promise<void> = Promise.resolve()
  const giveUp = () => {
    // Taken back by `close`: whoever closed it knows.
    if (signal.aborted) return
    closing.abort()
    parts.onInterrupted()
  }
  return {
    ask: (transfer) => {
      last = last.then(() => (signal.aborted ? undefined : askOne(parts, transfer, signal))).catch(giveUp)
    },
    close: () => closing.abort(),
  }
}

async function askOne(
  { queue, view, asker }: ConflictParts,
  { id }: Transfer,
  signal: AbortSignal,
): Promise<void> {
  // An answer for all may have settled this one while it stood in line.
  const transfer = queue.transfer(id)
  if (transfer?.state.kind !== 'held') return
  view.suspend()
  try {
    const path = join(transfer.target.root, transferName(transfer))
    const question = `${path} is already there. Keep both, replace, or skip (k, r, s; capital letter for all)?`
    for (;;) {
      const letter = (await asker.ask(question, signal)).trim()
      const policy = answers[letter.toLowerCase()]
      if (policy === undefined) continue
      queue.decide(id, policy, letter !== letter.toLowerCase())
      return
    }
  } finally {
    view.resume()
  }
}
