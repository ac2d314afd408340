// Lists folders and looks up single entries (cloudreve-api.md sections 4.1 to 4.3). One page per call; walking is the
// plan's business.

import type { z } from 'zod'
import type { Account } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { entryOrders } from '../model/entry.ts'
import type { Entry, EntryOrder, EntryPage, FileVersion, OrderDirection } from '../model/entry.ts'
import { fail } from '../model/failure.ts'
import { permissionsOf } from '../model/permission.ts'
import { formatSearch } from '../model/search.ts'
import type { SearchQuery } from '../model/search.ts'
import type { Opened } from './client.ts'
import { otherCut, skipsFiles } from './cursor-gap.ts'
import { toEntry, toRootEntry } from './entries.ts'
import { badResponse, readData } from './envelope.ts'
import type { Reply } from './envelope.ts'
import { fileSchema, listingSchema, parentSchema, versionsSchema } from './schemas.ts'
import type { WireFile } from './schemas.ts'
import { callWithSecrets, openWithSecrets, overridesFor } from './secret-uris.ts'
import type { SearchStreams } from './search-stream.ts'
import type { Sessions } from './sessions.ts'
import type { Credentials } from './tokens.ts'

export interface ListOptions {
  readonly pageToken?: string | undefined
  /** 200 by default; at least 10 is asked for, and a site caps it silently (2000 by default). */
  readonly pageSize?: number | undefined
  readonly order?: EntryOrder | undefined
  readonly direction?: OrderDirection | undefined
  /** Everything below the folder that fits, instead of what is in it. */
  readonly search?: SearchQuery | undefined
  readonly signal?: AbortSignal | undefined
}

export interface ListingParts {
  readonly sessions: Sessions
  readonly searches: SearchStreams
  readonly credentials: Credentials
}

/** In whose name, and what. */
export interface ListingTarget {
  readonly account: Account
  readonly uri: CloudUri
}

/** Page tokens of sites without cursors are page numbers behind this; a cursor never begins so. */
const pageNumberMark = '#page='

export async function list(
  parts: ListingParts,
  target: ListingTarget,
  options: ListOptions = {},
): Promise<EntryPage> {
  const page = await listPage(parts, target, options)
  if (options.search === undefined) return page
  return pastEmptyPages(page, (pageToken) => listPage(parts, target, { ...options, pageToken }))
}

/** A search may say that it goes on before it has found anything more: who asks for a page gets one with something. */
async function pastEmptyPages(
  first: EntryPage,
  next: (pageToken: string) => Promise<EntryPage>,
): Promise<EntryPage> {
  const seen = new Set<string>()
  let page = first
  while (page.entries.length === 0 && page.nextPageToken !== undefined) {
    if (seen.has(page.nextPageToken)) throw fail('bad-response', 'a search that goes in circles')
    seen.add(page.nextPageToken)
    page = await next(page.nextPageToken)
  }
  return page
}

async function listPage(
  parts: ListingParts,
  target: ListingTarget,
  options: ListOptions,
): Promise<EntryPage> {
  const streamed =
    options.pageToken === undefined ? undefined : parts.searches.next(options.pageToken, options.signal)
  if (streamed !== undefined) return streamed
  const opened = await requestPage(parts, target, options)
  if ('events' in opened) return parts.searches.first(opened.events, options.signal)
  const { reply } = opened
  const page = readData(reply, listingSchema, overridesFor(target.uri))
  const nextPageToken = nextTokenOf(page.pagination, reply, options.pageToken)
  const entries = page.files.map((file) => readEntry(reply, file))
  const pageSize = otherCut(entries, shortestPage)
  if (skipsFiles(entries, nextPageToken)) {
    // Cut anew it is still the same page: to go on would lose files without a word.
    if (pageSize === options.pageSize) throw badResponse(reply, 'pages that skip files')
    return listPage(parts, target, { ...options, pageSize })
  }
  return {
    entries,
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
    singleFile: page.single_file_view === true,
    ...factsOfPage(target, page),
  }
}

type WirePage = z.infer<typeof listingSchema>

function factsOfPage(
  { account, uri }: ListingTarget,
  { props, recursion_limit_reached: cut, mixed_type: mixed }: WirePage,
): Pick<EntryPage, 'may' | 'orders' | 'incomplete'> {
  const capability = props?.capability ?? undefined
  const orders = mixed === true ? [] : props?.order_by_options
  const own = account.kind === 'user' && uri.fileSystem !== 'share'
  return {
    ...(capability === undefined
      ? {}
      : { may: permissionsOf({ capability, owned: own, inTrash: uri.fileSystem === 'trash' }) }),
    ...(orders ? { orders: entryOrders.filter((order) => orders.includes(order)) } : {}),
    ...(cut === true ? { incomplete: true as const } : {}),
  }
}

/** Roots have no info of their own (403 on `my`): they are read off their listing. */
export async function info(parts: ListingParts, target: ListingTarget, signal?: AbortSignal): Promise<Entry> {
  const { account, uri } = target
  if (uri.segments.length === 0) return rootInfo(parts, target, signal)
  const reply = await callWithSecrets(parts, { account, uris: [uri] }, ([secret]) => ({
    method: 'GET',
    route: '/file/info',
    query: { uri: secret },
    signal,
  }))
  return readEntry(reply, readData(reply, fileSchema, overridesFor(uri)))
}

/** Wherever it is now: an id outlives renames and moves (section 4.3). Own files only; in the trash its place is there. */
export async function infoById(
  parts: ListingParts,
  account: Account,
  { fileId, signal }: { readonly fileId: string; readonly signal: AbortSignal },
): Promise<Entry> {
  const query = { id: fileId }
  const reply = await parts.sessions.call(account, { method: 'GET', route: '/file/info', query, signal })
  return readEntry(reply, readData(reply, fileSchema))
}

/** The versions that the site keeps of a file, in the site's order: the current one need not be first (section 4.2). */
export async function versions(
  parts: ListingParts,
  { account, uri }: ListingTarget,
  signal?: AbortSignal,
): Promise<readonly FileVersion[]> {
  const reply = await callWithSecrets(parts, { account, uris: [uri] }, ([secret]) => ({
    method: 'GET',
    route: '/file/info',
    query: { uri: secret, extended: 'true' },
    signal,
  }))
  const { extended_info } = readData(reply, versionsSchema, overridesFor(uri))
  return (extended_info.entities ?? [])
    .filter(({ type }) => type === 0)
    .map(({ id, size, created_at }) => ({ entityId: id, sizeBytes: size, createdAtMs: created_at }))
}

/** The file itself where the share is of one single file, else the folder. */
async function rootInfo(
  parts: ListingParts,
  target: ListingTarget,
  signal: AbortSignal | undefined,
): Promise<Entry> {
  const opened = await requestPage(parts, target, { pageSize: shortestPage, signal })
  if ('events' in opened) throw fail('bad-response', 'events instead of a listing')
  const { reply } = opened
  const page = readData(reply, listingSchema, overridesFor(target.uri))
  const [only] = page.files
  if (page.single_file_view === true && only !== undefined) return readEntry(reply, only)
  return toRootEntry(target.uri, readData(reply, parentSchema).parent ?? undefined)
}

/** Sites of version 4.0 refuse a shorter page, or one without a size. */
export const shortestPage = 10

/** Page size and order are always ours: a saved view of the folder would change them (section 4.1). */
async function requestPage(
  parts: ListingParts,
  { account, uri }: ListingTarget,
  options: ListOptions,
): Promise<Opened> {
  const { pageToken } = options
  const search = options.search === undefined ? '' : formatSearch(options.search)
  if (options.search !== undefined && search === '') throw fail('invalid-request', 'a search for nothing')
  const numbered = pageToken?.startsWith(pageNumberMark) === true
  return openWithSecrets(parts, { account, uris: [uri] }, ([secret = '']) => ({
    method: 'GET',
    route: '/file',
    query: {
      uri: search === '' ? secret : `${secret}?${search}`,
      page_size: String(Math.max(shortestPage, Math.trunc(options.pageSize ?? 200))),
      order_by: options.order ?? 'name',
      order_direction: options.direction ?? 'asc',
      page: numbered ? pageToken.slice(pageNumberMark.length) : undefined,
      next_page_token: numbered ? undefined : pageToken,
    },
    signal: options.signal,
  }))
}

function readEntry(reply: Reply, file: WireFile): Entry {
  const entry = toEntry(file)
  if (entry === undefined) throw badResponse(reply, 'an entry without a readable path or entity')
  return entry
}

interface Pagination {
  readonly page?: number | null | undefined
  readonly page_size?: number | null | undefined
  readonly next_token?: string | null | undefined
  readonly total_items?: number | null | undefined
  readonly is_cursor?: boolean | null | undefined
}

function nextTokenOf(pagination: Pagination, reply: Reply, asked: string | undefined): string | undefined {
  const { page, page_size: size, next_token: token, total_items: total } = pagination
  if (token !== undefined && token !== null && token !== '') {
    // The same page for ever is no progress.
    if (token === asked) throw badResponse(reply, 'a page that names itself as the next one')
    return token
  }
  if (pagination.is_cursor === true || !size || !total) return undefined
  const next = (page ?? 0) + 1
  return next * size < total ? `${pageNumberMark}${String(next)}` : undefined
}
