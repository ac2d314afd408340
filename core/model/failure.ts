// What went wrong, as plain data that survives IPC and the database. The words a user reads are made
// from `kind` elsewhere; the decision what to do next is read off `remedy`, never off a message.

import type { FileLock } from './change.ts'

export type Remedy = 'retry' | 'renew-link' | 'restart' | 'hold' | 'give-up' | 'bug'

/** Every kind of failure and what the runner does about it (design.md section 4). */
export const remedyOf = {
  // passing trouble: try again later, with backoff
  network: 'retry',
  timeout: 'retry',
  stalled: 'retry',
  'server-busy': 'retry',
  truncated: 'retry',
  'disk-busy': 'retry',
  /** The proxy cannot be reached, or opens no connection. */
  'proxy-unusable': 'retry',
  /** Something came that is not the file: a web page, a wrong range, an encoded body. Tried again a few times. */
  'answer-unfit': 'retry',
  // the signed link is used up, the file is not
  'link-expired': 'renew-link',
  'link-rejected': 'renew-link',
  // the bytes behind the transfer are not the ones it began with
  'changed-remotely': 'restart',
  'range-refused': 'restart',
  'checksum-mismatch': 'restart',
  // waits for a cause to clear, then goes on by itself
  'sign-in-required': 'hold',
  /** The proxy's, not the site's. Asking it again and again with a wrong password would lock somebody out. */
  'proxy-sign-in': 'hold',
  'disk-full': 'hold',
  /** A share, a mount or a drive went away, or answers with errors. */
  'disk-gone': 'hold',
  offline: 'hold',
  'scheduled-pause': 'hold',
  'on-battery': 'hold',
  'metered-network': 'hold',
  'site-maintenance': 'hold',
  'conflict-undecided': 'hold',
  // only a person can help
  'not-found': 'give-up',
  forbidden: 'give-up',
  quota: 'give-up',
  'name-impossible': 'give-up',
  'disk-denied': 'give-up',
  /** For this file system, whatever is free (FAT: 4 GiB). */
  'file-too-large': 'give-up',
  'api-rejected': 'give-up',
  'still-uploading': 'give-up',
  /** Something else has the name where an entry was to go. */
  'name-taken': 'give-up',
  /** Somebody holds the entry, or something in it; `locks` says who. */
  locked: 'give-up',
  'purchase-required': 'give-up',
  'share-password': 'give-up',
  'share-gone': 'give-up',
  'not-cloudreve': 'give-up',
  'certificate-rejected': 'give-up',
  /** The proxy is of a kind that is not spoken here (SOCKS), or its address makes no sense. */
  'proxy-unsupported': 'give-up',
  'wrong-credentials': 'give-up',
  'account-blocked': 'give-up',
  'otp-required': 'give-up',
  'otp-wrong': 'give-up',
  'captcha-required': 'give-up',
  'captcha-wrong': 'give-up',
  'captcha-unsupported': 'give-up',
  // signing in by the site's own page
  'browser-sign-in-unsupported': 'give-up',
  'sign-in-canceled': 'give-up',
  /** The answer belongs to another sign-in than the one that was begun here. */
  'sign-in-mismatch': 'give-up',
  'sign-in-refused': 'give-up',
  'sign-in-late': 'give-up',
  /** Signed in again as somebody else than the account is of. */
  'other-user': 'give-up',
  /** Another site answers at an address that was to be one of the account's. */
  'other-site': 'give-up',
  'invalid-request': 'give-up',
  'profile-in-use': 'give-up',
  // ours or the server's mistake: logged with the correlation id
  'bad-response': 'bug',
  'illegal-state': 'bug',
} as const satisfies Record<string, Remedy>

export type FailureKind = keyof typeof remedyOf

export const failureKinds = Object.keys(remedyOf) as readonly FailureKind[]

export interface Failure {
  readonly kind: FailureKind
  readonly remedy: Remedy
  /** Safe technical detail in English: no token, no signed URL, no password. May be empty. */
  readonly detail: string
  /** The envelope's `code` (cloudreve-api.md section 1.3). */
  readonly code?: number
  /** HTTP status, where it says more than 200. */
  readonly status?: number
  /** The id sent as X-Cr-Correlation-Id: lets an administrator find the request. */
  readonly correlationId?: string
  /** Of a full disk: what would have to be free, and what is. */
  readonly space?: { readonly neededBytes: number; readonly freeBytes: number }
  /** Of `locked`: who holds what. */
  readonly locks?: readonly FileLock[]
  /** Earliest moment to try again, Unix milliseconds (from Retry-After). */
  readonly retryAtMs?: number
}

export type FailureFacts = Partial<Omit<Failure, 'kind' | 'remedy' | 'detail'>>

export function createFailure(kind: FailureKind, detail = '', facts: FailureFacts = {}): Failure {
  return { kind, remedy: remedyOf[kind], detail, ...facts }
}

/** The one error class of the engine: an Error that carries a Failure. */
export class TransferError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(failure.detail === '' ? failure.kind : `${failure.kind}: ${failure.detail}`, options)
    this.name = 'TransferError'
    this.failure = failure
  }
}

/** Shorthand for `throw fail('not-found', '…')`. */
export function fail(
  kind: FailureKind,
  detail = '',
  facts: FailureFacts & { cause?: unknown } = {},
): TransferError {
  const { cause, ...rest } = facts
  return new TransferError(createFailure(kind, detail, rest), cause === undefined ? undefined : { cause })
}
