// The names of the treaty that are about the program around the queue.

import type { DesktopCommands, DesktopQueries } from '../contract/desktop-treaty.ts'
import type { Handlers } from '../contract/treaty.ts'
import type { ActivityLog } from './activity/activity-log.ts'
import type { Desk, PlaceBox } from './desk.ts'

export type DesktopHandlers = Pick<Handlers, keyof DesktopCommands | keyof DesktopQueries>

export interface DesktopHandlerParts {
  readonly activity: ActivityLog
  readonly desk: Desk
  readonly places: PlaceBox
  /** Undefined where the user thinks better of it. */
  readonly saveDiagnostics: () => Promise<string | undefined>
}

export function createDesktopHandlers(parts: DesktopHandlerParts): DesktopHandlers {
  const { activity, desk, places, saveDiagnostics } = parts
  const done = (run: () => void) => () => {
    run()
    return {}
  }
  return {
    'activity.list': activity.view,
    'activity.markSeen': done(activity.markSeen),
    'activity.clear': done(activity.clear),
    'desktop.show': ({ place }) => {
      desk.show(place)
      return {}
    },
    'desktop.hideTray': done(desk.hideTray),
    'desktop.quit': done(desk.quit),
    'desktop.keepView': ({ view }) => {
      places.keep(view)
      return {}
    },
    'desktop.keptView': () => ({ view: places.kept() }),
    'desktop.takePlace': () => ({ place: places.take() }),
    'diagnostics.save': async () => ({ path: (await saveDiagnostics()) ?? null }),
  }
}
