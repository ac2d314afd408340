// Change events of folders (`GET /file/events`, cloudreve-api.md section 7): held until it is quiet, merged file by file,
// and dropped beyond sixteen a flush, as the real server does. No memory of clients that are away.
import { bindingError, ApiError, codes } from './codes.ts'
import { segmentsOf, type Entry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { parseFileUri } from './file-uri.ts'
import type { Reply } from './reply.ts'
import { resolve } from './scope.ts'
import type { FakeSettings } from './settings.ts'
import type { Site } from './site.ts'

export type ChangeKind = 'create' | 'modify' | 'rename' | 'delete'

export interface TreeChange {
  readonly kind: ChangeKind
  readonly entry: Entry
  /** Names from the owner's root. */
  readonly from: readonly string[]
  readonly to?: readonly string[]
}

export interface EventHub {
  tell(change: TreeChange): void
  subscribe(subscriber: Subscriber): () => void
  /** The server stops: every stream ends. */
  endAll(): void
}

interface Subscriber {
  readonly ownerId: string
  readonly folder: Entry
  readonly clientId: string
  readonly send: (text: string) => void
  readonly end: () => void
}

interface Told {
  type: ChangeKind
  file_id: string
  from: string
  to: string
}

const mostAtOnce = 17

export function createEventHub(settings: Pick<FakeSettings, 'eventDebounceMs'>): EventHub {
  const subscribers = new Map<Subscriber, { held: Map<string, Told>; timer: NodeJS.Timeout | undefined }>()
  const flush = (subscriber: Subscriber): void => {
    const state = subscribers.get(subscriber)
    if (state === undefined) return
    const events = [...state.held.values()].slice(0, mostAtOnce)
    state.held.clear()
    state.timer = undefined
    for (const event of events) subscriber.send(frame('event', JSON.stringify(event)))
  }
  return {
    tell: (change) => {
      for (const [subscriber, state] of subscribers) {
        const told = seenFrom(subscriber, change)
        if (told === undefined) continue
        const merged = merge(state.held.get(told.file_id), told)
        if (merged === undefined) state.held.delete(told.file_id)
        else state.held.set(told.file_id, merged)
        clearTimeout(state.timer)
        state.timer = setTimeout(() => flush(subscriber), settings.eventDebounceMs)
        state.timer.unref()
      }
    },
    subscribe: (subscriber) => {
      subscribers.set(subscriber, { held: new Map(), timer: undefined })
      return () => {
        clearTimeout(subscribers.get(subscriber)?.timer)
        subscribers.delete(subscriber)
      }
    },
    endAll: () => {
      for (const subscriber of [...subscribers.keys()]) subscriber.end()
    },
  }
}

/** Paths relative to the folder; a move across its border is a creation or a deletion to it. */
function seenFrom({ ownerId, folder }: Subscriber, { kind, entry, from, to }: TreeChange): Told | undefined {
  if (entry.ownerId !== ownerId || entry === folder) return undefined
  const root = segmentsOf(folder)
  const before = below(root, from)
  const after = to === undefined ? undefined : below(root, to)
  const told = (type: ChangeKind, path: string, target = ''): Told => ({
    type,
    file_id: entry.id,
    from: path,
    to: target,
  })
  if (kind !== 'rename') return before === undefined ? undefined : told(kind, before)
  if (before !== undefined && after !== undefined) return told('rename', before, after)
  if (before !== undefined) return told('delete', before)
  return after === undefined ? undefined : told('create', after)
}

function below(root: readonly string[], path: readonly string[]): string | undefined {
  const isBelow = path.length > root.length && root.every((name, at) => path[at] === name)
  return isBelow ? `/${path.slice(root.length).join('/')}` : undefined
}

function merge(held: Told | undefined, next: Told): Told | undefined {
  if (held === undefined) return next
  if (held.type === 'create' && next.type === 'modify') return held
  if (held.type === 'create' && next.type === 'delete') return undefined
  if (held.type === 'create' && next.type === 'rename') return { ...held, from: next.to }
  return held.type === 'rename' && next.type === 'rename' ? { ...next, from: held.from } : next
}

function frame(event: string, data: string): string {
  return `event:${event}\ndata:${data}\n\n`
}

export function answerEvents(site: Site, exchange: Exchange): Reply {
  const uri = exchange.query.get('uri') ?? ''
  const account = exchange.account()
  if (!site.settings.events) throw new ApiError(codes.featureOff, 'Feature not enabled')
  if (uri === '') throw bindingError('Uri cannot be empty')
  const clientId = exchange.headers['x-cr-client-id']
  if (typeof clientId !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(clientId)) {
    throw new ApiError(codes.badParameter, 'Client ID is required')
  }
  const parsed = parseFileUri(uri)
  // The real server's handler panics here.
  if (parsed.fs === 'trash') throw new Error('no events of the recycle bin')
  const { entry, scope } = resolve(site, parsed, account)
  if (scope.share?.entry.type === 'file') throw new ApiError(codes.forbidden, 'Not supported action')
  if (entry.type !== 'folder') throw new ApiError(codes.pathNotFound, 'Path not exist')
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream;charset=utf-8', 'cache-control': 'no-cache' },
    delivery: {},
    body: {
      kind: 'live',
      begin: (send, end) => {
        send(frame('subscribed', '<nil>'))
        return site.events.subscribe({ ownerId: scope.ownerId, folder: entry, clientId, send, end })
      },
    },
  }
}
