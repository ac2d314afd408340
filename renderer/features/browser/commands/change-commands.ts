// Commands that change something on the site: folders, names, places, the trash, shares and links.

import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo'
import { BinRecycle20Regular } from '@fluentui/react-icons/svg/bin-recycle'
import { Copy20Regular } from '@fluentui/react-icons/svg/copy'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { DeleteDismiss20Regular } from '@fluentui/react-icons/svg/delete-dismiss'
import { FolderAdd20Regular } from '@fluentui/react-icons/svg/folder-add'
import { FolderArrowRight20Regular } from '@fluentui/react-icons/svg/folder-arrow-right'
import { Link20Regular } from '@fluentui/react-icons/svg/link'
import { Pin20Regular } from '@fluentui/react-icons/svg/pin'
import { Rename20Regular } from '@fluentui/react-icons/svg/rename'
import { Share20Regular } from '@fluentui/react-icons/svg/share'
import { ClipboardLink20Regular } from '@fluentui/react-icons/svg/clipboard-link'
import type { Permission } from '../../../../core/model/permission.ts'
import { chosenCount, chosenEntry, isAllowed, type BrowserState } from '../browser-state.ts'
import { copyAddress } from '../changes/copy-address.ts'
import { deleteChosen, restoreChosen } from '../changes/delete-entries.ts'
import { pinChosen } from '../changes/pin-folder.ts'
import { undoLast } from '../changes/perform.ts'
import { currentPlace, fileSystemOf, isTrash } from '../places.ts'
import type { Command } from './command.ts'

type Id =
  | 'new-folder'
  | 'rename'
  | 'move-to'
  | 'copy-to'
  | 'delete'
  | 'delete-for-good'
  | 'restore'
  | 'empty-trash'
  | 'undo'
  | 'share'
  | 'direct-link'
  | 'copy-address'
  | 'pin'

/** Several may be changed, but not where the site says no. */
const some = (permission: Permission) => (state: BrowserState) =>
  chosenCount(state) > 0 && isAllowed(state, permission) && !isTrash(currentPlace(state.trail))
const one = (permission: Permission) => (state: BrowserState) =>
  some(permission)(state) && chosenEntry(state) !== undefined
const inTrash = (state: BrowserState) => isTrash(currentPlace(state.trail))

export const changeCommands: Readonly<Record<Id, Command>> = {
  'new-folder': {
    name: 'browser.command.newFolder',
    icon: FolderAdd20Regular,
    shortcuts: [{ key: 'n', ctrl: true, shift: true }],
    group: 'change',
    menu: 'idle',
    isEnabled: mayCreate,
    run: ({ reverie }) => reverie.shell.open({ kind: 'new-folder' }),
  },
  rename: {
    name: 'browser.command.rename',
    icon: Rename20Regular,
    shortcuts: [{ key: 'F2' }],
    group: 'change',
    menu: 'enabled',
    isEnabled: one('rename'),
    run: ({ reverie }) => reverie.browser.rename(chosenEntry(reverie.browser.store.getState())?.uri),
  },
  'move-to': {
    name: 'browser.command.moveTo',
    icon: FolderArrowRight20Regular,
    shortcuts: [{ key: 'm', ctrl: true, shift: true }],
    group: 'change',
    menu: 'enabled',
    isEnabled: some('move'),
    run: ({ reverie }) => reverie.shell.open({ kind: 'target', act: 'move' }),
  },
  'copy-to': {
    name: 'browser.command.copyTo',
    icon: Copy20Regular,
    shortcuts: [],
    group: 'change',
    menu: 'enabled',
    isEnabled: some('copy'),
    run: ({ reverie }) => reverie.shell.open({ kind: 'target', act: 'copy' }),
  },
  delete: {
    name: 'browser.command.delete',
    icon: Delete20Regular,
    shortcuts: [{ key: 'Delete' }],
    group: 'change',
    menu: 'enabled',
    isEnabled: some('delete'),
    run: (context) => void deleteChosen(context, { forGood: false }),
  },
  'delete-for-good': {
    name: 'browser.command.deleteForGood',
    icon: DeleteDismiss20Regular,
    shortcuts: [{ key: 'Delete', shift: true }],
    group: 'change',
    menu: 'enabled',
    isEnabled: (state) => chosenCount(state) > 0 && isAllowed(state, 'delete'),
    run: ({ reverie }) => reverie.shell.open({ kind: 'delete-for-good' }),
  },
  restore: {
    name: 'browser.command.restore',
    icon: ArrowUndo20Regular,
    shortcuts: [],
    group: 'change',
    menu: 'enabled',
    isEnabled: (state) => inTrash(state) && chosenCount(state) > 0,
    run: (context) => void restoreChosen(context),
  },
  'empty-trash': {
    name: 'browser.command.emptyTrash',
    icon: BinRecycle20Regular,
    shortcuts: [],
    group: 'change',
    menu: 'enabled',
    isEnabled: (state) => inTrash(state) && state.entries.length > 0,
    run: ({ reverie }) => reverie.shell.open({ kind: 'empty-trash' }),
  },
  undo: {
    name: 'browser.command.undo',
    icon: ArrowUndo20Regular,
    shortcuts: [{ key: 'z', ctrl: true }],
    group: 'change',
    menu: 'enabled',
    isEnabled: ({ undoId }) => undoId !== undefined,
    run: (context) => void undoLast(context),
  },
  share: {
    name: 'browser.command.share',
    icon: Share20Regular,
    shortcuts: [],
    group: 'share',
    menu: 'enabled',
    isEnabled: (state) => one('share')(state) && state.space?.mayShare !== false,
    run: ({ reverie }) => {
      const entry = chosenEntry(reverie.browser.store.getState())
      if (entry !== undefined) reverie.shell.open({ kind: 'new-share', uri: entry.uri, name: entry.name })
    },
  },
  'direct-link': {
    name: 'browser.command.directLink',
    icon: Link20Regular,
    shortcuts: [],
    group: 'share',
    menu: 'enabled',
    isEnabled: mayLink,
    run: ({ reverie }) => {
      const uris = reverie.browser.chosen().map(({ uri }) => uri)
      reverie.shell.open({ kind: 'direct-links', uris })
    },
  },
  'copy-address': {
    name: 'browser.command.copyAddress',
    icon: ClipboardLink20Regular,
    shortcuts: [{ key: 'c', ctrl: true, shift: true }],
    group: 'share',
    menu: 'always',
    isEnabled: ({ trail }) => currentPlace(trail).kind === 'folder',
    run: (context) => void copyAddress(context),
  },
  pin: {
    name: 'browser.command.pin',
    icon: Pin20Regular,
    shortcuts: [],
    group: 'share',
    menu: 'enabled',
    isEnabled: (state) => {
      const place = currentPlace(state.trail)
      if (place.kind !== 'folder' || isTrash(place)) return false
      return chosenCount(state) === 0 || chosenEntry(state)?.kind === 'folder'
    },
    run: (context) => void pinChosen(context),
  },
}

function mayCreate(state: BrowserState): boolean {
  const place = currentPlace(state.trail)
  if (place.kind !== 'folder' || place.search !== undefined || state.status !== 'ready') return false
  return fileSystemOf(place) === 'my' && isAllowed(state, 'create')
}

/** As many at once as the site gives; files only. */
function mayLink(state: BrowserState): boolean {
  const most = state.space?.directLinks ?? 1
  const count = chosenCount(state)
  if (!some('link')(state) || state.selection.everything || count > most) return false
  return state.entries.every(({ uri, kind }) => kind === 'file' || !state.selection.keys.has(uri))
}
