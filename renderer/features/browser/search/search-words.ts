// The search form as plain values, and what it asks of the site. Pure.

import type { Category, SearchQuery } from '../../../../core/model/search.ts'

export type SearchKind = 'any' | 'file' | 'folder' | Category

export interface SearchForm {
  /** Words of the name, apart by spaces; what is in "quotes" stays together. */
  readonly name: string
  readonly anyName: boolean
  readonly exactCase: boolean
  readonly kind: SearchKind
  /** Megabytes, as typed. */
  readonly minSize: string
  readonly maxSize: string
  /** `2026-11-26`, of the user's own days. */
  readonly modifiedFrom: string
  readonly modifiedUntil: string
  /** Apart by commas. */
  readonly tags: string
}

export const emptyForm: SearchForm = {
  name: '',
  anyName: false,
  exactCase: false,
  kind: 'any',
  minSize: '',
  maxSize: '',
  modifiedFrom: '',
  modifiedUntil: '',
  tags: '',
}

export type FormTrouble = 'nothing-asked' | 'size-wrong' | 'bounds-wrong'

export function queryOf(form: SearchForm): { query: SearchQuery } | { trouble: FormTrouble } {
  const [minBytes, maxBytes] = [bytesOf(form.minSize), bytesOf(form.maxSize)]
  if (minBytes === 'wrong' || maxBytes === 'wrong') return { trouble: 'size-wrong' }
  const modifiedFromMs = dayStart(form.modifiedFrom)
  const modifiedUntilMs = dayEnd(form.modifiedUntil)
  if (isBelow(maxBytes, minBytes) || isBelow(modifiedUntilMs, modifiedFromMs))
    return { trouble: 'bounds-wrong' }
  const names = wordsOf(form.name)
  const tags = form.tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  const asked: SearchQuery = {
    ...(names.length === 0 ? {} : { names }),
    ...kindOf(form.kind),
    ...(minBytes === undefined ? {} : { minBytes }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(modifiedFromMs === undefined ? {} : { modifiedFromMs }),
    ...(modifiedUntilMs === undefined ? {} : { modifiedUntilMs }),
    ...(tags.length === 0 ? {} : { tags }),
  }
  if (Object.keys(asked).length === 0) return { trouble: 'nothing-asked' }
  return {
    query: {
      ...asked,
      ...(form.exactCase ? {} : { foldCase: true }),
      ...(form.anyName && names.length > 1 ? { anyName: true } : {}),
    },
  }
}

/** What a query looks like in the form: for changing a search that is open. */
export function formOf(query: SearchQuery): SearchForm {
  return {
    name: (query.names ?? []).map((name) => (/\s/.test(name) ? `"${name}"` : name)).join(' '),
    anyName: query.anyName === true,
    exactCase: query.foldCase !== true,
    kind: query.category ?? query.kind ?? 'any',
    minSize: query.minBytes === undefined ? '' : String(query.minBytes / megabyte),
    maxSize: query.maxBytes === undefined ? '' : String(query.maxBytes / megabyte),
    modifiedFrom: dayOf(query.modifiedFromMs),
    modifiedUntil: dayOf(query.modifiedUntilMs),
    tags: (query.tags ?? []).join(', '),
  }
}

const megabyte = 1_000_000

function wordsOf(text: string): string[] {
  const found = text.match(/"[^"]*"|\S+/g) ?? []
  return found.map((word) => word.replaceAll('"', '')).filter((word) => word !== '')
}

function kindOf(kind: SearchKind): SearchQuery {
  if (kind === 'any') return {}
  return kind === 'file' || kind === 'folder' ? { kind } : { category: kind }
}

function bytesOf(text: string): number | undefined | 'wrong' {
  const typed = text.trim().replace(',', '.')
  if (typed === '') return undefined
  const megabytes = Number(typed)
  return Number.isFinite(megabytes) && megabytes >= 0 ? Math.round(megabytes * megabyte) : 'wrong'
}

function dayStart(day: string): number | undefined {
  const atMs = day === '' ? NaN : new Date(`${day}T00:00:00`).getTime()
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs)
}

function dayEnd(day: string): number | undefined {
  const atMs = day === '' ? NaN : new Date(`${day}T23:59:59.999`).getTime()
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs)
}

function dayOf(atMs: number | undefined): string {
  if (atMs === undefined) return ''
  const day = new Date(atMs)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

function isBelow(upper: number | undefined, lower: number | undefined): boolean {
  return upper !== undefined && lower !== undefined && upper < lower
}
