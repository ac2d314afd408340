// Which dialogs of folders kept in step can be open, as values. They are drawn by one-sync-dialog.tsx.

import type { FolderPlace } from '../browser/places.ts'

export type SyncDialog =
  /** With the folder of the site where one is chosen already. */
  | { readonly kind: 'add-pair'; readonly folder?: FolderPlace | undefined }
  | { readonly kind: 'edit-pair'; readonly pairId: string }
  | { readonly kind: 'remove-pair'; readonly pairId: string }
  /** Everything is compared anew; `take`: because another folder is the one from now on. */
  | { readonly kind: 'compare-pair'; readonly pairId: string; readonly take: boolean }

const kinds: Readonly<Record<SyncDialog['kind'], true>> = {
  'add-pair': true,
  'edit-pair': true,
  'remove-pair': true,
  'compare-pair': true,
}

export function isSyncDialog(dialog: { readonly kind: string }): dialog is SyncDialog {
  return Object.hasOwn(kinds, dialog.kind)
}
