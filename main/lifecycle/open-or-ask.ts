// Opening a profile that another Reverie keeps: the user is told who has it and may try again as often as they like.

import { ProfileTaken } from '../../host/take-profile.ts'

/** Undefined where the user gives up. Rejects for what trying again does not change. */
export async function openOrAsk<T>(
  open: () => Promise<T>,
  askAgain: (taken: ProfileTaken) => boolean,
): Promise<T | undefined> {
  for (;;) {
    try {
      return await open()
    } catch (error) {
      if (!(error instanceof ProfileTaken)) throw error
      if (!askAgain(error)) return undefined
    }
  }
}
