// What the process says to a script when it ends (docs/CLI.md, "Exit codes"). Not for what went wrong in words.

import type { FailureKind } from '../core/model/failure.ts'

export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  signIn: 3,
  hostLost: 4,
  differences: 5,
  planAsks: 6,
  interrupted: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** What each means, for every place that explains them. */
export const exitMeanings: Record<ExitCode, string> = {
  0: 'everything asked for was done',
  1: 'something failed; each thing is named with its reason',
  2: 'wrong usage: nothing was started',
  3: "a sign-in, a code, a captcha or a share's password is needed or was refused",
  4: 'the Reverie that ran the downloads was killed; the same command goes on',
  5: 'verify found files that are not as they should be',
  6: 'a sync would do more than it does unasked; nothing was done',
  130: 'interrupted; the same command goes on',
}

const refusals: readonly FailureKind[] = [
  'sign-in-required',
  'wrong-credentials',
  'account-blocked',
  'otp-required',
  'otp-wrong',
  'captcha-required',
  'captcha-wrong',
  'captcha-unsupported',
  'browser-sign-in-unsupported',
  'sign-in-canceled',
  'sign-in-mismatch',
  'sign-in-refused',
  'sign-in-late',
  'other-user',
  'share-password',
]

export function exitCodeOf(kind: FailureKind): ExitCode {
  if (refusals.includes(kind)) return exitCodes.signIn
  return kind === 'invalid-request' ? exitCodes.usage : exitCodes.failed
}
