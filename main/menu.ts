// The application menu: on macOS the bar that users expect, elsewhere only the shortcuts that come with it.

import type { MenuItemConstructorOptions } from 'electron'

export function menuTemplate(platform: string, isPackaged: boolean): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  if (!isPackaged) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' })
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : [{ label: 'Reverie', submenu: [quitItem] }]),
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
  ]
}

const quitItem: MenuItemConstructorOptions = { role: 'quit', accelerator: 'CommandOrControl+Q' }
