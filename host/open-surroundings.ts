// What is around the engine of a host that stays: what happened, the places that windows were asked for, diagnostics.

import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '../core/engine-api.ts'
import { systemClock } from '../core/ports/system-clock.ts'
import { openActivityLog, type ActivityLog } from './activity/activity-log.ts'
import { watchQueue } from './activity/watch-queue.ts'
import { watchSync } from './activity/watch-sync.ts'
import { createPlaceBox, noDesk, type PlaceBox } from './desk.ts'
import type { DesktopHandlerParts } from './desktop-handlers.ts'
import { collectDiagnostics, diagnosticsName } from './diagnostics/diagnostics.ts'
import type { HostParts } from './host.ts'

export interface Surroundings extends DesktopHandlerParts {
  readonly activity: ActivityLog
  readonly places: PlaceBox
  readonly collectDiagnostics: () => Promise<Buffer>
  close(): Promise<void>
}

export async function openSurroundings(engine: Engine, parts: HostParts): Promise<Surroundings> {
  const { profile, logger, shell, desk = noDesk, settingsRepair } = parts
  const activity = await openActivityLog({
    path: join(profile, 'activity.json'),
    now: () => Date.now(),
    uuid: randomUUID,
    logger,
  })
  const { origin, setAside } = engine.opening
  if (setAside !== undefined)
    activity.add({ kind: origin === 'restored' ? 'restored' : 'lost', what: 'queue', setAside })
  if (settingsRepair !== undefined)
    activity.add({ kind: settingsRepair.origin, what: 'settings', setAside: settingsRepair.setAside })
  const stops = [
    watchQueue({ queue: engine.queue, clock: systemClock, tell: activity.add }),
    watchSync({ sync: engine.sync, clock: systemClock, tell: activity.add }),
  ]
  const places = createPlaceBox()
  const collect = () => collectDiagnostics({ engine, host: shell.describe(), profile, now: new Date() })
  return {
    activity,
    places,
    desk: {
      ...desk,
      show: (place) => {
        desk.show(place)
        places.ask(place)
      },
    },
    collectDiagnostics: collect,
    saveDiagnostics: async () => {
      const path = await shell.pickFile(diagnosticsName(new Date()))
      if (path === undefined) return undefined
      await writeFile(path, await collect(), { mode: 0o600 })
      return path
    },
    close: async () => {
      for (const stop of stops) stop()
      await activity.close()
    },
  }
}
