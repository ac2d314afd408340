// What a search asks of a site, as plain values, and the query that the server reads it from (cloudreve-api.md section
// 1.5, "Search query"). Pure; which folder is searched is said by a URI beside it.

export const categories = ['image', 'video', 'audio', 'document'] as const
export type Category = (typeof categories)[number]

export interface SearchQuery {
  /** Parts of names; `*` stands for anything. All have to fit, unless `anyName`. */
  readonly names?: readonly string[] | undefined
  readonly anyName?: boolean | undefined
  /** Upper and lower case count as the same. */
  readonly foldCase?: boolean | undefined
  readonly kind?: 'file' | 'folder' | undefined
  /** The site then looks for these kinds of files alone and ignores everything else that is asked. */
  readonly category?: Category | undefined
  readonly minBytes?: number | undefined
  readonly maxBytes?: number | undefined
  /** Unix milliseconds, both ends included; the server compares whole seconds. */
  readonly createdFromMs?: number | undefined
  readonly createdUntilMs?: number | undefined
  readonly modifiedFromMs?: number | undefined
  readonly modifiedUntilMs?: number | undefined
  /** Names of tags; all have to be there. */
  readonly tags?: readonly string[] | undefined
}

/** Larger than any file, and still exact in the server's 64-bit integers and in ours. */
const noUpperBound = Number.MAX_SAFE_INTEGER

/** False where the server would take the query for an ordinary listing. */
export function asksForSomething(query: SearchQuery): boolean {
  return formatSearch(query) !== ''
}

/**
 * The part of the URI behind `?`, without it; empty where nothing is asked. Both bounds of a size always go together:
 * with one of them alone the server finds nothing (section 1.5).
 */
export function formatSearch(query: SearchQuery): string {
  const names = (query.names ?? []).filter((name) => name.trim() !== '')
  const params: [string, string][] = [
    ...names.map((name): [string, string] => ['name', name]),
    ...(query.tags ?? []).map((tag): [string, string] => [`meta_tag:${tag}`, '']),
    ...present('type', query.kind),
    ...present('category', query.category),
    ...sizeBounds(query),
    ...bound('created_gte', query.createdFromMs, Math.floor),
    ...bound('created_lte', query.createdUntilMs, Math.ceil),
    ...bound('updated_gte', query.modifiedFromMs, Math.floor),
    ...bound('updated_lte', query.modifiedUntilMs, Math.ceil),
  ]
  if (params.length === 0) return ''
  // They only say how to search; alone they ask for nothing.
  if (query.anyName === true && names.length > 1) params.push(['use_or', ''])
  if (query.foldCase === true) params.push(['case_folding', ''])
  return params.map((pair) => pair.map(encode).join('=')).join('&')
}

/** What is no Unicode becomes the replacement character. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
}

function present(key: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[key, value]]
}

function sizeBounds({ minBytes, maxBytes }: SearchQuery): [string, string][] {
  if (minBytes === undefined && maxBytes === undefined) return []
  return [
    ['size_gte', String(minBytes ?? 0)],
    ['size_lte', String(maxBytes ?? noUpperBound)],
  ]
}

// Bounds of whole seconds are widened rather than cut: what lies on the edge is found.
function bound(key: string, atMs: number | undefined, round: (value: number) => number): [string, string][] {
  return atMs === undefined ? [] : [[key, String(round(atMs / 1_000))]]
}
