// A failure that a command tells in words of its own, where those of words.ts do not fit what the person did. Kind and
// exit code stay what they are.

import { TransferError, type FailureKind } from '../core/model/failure.ts'
import type { Words } from './words.ts'

export class ToldFailure extends TransferError {
  readonly words: Words
  constructor(cause: TransferError, words: Words) {
    super(cause.failure, { cause })
    this.words = words
  }
}

export type OwnWords = Partial<Record<FailureKind, Words>>

/** Rejects as `work` does, with the words for the failure's kind where there are any. */
export function inOwnWords<T>(work: Promise<T>, own: OwnWords): Promise<T> {
  return work.catch((error: unknown) => {
    const words = error instanceof TransferError ? own[error.failure.kind] : undefined
    throw words === undefined ? error : new ToldFailure(error as TransferError, words)
  })
}
