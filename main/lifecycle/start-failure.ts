// Words for a start that failed before there was a window to say them in.

import { NewerSchemaError } from '../../core/store/migrations.ts'
import { ProfileTaken } from '../../host/take-profile.ts'

export function startFailureWords(error: unknown): string {
  if (error instanceof ProfileTaken) return takenWords(error)
  if (error instanceof Error && error.cause instanceof NewerSchemaError) return newerWords
  const detail = error instanceof Error ? error.message : String(error)
  return `${detail}\n\nThe log folder in the profile tells more. Nothing of your queue is lost.`
}

const newerWords =
  'A newer version of Reverie has used this profile, and this one does not know how its list of downloads is kept. ' +
  'Install the newer version again, or start with --profile and another folder. Nothing has been changed.'

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
