// Words for a start that failed before there was a window to say them in.

import { TransferError } from '../../core/model/failure.ts'

export function startFailureWords(error: unknown): string {
  if (error instanceof TransferError && error.failure.kind === 'profile-in-use') {
    return 'Another Reverie uses the same profile, perhaps the headless host. End it, or start with --profile and another folder.'
  }
  const detail = error instanceof Error ? error.message : String(error)
  return `${detail}\n\nThe log folder in the profile tells more. Nothing of your queue is lost.`
}
