// The application menu: on macOS the bar that users expect, elsewhere only the shortcuts that come with it. What Electron
// would call the usual commands is English in every language, so each of them has words of ours.

import type { MenuItemConstructorOptions } from 'electron'
import type { DesktopPlace } from '../contract/desktop-treaty.ts'
import type { DeskKey, DeskWords } from '../words/desk-words.ts'

export interface MenuParts {
  readonly platform: string
  readonly isPackaged: boolean
  readonly words: DeskWords
  readonly goTo: (place: DesktopPlace) => void
  readonly saveDiagnostics: () => void
}

type Items = MenuItemConstructorOptions[]
type Role = NonNullable<MenuItemConstructorOptions['role']>

const line: MenuItemConstructorOptions = { type: 'separator' }

export function menuTemplate({ platform, isPackaged, words, goTo, saveDiagnostics }: MenuParts): Items {
  const mac = platform === 'darwin'
  const settings: MenuItemConstructorOptions = {
    label: words('desk.menu.settings'),
    accelerator: 'CommandOrControl+,',
    click: () => goTo({ kind: 'settings' }),
  }
  return [
    mac
      ? { role: 'appMenu', submenu: macItems(settings, words) }
      : { label: 'Reverie', submenu: [settings, quitItem(words)] },
    { role: 'editMenu', label: words('desk.menu.edit'), submenu: editItems(words) },
    { label: words('desk.menu.view'), submenu: viewItems(words, isPackaged) },
    { role: 'windowMenu', label: words('desk.menu.window'), submenu: windowItems(words, mac) },
    {
      ...{ role: 'help', label: words('desk.menu.help') },
      submenu: [
        { label: words('desk.menu.whatHappened'), click: () => goTo({ kind: 'activity' }) },
        { label: words('desk.menu.diagnostics'), click: saveDiagnostics },
      ],
    },
  ]
}

/** Electron knows what it does and which keys do it. */
function usual(words: DeskWords): (role: Role, key: DeskKey) => MenuItemConstructorOptions {
  return (role, key) => ({ role, label: words(key) })
}

function macItems(settings: MenuItemConstructorOptions, words: DeskWords): Items {
  const item = usual(words)
  return [
    item('about', 'desk.menu.about'),
    settings,
    line,
    item('services', 'desk.menu.services'),
    line,
    item('hide', 'desk.menu.hide'),
    item('hideOthers', 'desk.menu.hideOthers'),
    item('unhide', 'desk.menu.showAll'),
    line,
    quitItem(words),
  ]
}

function editItems(words: DeskWords): Items {
  const item = usual(words)
  return [
    item('undo', 'desk.menu.undo'),
    item('redo', 'desk.menu.redo'),
    line,
    item('cut', 'desk.menu.cut'),
    item('copy', 'desk.menu.copy'),
    item('paste', 'desk.menu.paste'),
    item('pasteAndMatchStyle', 'desk.menu.pasteAsText'),
    item('delete', 'desk.menu.delete'),
    line,
    item('selectAll', 'desk.menu.selectAll'),
  ]
}

function viewItems(words: DeskWords, isPackaged: boolean): Items {
  const item = usual(words)
  // For whoever works on the program, in the words of Electron.
  const developers: Items = isPackaged ? [] : [line, { role: 'reload' }, { role: 'toggleDevTools' }]
  return [
    item('resetZoom', 'desk.menu.actualSize'),
    item('zoomIn', 'desk.menu.zoomIn'),
    item('zoomOut', 'desk.menu.zoomOut'),
    line,
    item('togglefullscreen', 'desk.menu.fullScreen'),
    ...developers,
  ]
}

function windowItems(words: DeskWords, mac: boolean): Items {
  const item = usual(words)
  return [
    item('minimize', 'desk.menu.minimize'),
    item('close', 'desk.menu.close'),
    ...(mac ? [item('zoom', 'desk.menu.zoom'), line, item('front', 'desk.menu.front')] : []),
  ]
}

const quitItem = (words: DeskWords): MenuItemConstructorOptions => ({
  ...{ role: 'quit', label: words('tray.quit'), accelerator: 'CommandOrControl+Q' },
})
