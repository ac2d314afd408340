// What the process says to a script when it ends (docs/CLI.md, "Exit codes"). Not for what went wrong in words.

import type { FailureKind } from '../core/model/failure.ts'

export const exitCodes = { done: 0, failed: 1, usage: 2, signIn: 3, hostLost: 4, interrupted: 130 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const refusals: readonly FailureKind[] = [
  'sign-in-required',
  'wrong-credentials',
  'account-blocked',
  'otp-required',
  'otp-wrong',
  'captcha-required',
  'captcha-wrong',
  'captcha-unsupported',
  'share-password',
]

export function exitCodeOf(kind: FailureKind): ExitCode {
  if (refusals.includes(kind)) return exitCodes.signIn
  return kind === 'invalid-request' ? exitCodes.usage : exitCodes.failed
}
