// Starting with the user's session, hidden. Windows and macOS have a place for that; on Linux it is a file that every
// desktop reads (freedesktop.org, Desktop Application Autostart Specification).

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'

export interface LoginItemParts {
  readonly app: Pick<App, 'setLoginItemSettings'>
  readonly platform: NodeJS.Platform
  /** What to start: the executable and what it needs in front of our own options. */
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

export async function setLoginItem(
  { app, platform, command, env }: LoginItemParts,
  on: boolean,
): Promise<void> {
  if (platform === 'win32' || platform === 'darwin') {
    app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] })
    return
  }
  const folder = join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart')
  const path = join(folder, 'reverie.desktop')
  if (!on) return rm(path, { force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(path, desktopEntry([...command, '--hidden']))
}

function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Reverie',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** Desktop Entry Specification, "The Exec key": quoted, and escaped twice, as an argument and as a string. */
function quoted(argument: string): string {
  const escaped = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
  return `"${escaped.replaceAll('\\', '\\\\')}"`
}

/** An AppImage is mounted anew at each start: its own file is what can be started again. */
export function ownCommand(facts: {
  readonly execPath: string
  readonly appPath: string
  readonly isPackaged: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}): readonly string[] {
  const { execPath, appPath, isPackaged, env } = facts
  const executable = env['APPIMAGE'] || execPath
  return isPackaged ? [executable] : [executable, appPath]
}
