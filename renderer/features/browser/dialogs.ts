// Which dialogs the browser can have open, as values. They are drawn by browser-dialogs.tsx.

import type { ItemFailureView } from '../../../contract/browser-views.ts'
import type { Act } from './changes/move-entries.ts'
import type { Change } from './changes/perform.ts'

export type BrowserDialog =
  | { readonly kind: 'new-folder' }
  | { readonly kind: 'download-as'; readonly uri: string; readonly name: string }
  | { readonly kind: 'download-options' }
  | { readonly kind: 'target'; readonly act: Act }
  | { readonly kind: 'delete-for-good' }
  | { readonly kind: 'empty-trash' }
  | {
      readonly kind: 'change-report'
      readonly change: Change
      readonly failed: readonly ItemFailureView[]
      readonly done: number
    }
  | { readonly kind: 'new-share'; readonly uri: string; readonly name: string }
  | {
      readonly kind: 'end-share'
      readonly shareId: string
      readonly name: string
      readonly accountId: string
    }
  | { readonly kind: 'direct-links'; readonly uris: readonly string[] }
  | {
      readonly kind: 'delete-version'
      readonly uri: string
      readonly entityId: string
      readonly date: string
    }
  | { readonly kind: 'preview'; readonly uri: string }
  | { readonly kind: 'shortcuts' }

const kinds: Readonly<Record<BrowserDialog['kind'], true>> = {
  'new-folder': true,
  'download-as': true,
  'download-options': true,
  target: true,
  'delete-for-good': true,
  'empty-trash': true,
  'change-report': true,
  'new-share': true,
  'end-share': true,
  'direct-links': true,
  'delete-version': true,
  preview: true,
  shortcuts: true,
}

export function isBrowserDialog(dialog: { readonly kind: string }): dialog is BrowserDialog {
  return Object.hasOwn(kinds, dialog.kind)
}
