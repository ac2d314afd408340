// The address under which a page gets the thumbnail of an entry: an own route of the host, which asks the site and keeps
// the picture. Relative to the page, and nothing in it is secret; who may ask is decided by the host's door.

import type { EntryView } from './views.ts'

export const thumbnailRoute = 'remote/thumbnail'

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
