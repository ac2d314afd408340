// Policy `ask` on a terminal: one question at a time, and an answer for all of the rest if the person says so.

import { join } from 'node:path'
import type { ConflictPolicy } from '../../core/model/conflict.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import type { Asker } from '../terminal/ask.ts'
import { Interrupted } from '../usage-error.ts'
import { transferName, type GetView } from './view.ts'

/** The host's queue, in this process or in another. */
export interface ConflictQueue {
  transfer(id: string): Promise<Transfer | undefined>
  decide(id: string, conflict: ConflictPolicy, forBatch: boolean): Promise<void>
}

export interface ConflictParts {
  readonly queue: ConflictQueue
  readonly view: Pick<GetView, 'suspend' | 'resume'>
  readonly asker: Pick<Asker, 'ask'>
  /** The person pressed Ctrl-C or closed the input instead of answering. */
  readonly onInterrupted: () => void
}

export interface ConflictQuestion {
  /** Stands in line until the questions before it are answered. */
  ask(transfer: Transfer): void
  /** It is answered already, perhaps by another face: its question is taken back. */
  settle(transferId: string): void
  /** Takes the open question back; those in line are not asked any more. */
  close(): void
}

const answers: Readonly<Record<string, ConflictPolicy>> = { k: 'rename', r: 'overwrite', s: 'skip' }

export function createConflictQuestion(parts: ConflictParts): ConflictQuestion {
  const closing = new AbortController()
  let open: { readonly id: string; readonly takenBack: AbortController } | undefined
  let last: Promise<void> = Promise.resolve()

  const askNext = async ({ id }: Transfer) => {
    if (closing.signal.aborted) return
    const takenBack = new AbortController()
    open = { id, takenBack }
    try {
      await askOne(parts, id, AbortSignal.any([closing.signal, takenBack.signal]))
    } catch (error) {
      // Taken back by `close` or `settle`: whoever did it knows. A host that is gone is noticed elsewhere.
      if (takenBack.signal.aborted || closing.signal.aborted || !(error instanceof Interrupted)) return
      closing.abort()
      parts.onInterrupted()
    } finally {
      open = undefined
    }
  }
  return {
    ask: (transfer) => {
      last = last.then(() => askNext(transfer))
    },
    settle: (transferId) => {
      if (open?.id === transferId) open.takenBack.abort()
    },
    close: () => closing.abort(),
  }
}

async function askOne({ queue, view, asker }: ConflictParts, id: string, signal: AbortSignal): Promise<void> {
  // An answer for all may have settled this one while it stood in line.
  const transfer = await queue.transfer(id)
  if (transfer?.state.kind !== 'held' || signal.aborted) return
  view.suspend()
  try {
    const path = join(transfer.target.root, transferName(transfer))
    const question = `${path} is already there. Keep both, replace, or skip (k, r, s; capital letter for all)?`
    for (;;) {
      const letter = (await asker.ask(question, signal)).trim()
      const policy = answers[letter.toLowerCase()]
      if (policy === undefined) continue
      await queue.decide(id, policy, letter !== letter.toLowerCase())
      return
    }
  } finally {
    view.resume()
  }
}
