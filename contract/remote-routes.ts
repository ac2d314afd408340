// The addresses under which a page gets bytes of remote files: routes of the host itself, which asks the site. Relative to
// the page, and nothing in them is secret; who may ask is decided by the host's door.

import type { EntryView } from './views.ts'

/** Everything below it is answered by the host and never by a file of the page. */
export const remoteRoute = 'remote/'
export const thumbnailRoute = 'remote/thumbnail'
/** Behind it the id of an open preview. */
export const previewRoute = 'remote/preview'
/** Behind it the id of a file that was offered to be dragged out. */
export const offerRoute = 'remote/offer'

export const avatarRoute = 'remote/avatar'

/** Answers 204 where the user has no picture at the account's site. */
export function avatarAddress(accountId: string, userId: string): string {
  return `/${avatarRoute}?account=${encodeURIComponent(accountId)}&user=${encodeURIComponent(userId)}`
}

/** The entity is in it, so that the picture may be kept by the browser: a changed file has another address. */
export function thumbnailAddress(accountId: string, { uri, entityId = '' }: EntryView): string {
  const query = Object.entries({ account: accountId, uri, entity: entityId })
  return `/${thumbnailRoute}?${query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}`
}

/** Whether it is worth asking: the site makes pictures of such a file, and of this one. */
export function hasThumbnail(entry: EntryView, extensions: ReadonlySet<string>): boolean {
  if (entry.kind !== 'file' || entry.noThumbnail === true || entry.uploading === true) return false
  const dot = entry.name.lastIndexOf('.')
  return dot !== -1 && extensions.has(entry.name.slice(dot + 1).toLowerCase())
}
