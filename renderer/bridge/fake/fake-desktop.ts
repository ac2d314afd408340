// The program around the queue of the host in memory: what happened, and which windows were asked for.

import type { DesktopCommands, DesktopPlace, DesktopQueries } from '../../../contract/desktop-treaty.ts'
import type { EventName, Events, Handlers } from '../../../contract/treaty.ts'
import type { ActivityEntry } from '../../../core/model/activity.ts'

export interface FakeDesktop {
  /** The newest first. */
  activity: readonly ActivityEntry[]
  place: DesktopPlace | null
  keptView: string | null
}

export function aDesktop(): FakeDesktop {
  return { activity: [], place: null, keptView: null }
}

type Emit = <E extends EventName>(name: E, payload: Events[E]) => void

export function desktopHandlers(
  desktop: FakeDesktop,
  emit: Emit,
): Pick<Handlers, keyof DesktopCommands | keyof DesktopQueries> {
  const unseen = () => desktop.activity.filter(({ seen }) => !seen).length
  const change = (activity: readonly ActivityEntry[]) => {
    desktop.activity = activity
    emit('activity.changed', { unseen: unseen() })
    return {}
  }
  return {
    'activity.list': () => ({ entries: desktop.activity, unseen: unseen() }),
    'activity.markSeen': () => change(desktop.activity.map((entry) => ({ ...entry, seen: true }))),
    'activity.clear': () => change([]),
    'desktop.show': () => ({}),
    'desktop.hideTray': () => ({}),
    'desktop.quit': () => ({}),
    'desktop.keepView': ({ view }) => {
      desktop.keptView = view
      return {}
    },
    'desktop.keptView': () => ({ view: desktop.keptView }),
    'desktop.takePlace': () => {
      const { place } = desktop
      desktop.place = null
      return { place }
    },
    'diagnostics.save': () => ({ path: '/home/ada/reverie-diagnostics.zip' }),
  }
}
