// Resolves a file URI for a caller: which file system, which entry, and what the reply must call it
// (cloudreve-api.md sections 1.5, 4 and 10). Throws the code a refused or missing target gets.
import { capabilities } from './boolset.ts'
import { ApiError, codes } from './codes.ts'
import type { Entry, FolderEntry } from './entries.ts'
import { authorityOf, formatFileUri, type FileUri } from './file-uri.ts'
import { decodeId } from './ids.ts'
import type { Share } from './share-book.ts'
import type { Site } from './site.ts'
import { findEntry } from './tree.ts'
import { mayOpenShares, type Caller } from './users.ts'

export interface Scope {
  readonly fs: 'my' | 'share' | 'trash' | 'shared_with_me'
  readonly capability: string
  readonly owned: boolean
  /** Whose tree the scope looks into. */
  readonly ownerId: string
  /** `path` of an entry found at these names below the scope's root. */
  pathOf(segments: readonly string[]): string
  readonly share: Share | undefined
}

export interface Target {
  scope: Scope
  entry: Entry
  /** Names below the scope's root. */
  segments: readonly string[]
}

export function openScope(site: Site, uri: FileUri, caller: Caller): Scope {
  const pathOf = (segments: readonly string[]): string => formatFileUri(authorityOf(uri), segments)
  const base = { pathOf, share: undefined, owned: true, ownerId: caller?.id ?? '' }
  switch (uri.fs) {
    case 'my':
      if (caller === undefined) throw new ApiError(codes.loginRequired, 'Login required')
      if (uri.user !== '' && uri.user !== caller.id) throw new ApiError(codes.forbidden, 'Permission denied')
      return { ...base, fs: 'my', capability: capabilities.my }
    case 'share': {
      const share = openShare(site, uri, caller)
      const { ownerId } = share
      const owned = ownerId === caller?.id
      return { fs: 'share', capability: capabilities.share, owned, ownerId, pathOf, share }
    }
    case 'trash':
      if (caller === undefined) throw new ApiError(codes.loginRequired, 'Login required')
      return { ...base, fs: 'trash', capability: capabilities.trash }
    case 'shared_with_me':
      if (caller === undefined) throw new ApiError(codes.loginRequired, 'Login required')
      // This root alone is printed without a slash behind the host.
      return {
        ...base,
        fs: 'shared_with_me',
        capability: capabilities.sharedWithMe,
        pathOf: (segments) => ['cloudreve://shared_with_me', ...segments].join('/'),
      }
    default:
      throw new ApiError(codes.internal, '')
  }
}

/** The entry behind a URI; 40016 when nothing is there. */
export function resolve(site: Site, uri: FileUri, caller: Caller): Target {
  const scope = openScope(site, uri, caller)
  const entry = entryIn(site, scope, uri.segments)
  if (entry === undefined) throw new ApiError(codes.pathNotFound, 'Path not exist')
  return { scope, entry, segments: uri.segments }
}

/** What leads into somebody's share: a folder that has nothing in it. Only the site's own pages follow it. */
export const redirectKey = 'sys:shared_redirect'

/** The folder a share shows as its root: the shared folder, or the owner's folder around a shared file. */
export function shareRoot(share: Share): FolderEntry {
  if (share.entry.type === 'folder') return share.entry
  if (share.entry.parent === undefined) throw new ApiError(codes.notFound, 'Share not found')
  return share.entry.parent
}

function entryIn(site: Site, scope: Scope, segments: readonly string[]): Entry | undefined {
  if (scope.share !== undefined) {
    const { entry } = scope.share
    if (entry.type === 'folder') return findEntry(entry, segments)
    if (segments.length === 0) return shareRoot(scope.share)
    return segments.length === 1 && segments[0] === entry.name ? entry : undefined
  }
  const { ownerId } = scope
  if (scope.fs === 'my') return findEntry(site.tree.rootOf(ownerId), segments)
  if (scope.fs === 'shared_with_me') return segments.length === 0 ? site.tree.rootOf(ownerId) : undefined
  // The recycle bin is flat: nothing below a trashed folder can be reached.
  return segments.length === 1 ? site.tree.trashOf(ownerId).get(segments[0] ?? '') : undefined
}

function openShare(site: Site, uri: FileUri, caller: Caller): Share {
  if (!mayOpenShares(caller, site.settings)) {
    throw new ApiError(codes.anonymousShare, 'Anonymous users are not allowed to access shares')
  }
  if (decodeId('share', uri.user) === undefined) throw new ApiError(codes.notFound, 'Share not found')
  const share = site.shares.get(uri.user)
  if (share === undefined || !site.shares.isUsable(share))
    throw new ApiError(codes.notFound, 'Share not found')
  if (share.password !== '' && share.password !== uri.password) {
    throw new ApiError(codes.sharePassword, 'Incorrect share password')
  }
  return share
}
