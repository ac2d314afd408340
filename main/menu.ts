// The application menu: on macOS the bar that users expect, elsewhere only the shortcuts that come with it.

import type { MenuItemConstructorOptions } from 'electron'
import type { DesktopPlace } from '../contract/desktop-treaty.ts'
import type { DeskWords } from '../words/desk-words.ts'

export interface MenuParts {
  readonly platform: string
  readonly isPackaged: boolean
  readonly words: DeskWords
  readonly goTo: (place: DesktopPlace) => void
  readonly saveDiagnostics: () => void
}

export function menuTemplate({
  platform,
  isPackaged,
  words,
  goTo,
  saveDiagnostics,
}: MenuParts): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const settings: MenuItemConstructorOptions = {
    label: words('desk.menu.settings'),
    accelerator: 'CommandOrControl+,',
    click: () => goTo({ kind: 'settings' }),
  }
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  if (!isPackaged) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' })
  return [
    mac
      ? {
          role: 'appMenu',
          submenu: [{ role: 'about' }, settings, { type: 'separator' }, ...macItems, { role: 'quit' }],
        }
      : { label: 'Reverie', submenu: [settings, quitItem(words)] },
    { role: 'editMenu' },
    { label: words('desk.menu.view'), submenu: view },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: words('desk.menu.whatHappened'), click: () => goTo({ kind: 'activity' }) },
        { label: words('desk.menu.diagnostics'), click: saveDiagnostics },
      ],
    },
  ]
}

const macItems: MenuItemConstructorOptions[] = [
  { role: 'services' },
  { type: 'separator' },
  { role: 'hide' },
  { role: 'hideOthers' },
  { role: 'unhide' },
  { type: 'separator' },
]

const quitItem = (words: DeskWords): MenuItemConstructorOptions => ({
  ...{ role: 'quit', label: words('tray.quit'), accelerator: 'CommandOrControl+Q' },
})
