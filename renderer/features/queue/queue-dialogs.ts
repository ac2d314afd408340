// Which dialogs the transfers can have open, as values. They are drawn by one-queue-dialog.tsx.

import type { FileRemoval } from '../../../core/model/file-removal.ts'
import type { ChosenRow } from './page/choice.ts'

export type QueueDialog =
  | { readonly kind: 'cancel-all' }
  | { readonly kind: 'clear-ended' }
  | { readonly kind: 'cancel-rows'; readonly chosen: readonly ChosenRow[] }
  | { readonly kind: 'remove-rows'; readonly chosen: readonly ChosenRow[] }
  | { readonly kind: 'remove-files'; readonly chosen: readonly ChosenRow[] }
  | { readonly kind: 'kept-files'; readonly removal: FileRemoval }
  | { readonly kind: 'start-at'; readonly chosen: readonly ChosenRow[] }
  | { readonly kind: 'pace'; readonly chosen: readonly ChosenRow[] }
  | { readonly kind: 'queues' }
  | { readonly kind: 'own-limit' }

const kinds: Readonly<Record<QueueDialog['kind'], true>> = {
  'cancel-all': true,
  'clear-ended': true,
  'cancel-rows': true,
  'remove-rows': true,
  'remove-files': true,
  'kept-files': true,
  'start-at': true,
  pace: true,
  queues: true,
  'own-limit': true,
}

export function isQueueDialog(dialog: { readonly kind: string }): dialog is QueueDialog {
  return Object.hasOwn(kinds, dialog.kind)
}
