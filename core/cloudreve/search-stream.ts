// A search that the site answers while it is still looking (`use_sse_for_search`, cloudreve-api.md section 4.1): several
// `file` events with what was found, then one `list` that says how it ended. Handed on page by page: who asks for the
// next page waits for the next event.

import { z } from 'zod'
import type { Entry, EntryPage } from '../model/entry.ts'
import { TransferError, fail } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import type { EventBytes } from './client.ts'
import { toEntry } from './entries.ts'
import { FrameTooLarge, readFrames } from './event-frames.ts'
import type { EventFrame } from './event-frames.ts'
import { fileSchema, listingSchema } from './schemas.ts'

export interface SearchStreams {
  /** The first page of a new stream. */
  first(events: EventBytes, signal?: AbortSignal): Promise<EntryPage>
  /** Undefined where the token is of no stream. Fails `not-found` where the stream is no longer there. */
  next(pageToken: string, signal?: AbortSignal): Promise<EntryPage> | undefined
  dispose(): void
}

/** No token of a site begins so. */
const mark = '#stream='
/** Nobody asked for the next page within this time: nobody will. */
const idleMs = 60_000
/** More at once are a page gone wild; the oldest makes room. */
const mostStreams = 8

const filesSchema = z.array(fileSchema)

interface Open {
  readonly frames: AsyncGenerator<EventFrame>
  readonly close: () => void
  cancel: () => void
  /** Pages handed on; a token is good for the next one, once. */
  pages: number
}

export function createSearchStreams(parts: {
  readonly clock: Clock
  readonly uuid: () => string
}): SearchStreams {
  const open = new Map<string, Open>()
  const drop = (id: string) => {
    const stream = open.get(id)
    open.delete(id)
    stream?.cancel()
    stream?.close()
  }
  const rest = (id: string, stream: Open) => {
    stream.cancel()
    stream.cancel = parts.clock.after(idleMs, () => drop(id))
  }
  const read = async (id: string, page: number, signal: AbortSignal | undefined): Promise<EntryPage> => {
    const stream = open.get(id)
    // What was handed on once is gone: asked for again it would be missing without a word.
    if (stream?.pages !== page) throw fail('not-found', 'this search is over; search again')
    stream.pages += 1
    stream.cancel()
    const onAbort = () => drop(id)
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      const found = await readPage(stream.frames)
      if (found.ended) drop(id)
      else rest(id, stream)
      return found.ended ? found.page : { ...found.page, nextPageToken: `${mark}${id}/${stream.pages}` }
    } catch (error) {
      drop(id)
      signal?.throwIfAborted()
      throw error instanceof FrameTooLarge ? fail('bad-response', error.message) : error
    } finally {
      signal?.removeEventListener('abort', onAbort)
    }
  }
  return {
    first: (events, signal) => {
      const id = parts.uuid()
      const [oldest] = open.keys()
      if (open.size >= mostStreams && oldest !== undefined) drop(oldest)
      open.set(id, { frames: readFrames(events), close: events.close, cancel: () => undefined, pages: 0 })
      return read(id, 0, signal)
    },
    next: (pageToken, signal) => {
      if (!pageToken.startsWith(mark)) return undefined
      const [id = '', page = ''] = pageToken.slice(mark.length).split('/')
      return read(id, Number(page), signal)
    },
    dispose: () => {
      for (const id of [...open.keys()]) drop(id)
    },
  }
}

async function readPage(
  frames: AsyncGenerator<EventFrame>,
): Promise<{ readonly page: EntryPage; readonly ended: boolean }> {
  for (;;) {
    const next = await frames.next()
    // Cut off before its end: what came is good, but is it all?
    if (next.done === true) throw fail('truncated', 'the search broke off')
    const frame = next.value
    if (frame.event === 'file') {
      const entries = readEntries(frame.data)
      if (entries.length > 0) return { page: { entries, singleFile: false, orders: [] }, ended: false }
    } else if (frame.event === 'list') return { page: readEnd(frame.data), ended: true }
  }
}

function readEnd(data: string): EntryPage {
  const parsed = listingSchema.safeParse(parseJson(data))
  if (!parsed.success) throw fail('bad-response', 'the end of a search that cannot be read')
  const entries = (parsed.data.files ?? []).map(need)
  // A full page ends its stream and says where the next one begins.
  const next = parsed.data.pagination?.next_token ?? ''
  return {
    entries,
    ...(next === '' ? {} : { nextPageToken: next }),
    singleFile: false,
    orders: [],
    ...(parsed.data.recursion_limit_reached === true ? { incomplete: true as const } : {}),
  }
}

function readEntries(data: string): Entry[] {
  const parsed = filesSchema.safeParse(parseJson(data))
  if (!parsed.success) throw fail('bad-response', 'search results that cannot be read')
  return parsed.data.map(need)
}

function need(file: z.infer<typeof fileSchema>): Entry {
  const entry = toEntry(file)
  if (entry === undefined) throw fail('bad-response', 'an entry without a readable path or entity')
  return entry
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new TransferError(fail('bad-response', 'an event that is no JSON').failure, { cause: error })
  }
}
