// Where one can be, and how one got there: places as plain values and a trail with back and forward. In memory only;
// the page's own address never changes.

import { formatCloudUri, parentUri, parseCloudUri, type CloudUri } from '../../../core/model/cloud-uri.ts'
import type { SearchQuery } from '../../../core/model/search.ts'

export type Place =
  | { readonly kind: 'home' }
  | {
      readonly kind: 'folder'
      readonly accountId: string
      /** `cloudreve://…` without a password. */
      readonly uri: string
      /** Name of the root where the URI has none to show: a share's. */
      readonly rootName?: string
      /** What is looked for in the folder and below; its entries come from many folders. */
      readonly search?: SearchQuery
    }
  /** The user's own shares: a list of its own kind. */
  | { readonly kind: 'shares'; readonly accountId: string }
  /** Folders kept in step, of all accounts, or one of them; the account is the one whose places stand beside. */
  | { readonly kind: 'pairs'; readonly accountId: string; readonly pairId?: string }

export type FolderPlace = Extract<Place, { kind: 'folder' }>

export interface Trail {
  readonly places: readonly Place[]
  readonly at: number
}

export const home: Place = { kind: 'home' }
export const startTrail: Trail = { places: [home], at: 0 }
const longestTrail = 100

export function currentPlace(trail: Trail): Place {
  return trail.places[trail.at] ?? home
}

export function walkTo(trail: Trail, place: Place): Trail {
  if (samePlace(currentPlace(trail), place)) return trail
  // Home is where one is without a place: nothing to come back to, and nothing to take along.
  if (place.kind === 'home') return startTrail
  if (currentPlace(trail).kind === 'home') return { places: [place], at: 0 }
  const places = [...trail.places.slice(0, trail.at + 1), place].slice(-longestTrail)
  return { places, at: places.length - 1 }
}

export function walkBy(trail: Trail, steps: number): Trail {
  const at = trail.at + steps
  return at < 0 || at >= trail.places.length ? trail : { ...trail, at }
}

export function samePlace(a: Place, b: Place): boolean {
  return placeKey(a) === placeKey(b)
}

/** The same for the same place; what a name is worth is left out. */
export function placeKey(place: Place): string {
  if (place.kind === 'home') return 'home'
  if (place.kind === 'shares') return `shares ${place.accountId}`
  if (place.kind === 'pairs') return `pairs ${place.accountId} ${place.pairId ?? ''}`
  return `${place.accountId} ${place.uri} ${JSON.stringify(place.search ?? null)}`
}

/** Undefined at a root. The folder above a search is the one that it looks in. */
export function parentPlace(place: Place): FolderPlace | undefined {
  if (place.kind !== 'folder') return undefined
  const { search, ...folder } = place
  if (search !== undefined) return folder
  const parent = parentUri(parse(place.uri))
  return parent === undefined ? undefined : { ...folder, uri: formatCloudUri(parent) }
}

export interface Crumb {
  /** Undefined for a root without a name of its own. */
  readonly name: string | undefined
  readonly place: FolderPlace
}

/** Root first. */
export function crumbsOf({ search: _search, ...place }: FolderPlace): readonly Crumb[] {
  const uri = parse(place.uri)
  return [undefined, ...uri.segments].map((segment, depth) => ({
    name: depth === 0 ? place.rootName : segment,
    place: { ...place, uri: formatCloudUri({ ...uri, segments: uri.segments.slice(0, depth) }) },
  }))
}

export function fileSystemOf(place: FolderPlace): CloudUri['fileSystem'] {
  return parse(place.uri).fileSystem
}

export function isTrash(place: Place): boolean {
  return place.kind === 'folder' && fileSystemOf(place) === 'trash'
}

export function shareIdOf(place: FolderPlace): string | undefined {
  const uri = parse(place.uri)
  return uri.fileSystem === 'share' ? uri.owner : undefined
}

/** The URI of the folder that an entry lies in; of a root: itself. */
export function folderUriOf(uri: string): string {
  const parsed = parse(uri)
  return formatCloudUri(parentUri(parsed) ?? parsed)
}

/** The names from the root to the folder of an entry, without the root. */
export function folderNamesOf(uri: string): readonly string[] {
  return parse(uri).segments.slice(0, -1)
}

/** The names from the root to an entry, without the root. */
export function namesOf(uri: string): readonly string[] {
  return parse(uri).segments
}

function parse(uri: string): CloudUri {
  return parseCloudUri(uri)?.uri ?? { fileSystem: 'my', owner: '', segments: [] }
}
