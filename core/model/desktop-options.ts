// How the desktop program behaves around its work: what it tells, when it rests, where it stays. Kept with the other
// settings; a host without a desktop leaves them alone.

export const noticeLevels = ['all', 'problems', 'none'] as const
export type NoticeLevel = (typeof noticeLevels)[number]

export interface DesktopOptions {
  /** Starts with the user's session, without a window. */
  readonly startAtLogin: boolean
  /** A closed window leaves the program in the tray; else it ends. */
  readonly keepInTray: boolean
  /** The machine does not fall asleep while something is transferred. The screen may. */
  readonly keepAwake: boolean
  readonly pauseOnBattery: boolean
  /** Where the system tells what the network costs. */
  readonly pauseOnMetered: boolean
  /** What the system's notifications tell; the activity list keeps everything. */
  readonly notices: NoticeLevel
  /** Share links of known sites on the clipboard are offered. */
  readonly watchClipboard: boolean
  /** Asks once a day whether there is a newer version; getting it is the user's own step. */
  readonly lookForUpdates: boolean
  /** Opens the tray window from anywhere, such as `Control+Shift+D`; empty for none. */
  readonly trayShortcut: string
}

export const defaultDesktopOptions: DesktopOptions = {
  startAtLogin: false,
  keepInTray: true,
  keepAwake: true,
  pauseOnBattery: false,
  pauseOnMetered: false,
  notices: 'all',
  watchClipboard: false,
  lookForUpdates: true,
  trayShortcut: '',
}

const modifiers = ['CommandOrControl', 'Command', 'Control', 'Alt', 'Shift', 'Super'] as const
const keys =
  /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Tab|Insert|Home|End|PageUp|PageDown|Up|Down|Left|Right)$/

/** One key with at least one modifier besides Shift: a shortcut that swallows plain typing would break every program. */
export function isShortcut(text: string): boolean {
  const parts = text.split('+')
  const key = parts.pop() ?? ''
  const known = parts.every((part) => modifiers.some((modifier) => modifier === part))
  const isUnique = new Set(parts).size === parts.length
  return known && isUnique && keys.test(key) && parts.some((part) => part !== 'Shift')
}
