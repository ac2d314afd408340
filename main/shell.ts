// The desktop around the program: its dialogs, its file manager, its programs for files.

import { lstat, stat } from 'node:fs/promises'
import type {
  BrowserWindow,
  Dialog,
  OpenDialogOptions,
  SaveDialogOptions,
  Shell as DesktopShell,
} from 'electron'
import { fail } from '../core/model/failure.ts'
import type { DesktopFacts } from '../contract/views.ts'
import type { Shell } from '../host/shell.ts'
import { mayOpen, mayOpenFolder } from '../host/open-rule.ts'

export interface ShellParts {
  readonly version: string
  readonly plainVault: boolean
  readonly dialog: Dialog
  readonly desktop: DesktopShell
  /** The window a dialog belongs to; undefined while there is none. */
  readonly window: () => BrowserWindow | undefined
  readonly showSignIn: NonNullable<Shell['showSignIn']>
  readonly facts: () => DesktopFacts
  readonly onChanged: (listener: () => void) => () => void
}

export function createShell(parts: ShellParts): Shell {
  const { version, plainVault, dialog, desktop, window, showSignIn, facts, onChanged } = parts
  return {
    showSignIn,
    onChanged,
    describe: () => ({
      face: 'desktop',
      version,
      platform: process.platform,
      plainVault,
      canOpenFiles: true,
      signInWindow: true,
      desktop: facts(),
      hasTrash: true,
    }),
    // The dialog asks the user; a wish is for hosts that have none.
    pickFolder: async () => {
      const options: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
      const parent = window()
      const picked = await (parent === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options))
      return picked.canceled ? undefined : picked.filePaths[0]
    },
    pickFile: async (name) => {
      const options: SaveDialogOptions = {
        defaultPath: name,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      }
      const parent = window()
      const picked = await (parent === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options))
      return picked.canceled || picked.filePath === '' ? undefined : picked.filePath
    },
    trash: (path) => desktop.trashItem(path),
    openFile: async (path) => {
      // Not followed: a link in the place of the file is not what was downloaded.
      const facts = await lstat(path).catch(() => undefined)
      if (facts === undefined) throw fail('not-found', 'the file is no longer there')
      const executable = process.platform !== 'win32' && (facts.mode & 0o111) !== 0
      const isFit = facts.isDirectory() ? mayOpenFolder(path) : facts.isFile() && mayOpen(path, executable)
      if (!isFit) return desktop.showItemInFolder(path)
      // The answer is a message where no program takes the file; its folder is the next best thing.
      if ((await desktop.openPath(path)) !== '') desktop.showItemInFolder(path)
    },
    reveal: async (path) => {
      const facts = await stat(path).catch(() => undefined)
      if (facts === undefined) throw fail('not-found', 'the file is no longer there')
      desktop.showItemInFolder(path)
    },
  }
}
