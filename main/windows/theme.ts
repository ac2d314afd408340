// Native parts (dialogs, menus, the window's background) follow the theme of the settings.

import type { NativeTheme } from 'electron'
import type { Engine } from '../../core/engine-api.ts'

/** Returns its disposer. */
export function followTheme(nativeTheme: NativeTheme, settings: Engine['settings']): () => void {
  nativeTheme.themeSource = settings.read().theme
  return settings.onChanged(({ theme }) => (nativeTheme.themeSource = theme))
}
