// What the options of the desktop may be, for requests and for the settings file. A file from before an option existed
// takes that option's usual value.

import { z } from 'zod'
import { defaultDesktopOptions as usual, isShortcut, noticeLevels } from '../core/model/desktop-options.ts'

const shapes = {
  startAtLogin: z.boolean(),
  keepInTray: z.boolean(),
  keepAwake: z.boolean(),
  pauseOnBattery: z.boolean(),
  pauseOnMetered: z.boolean(),
  notices: z.enum(noticeLevels),
  watchClipboard: z.boolean(),
  lookForUpdates: z.boolean(),
  trayShortcut: z
    .string()
    .max(100)
    .refine((text) => text === '' || isShortcut(text)),
} as const

/** Of a request: complete, and nothing besides. */
export const desktopShape = z.strictObject(shapes)

/** Of the file: whatever does not fit falls back by itself. */
export const storedDesktopShape = z
  .object({
    startAtLogin: shapes.startAtLogin.catch(usual.startAtLogin),
    keepInTray: shapes.keepInTray.catch(usual.keepInTray),
    keepAwake: shapes.keepAwake.catch(usual.keepAwake),
    pauseOnBattery: shapes.pauseOnBattery.catch(usual.pauseOnBattery),
    pauseOnMetered: shapes.pauseOnMetered.catch(usual.pauseOnMetered),
    notices: shapes.notices.catch(usual.notices),
    watchClipboard: shapes.watchClipboard.catch(usual.watchClipboard),
    lookForUpdates: shapes.lookForUpdates.catch(usual.lookForUpdates),
    trayShortcut: shapes.trayShortcut.catch(usual.trayShortcut),
  })
  .catch(usual)
