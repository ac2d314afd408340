// Trouble with Reverie's own folder, in words: its database says it in the middle of anything, and "a mistake" would lead
// nobody to the disk that is full.

import type { Failure, FailureKind } from '../core/model/failure.ts'
import { classify } from '../core/transfer/classify.ts'
import { failureText, type Words } from './words.ts'

const own: Partial<Record<FailureKind, Words>> = {
  'disk-full': {
    happened: 'The disk that Reverie keeps its list on is full.',
    helps: 'Free some space there and run the same command again; it goes on where it stopped.',
  },
  'disk-denied': {
    happened: 'Reverie cannot write to its own folder.',
    helps: 'Make the folder of the profile writable, or name another one with --profile.',
  },
  'disk-busy': {
    happened: 'Reverie cannot use its own folder: too many files are open, or its disk does not answer.',
    helps: 'Run the same command again; it goes on where it stopped.',
  },
}

/** Undefined for everything else. */
export function profileTrouble(error: unknown): { failure: Failure; text: string } | undefined {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_'))
    return undefined
  const failure = classify(error, 'disk')
  const words = own[failure.kind]
  return words === undefined ? undefined : { failure, text: failureText(failure, words) }
}
