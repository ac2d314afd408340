// The state of an account in words: whether one is signed in, and where not, why.

import type { AccountView, SignedOutReason } from '../../../core/model/account.ts'
import type { Words } from '../../app/words/words.ts'

const reasonKeys = {
  changed: 'accounts.state.changed',
  'grant-removed': 'accounts.state.grantRemoved',
  blocked: 'accounts.state.blocked',
  deleted: 'accounts.state.deleted',
  expired: 'accounts.state.expired',
  missing: 'accounts.state.missing',
} as const satisfies Record<SignedOutReason, string>

/** One short word for a list. */
export function stateWord({ health }: AccountView, words: Words): string {
  return words(health === 'ready' ? 'accounts.state.ready' : 'accounts.state.signInNeeded')
}

/** A sentence, where more is known than that. */
export function reasonSentence({ health, reason }: AccountView, words: Words): string | undefined {
  return health === 'ready' || reason === undefined ? undefined : words(reasonKeys[reason])
}
