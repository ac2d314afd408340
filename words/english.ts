// The English catalogue, put together from one file per room. Other languages have the same shape.

import { accounts } from './english/accounts.ts'
import { activity } from './english/activity.ts'
import { browser } from './english/browser.ts'
import { changes } from './english/changes.ts'
import { details, preview, shortcuts } from './english/details.ts'
import { desk } from './english/desk.ts'
import { desktop } from './english/desktop.ts'
import { failures } from './english/failures.ts'
import { places, search, shares } from './english/places.ts'
import { queue } from './english/queue.ts'
import { settings } from './english/settings.ts'
import { shell } from './english/shell.ts'
import { sync } from './english/sync.ts'
import { tray } from './english/tray.ts'
import { transfers } from './english/transfers.ts'
import { updates } from './english/updates.ts'

export const english = {
  accounts,
  activity,
  browser,
  changes,
  desk,
  desktop,
  details,
  failure: failures,
  places,
  preview,
  queue,
  search,
  settings,
  shares,
  shell,
  shortcuts,
  sync,
  tray,
  transfers,
  updates,
} as const
