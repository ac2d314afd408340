// Commands that open entries: into a folder, a preview, and every way of downloading.

import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { Eye20Regular } from '@fluentui/react-icons/svg/eye'
import { FolderArrowRight20Regular } from '@fluentui/react-icons/svg/folder-arrow-right'
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open'
import { FolderSync20Regular } from '@fluentui/react-icons/svg/folder-sync'
import { FolderZip20Regular } from '@fluentui/react-icons/svg/folder-zip'
import { Rename20Regular } from '@fluentui/react-icons/svg/rename'
import type { EntryView } from '../../../../contract/views.ts'
import type { Reverie } from '../../../app/reverie.ts'
import { chosenCount, chosenEntry, type BrowserState } from '../browser-state.ts'
import { download, downloadTo } from '../download.ts'
import { currentPlace, fileSystemOf, isTrash, type FolderPlace } from '../places.ts'
import { openShortcut } from '../shares/follow-share.ts'
import type { Command } from './command.ts'

type Id =
  | 'open'
  | 'preview'
  | 'download'
  | 'download-to'
  | 'download-with'
  | 'download-as'
  | 'download-zip'
  | 'keep-in-step'

export const openCommands: Readonly<Record<Id, Command>> = {
  open: {
    name: 'browser.command.open',
    icon: FolderOpen20Regular,
    shortcuts: [{ key: 'Enter', inList: true }],
    group: 'open',
    menu: 'enabled',
    isEnabled: (state) => chosenEntry(state)?.kind === 'folder' && !isTrash(currentPlace(state.trail)),
    run: ({ reverie }) => {
      const folder = chosenEntry(reverie.browser.store.getState())
      if (folder?.kind === 'folder') openFolder(reverie, folder)
    },
  },
  preview: {
    name: 'browser.command.preview',
    icon: Eye20Regular,
    shortcuts: [{ key: ' ', inList: true }],
    group: 'open',
    menu: 'enabled',
    isEnabled: (state) => activeFile(state) !== undefined && !isTrash(currentPlace(state.trail)),
    run: ({ reverie }) => {
      const file = activeFile(reverie.browser.store.getState())
      if (file !== undefined) reverie.shell.open({ kind: 'preview', uri: file.uri })
    },
  },
  download: {
    name: 'browser.command.download',
    icon: ArrowDownload20Regular,
    shortcuts: [{ key: 'd', ctrl: true }],
    group: 'open',
    menu: 'always',
    isEnabled: mayDownload,
    run: (context) => void download(context),
  },
  'download-to': {
    name: 'browser.command.downloadTo',
    icon: FolderArrowRight20Regular,
    shortcuts: [{ key: 'd', ctrl: true, shift: true }],
    group: 'open',
    menu: 'always',
    isEnabled: mayDownload,
    run: (context) => void downloadTo(context),
  },
  'download-with': {
    name: 'browser.command.downloadWith',
    icon: ArrowDownload20Regular,
    shortcuts: [],
    group: 'open',
    menu: 'enabled',
    isEnabled: mayDownload,
    run: ({ reverie }) => reverie.shell.open({ kind: 'download-options' }),
  },
  'download-as': {
    name: 'browser.command.downloadAs',
    icon: Rename20Regular,
    shortcuts: [],
    group: 'open',
    menu: 'enabled',
    isEnabled: (state) => mayDownload(state) && chosenEntry(state)?.kind === 'file',
    run: ({ reverie }) => {
      const file = chosenEntry(reverie.browser.store.getState())
      if (file !== undefined) reverie.shell.open({ kind: 'download-as', uri: file.uri, name: file.name })
    },
  },
  'download-zip': {
    name: 'browser.command.downloadZip',
    icon: FolderZip20Regular,
    shortcuts: [],
    group: 'open',
    menu: 'enabled',
    // The site packs what it is told by name, so everything has to be known.
    isEnabled: (state) =>
      mayDownload(state) &&
      state.space?.mayArchive === true &&
      (chosenCount(state) > 1 || chosenEntry(state)?.kind === 'folder'),
    run: (context) => void download(context, { archive: true }),
  },
  'keep-in-step': {
    name: 'sync.command',
    icon: FolderSync20Regular,
    shortcuts: [],
    group: 'open',
    menu: 'enabled',
    isEnabled: (state) => folderToKeep(state) !== undefined,
    run: ({ reverie }) => {
      const folder = folderToKeep(reverie.browser.store.getState())
      if (folder !== undefined) reverie.shell.open({ kind: 'add-pair', folder })
    },
  },
}

/** The one that is selected, or with nothing selected the one that is shown; shortcuts lead elsewhere. */
function folderToKeep(state: BrowserState): FolderPlace | undefined {
  const place = currentPlace(state.trail)
  if (place.kind !== 'folder' || !['my', 'share'].includes(fileSystemOf(place))) return undefined
  const { search, ...here } = place
  if (chosenCount(state) === 0) return search === undefined ? here : undefined
  const entry = chosenEntry(state)
  return entry?.kind === 'folder' && entry.shortcut !== true ? { ...here, uri: entry.uri } : undefined
}

function mayDownload(state: BrowserState): boolean {
  return chosenCount(state) > 0 && !isTrash(currentPlace(state.trail))
}

/** The file that the keyboard is at, or the one that is selected. */
function activeFile(state: BrowserState): EntryView | undefined {
  const entry = chosenEntry(state) ?? state.entries[state.selection.active]
  return entry?.kind === 'file' ? entry : undefined
}

export function openFolder(reverie: Reverie, folder: EntryView): void {
  const { browser } = reverie
  const place = browser.place()
  if (place.kind !== 'folder') return
  if (folder.shortcut === true) return void openShortcut(reverie, place.accountId, folder)
  const { search: _search, ...here } = place
  browser.go({ ...here, uri: folder.uri })
}
