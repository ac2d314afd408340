// Words for a start that failed before there was a window to say them in.

import { ProfileTaken } from '../../host/take-profile.ts'

export function startFailureWords(error: unknown): string {
  if (error instanceof ProfileTaken) return takenWords(error)
  const detail = error instanceof Error ? error.message : String(error)
  return `${detail}\n\nThe log folder in the profile tells more. Nothing of your queue is lost.`
}

function takenWords({ by }: ProfileTaken): string {
  switch (by) {
    case 'serve':
      return '“reverie serve” runs the downloads of this profile. Use its web page, or end it with Ctrl-C in its terminal and try again.'
    case 'desktop':
      return 'Another window of Reverie runs the downloads of this profile. Use that one, or quit it and try again.'
    default:
      return 'Another Reverie uses the same profile and does not answer. End it and try again, or start with --profile and another folder.'
  }
}
