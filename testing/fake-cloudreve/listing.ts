// GET /file: one page of a folder, of the recycle bin, of shared-with-me, or of a share (cloudreve-api.md section 4.1).
// No search: a query in the URI is ignored.
import { randomUUID } from 'node:crypto'
import { ApiError, bindingError, codes } from './codes.ts'
import type { Entry, FolderEntry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { describeEntry, storagePolicy } from './file-object.ts'
import { parseFileUri, type FileUri } from './file-uri.ts'
import { successReply, type Reply } from './reply.ts'
import { readSearch, searchLevels, type Found } from './searching.ts'
import { openScope, redirectKey, resolve, shareRoot, type Scope, type Target } from './scope.ts'
import type { Site } from './site.ts'
import { createSorter, cutPage, sortEntries, type Sorted, type SortOrder } from './sorting.ts'
import { withDescendants } from './tree.ts'

interface Named {
  entry: Entry
  segments: readonly string[]
}

interface Page {
  items: Named[]
  parent: Target | undefined
  pagination: Record<string, unknown>
  singleFile: boolean
  mixed?: true
}

interface Search {
  uri: FileUri
  query: ListQuery
  fits: (entry: Entry) => boolean
}

const eventHeaders = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' }

function eventText(event: string, data: unknown): string {
  return `event: ${event}\ndata:${JSON.stringify(data)}\n\n`
}

/** The token of a search has a level in front of the cursor. */
function searchPagination(lastId?: string): Record<string, unknown> {
  const token = (id: string): string => `0|${Buffer.from(JSON.stringify({ id })).toString('base64')}`
  return {
    page: 0,
    page_size: 0,
    ...(lastId === undefined ? {} : { next_token: token(lastId) }),
    is_cursor: true,
  }
}

function readMark(token: string): string {
  try {
    return String((JSON.parse(Buffer.from(token.slice(2), 'base64').toString('utf8')) as { id?: unknown }).id)
  } catch {
    throw new ApiError(codes.internal, '')
  }
}

export function createListing(site: Site): (exchange: Exchange) => Reply {
  const sorted = createSorter()
  return (exchange) => {
    const query = readQuery(exchange)
    const uri = parseFileUri(query.uri)
    const scope = openScope(site, uri, exchange.caller())
    const fits = readSearch(uri.search)
    if (fits !== undefined) return search(exchange, { uri, query, fits })
    const page =
      scope.fs === 'trash' && uri.segments.length === 0
        ? trashPage(exchange, query)
        : folderPage(exchange, uri, query)
    return successReply(render(scope, page))
  }

  function search(exchange: Exchange, { uri, query, fits }: Search): Reply {
    const target = resolve(site, uri, exchange.caller())
    const { scope, entry, segments } = target
    if (entry.type !== 'folder') throw new ApiError(codes.pathNotFound, 'Path not exist')
    const levels = [...searchLevels(entry, fits)]
    const toItem = ({ entry: found, below }: Found): Named => ({
      entry: found,
      segments: [...segments, ...below],
    })
    const all = levels.flat()
    const from =
      query.cursor === '' ? 0 : all.findIndex((found) => found.entry.id === readMark(query.cursor)) + 1
    const size = query.pageSize <= 0 ? 100 : Math.min(query.pageSize, site.settings.maxPageSize)
    const shown = all.slice(from, from + size)
    const last = from + size < all.length ? shown.at(-1)?.entry.id : undefined
    const page = {
      ...{ parent: target, singleFile: false, pagination: searchPagination(last) },
      mixed: true as const,
    }
    const items = shown.map(toItem)
    if (!site.settings.streamsSearches) return successReply(render(scope, { ...page, items }))
    // Level by level, but no more than fits into the page: its end says where the next one begins.
    const events = levels
      .map((level) => level.filter((found) => shown.includes(found)).map(toItem))
      .map((level) => level.map((item) => describeEntry(site, { ...item, scope, metadata: 'map' })))
      .map((level) => eventText('file', level))
    const chunks = [...events, eventText('list', render(scope, { ...page, items: [] }))]
    return {
      ...{ status: 200, headers: eventHeaders, delivery: {} },
      body: { kind: 'stream', chunks: chunks.map((text) => Buffer.from(text, 'utf8')) },
    }
  }

  function folderPage(exchange: Exchange, uri: FileUri, query: ListQuery): Page {
    const target = resolve(site, uri, exchange.caller())
    const { share, fs } = target.scope
    if (share?.entry.type === 'file') return singleFilePage(share.entry, target)
    if (target.entry.type !== 'folder' || fs === 'trash')
      throw new ApiError(codes.pathNotFound, 'Path not exist')
    if (target.entry.metadata[redirectKey] !== undefined)
      throw new ApiError(codes.forbidden, 'Symbolic folder cannot be walked into')
    // Nothing but shortcuts, wherever they lie, and each by its id.
    const isShared = fs === 'shared_with_me'
    const all = isShared ? shortcutsOf(target.entry, query) : sorted(target.entry, query.order)
    const cut = pageOf(all, query)
    const segmentsOf = (entry: Entry) => (isShared ? [entry.id] : [...target.segments, entry.name])
    const items = cut.entries.map((entry) => ({ entry, segments: segmentsOf(entry) }))
    return { items, parent: target, pagination: cut.pagination, singleFile: false }
  }

  function shortcutsOf(root: FolderEntry, query: ListQuery): Sorted {
    const found = [...withDescendants(root)].filter(({ metadata }) => metadata[redirectKey] !== undefined)
    return sortEntries(found, query.order)
  }

  function pageOf(all: Sorted, query: ListQuery): { entries: Entry[]; pagination: Record<string, unknown> } {
    const size = query.pageSize <= 0 ? 100 : Math.min(query.pageSize, site.settings.maxPageSize)
    const { entries, nextToken } = cutPage(all, { size, token: query.cursor, order: query.order })
    return {
      entries,
      pagination: {
        page: 0,
        page_size: size,
        ...(nextToken === undefined ? {} : { next_token: nextToken }),
        is_cursor: true,
      },
    }
  }

  function trashPage(exchange: Exchange, query: ListQuery): Page {
    const keys = new Map([...site.tree.trashOf(exchange.account().id)].map(([key, entry]) => [entry, key]))
    const cut = pageOf(sortEntries([...keys.keys()], query.order), query)
    const items = cut.entries.map((entry) => ({ entry, segments: [keys.get(entry) ?? ''] }))
    return { items, parent: undefined, pagination: cut.pagination, singleFile: false }
  }

  function render(scope: Scope, page: Page): Record<string, unknown> {
    const { parent } = page
    return {
      files: page.items.map((item) => describeEntry(site, { ...item, scope, metadata: 'map' })),
      parent: parent === undefined ? nobody() : describeEntry(site, { ...parent, scope, metadata: 'null' }),
      pagination: page.pagination,
      props: {
        capability: scope.capability,
        max_page_size: site.settings.maxPageSize,
        order_by_options: page.mixed === true ? null : ['name', 'size', 'updated_at', 'created_at'],
        order_direction_options: page.mixed === true ? null : ['asc', 'desc'],
      },
      context_hint: randomUUID(),
      mixed_type: page.mixed === true,
      ...(page.singleFile ? { single_file_view: true } : {}),
      ...(parent === undefined ? {} : { storage_policy: storagePolicy() }),
      ...(scope.owned
        ? { view: { page_size: page.pagination['page_size'], view: 'grid', thumbnail: true } }
        : {}),
    }
  }
}

interface ListQuery {
  uri: string
  pageSize: number
  cursor: string
  order: SortOrder
}

function readQuery(exchange: Exchange): ListQuery {
  const { query } = exchange
  const uri = query.get('uri') ?? ''
  if (uri === '') throw bindingError('Uri cannot be empty')
  for (const name of ['page_size', 'page']) {
    if (!/^-?\d*$/u.test(query.get(name) ?? '')) throw bindingError('Parameter error')
  }
  return {
    uri,
    pageSize: Number(query.get('page_size') ?? '0'),
    cursor: query.get('next_page_token') ?? '',
    order: { by: query.get('order_by') ?? '', descending: query.get('order_direction') === 'desc' },
  }
}

// The reply names the owner's folder around the shared file as its parent: the real server leaks it too.
function singleFilePage(entry: Entry, target: Target): Page {
  const parent =
    target.segments.length > 0 || target.scope.share === undefined
      ? target
      : { ...target, entry: shareRoot(target.scope.share) }
  return {
    items: [{ entry, segments: [entry.name] }],
    parent,
    pagination: { page: 0, page_size: 0 },
    singleFile: true,
  }
}

function nobody(): Record<string, unknown> {
  const never = '0001-01-01T00:00:00Z'
  return { type: 0, id: '', name: '', created_at: never, updated_at: never, size: 0, metadata: null }
}
