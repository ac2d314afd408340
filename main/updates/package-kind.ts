// Whether this copy of the program can replace itself, judged by how it was installed.

import type { UpdatesOffReason } from '../../contract/update-treaty.ts'

export interface Installation {
  readonly isPackaged: boolean
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** `resources/package-type`, which electron-builder leaves in packages of systems; undefined where there is none. */
  readonly packageType: string | undefined
  /** Windows: the installer leaves its uninstaller beside the program. */
  readonly hasUninstaller: boolean
  /** `resources/app-update.yml`: where to ask. */
  readonly hasFeed: boolean
  /** Whose signature counts; empty for none. */
  readonly key: string
}

/** Undefined where it can. */
export function whyOff(installation: Installation): UpdatesOffReason | undefined {
  const { isPackaged, platform, env, packageType, hasUninstaller, hasFeed, key } = installation
  if (!isPackaged) return 'source'
  if (packageType !== undefined || env['SNAP'] !== undefined || env['FLATPAK_ID'] !== undefined)
    return 'system'
  if (platform === 'linux' && env['APPIMAGE'] === undefined) return 'unpacked'
  if (platform === 'win32' && (env['PORTABLE_EXECUTABLE_FILE'] !== undefined || !hasUninstaller))
    return 'unpacked'
  return hasFeed && key !== '' ? undefined : 'no-feed'
}
