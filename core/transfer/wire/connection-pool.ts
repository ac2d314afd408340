// Connections by origin: so many and no more, used again while the server keeps them, closed when nobody needs them.

import type { Clock } from '../../ports/clock.ts'
import { createConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import type { TlsOptions } from './dial.ts'
import type { Origin } from './origin.ts'
import type { SlabPool } from './slab-pool.ts'

export interface ConnectionPool {
  /** A free connection, or a new one (still connecting), or where there are too many, the next that is free. */
  acquire(origin: Origin, signal: AbortSignal): Promise<Connection>
  /** Closes what nobody uses, of one origin or of all. */
  dropIdle(originKey?: string): void
  /** Closes everything; answers under way end early. */
  dropAll(): void
  /** The same, and nothing is opened any more. */
  dispose(): void
  /** Connections there are: idle, and all. */
  count(): { readonly idle: number; readonly all: number }
}

export interface ConnectionPoolParts {
  readonly slabs: SlabPool
  readonly clock: Clock
  readonly tls: TlsOptions
  readonly perOrigin: number
}

/** Servers close idle connections after 5 to 75 seconds; one that is asked as it closes costs a round trip. */
const keptMs = 15_000
const marginMs = 1_000
const sweepMs = 1_000
const mostSessions = 100

interface Idle {
  readonly connection: Connection
  readonly untilMs: number
}

interface Place {
  readonly origin: Origin
  idle: Idle[]
  readonly all: Set<Connection>
  readonly waiting: Waiter[]
}

interface Waiter {
  take(connection: Connection): void
  refuse(): void
}

const aborted = () => new DOMException('aborted', 'AbortError')

export function createConnectionPool({ slabs, clock, tls, perOrigin }: ConnectionPoolParts): ConnectionPool {
  const places = new Map<string, Place>()
  const sessions = new Map<string, Buffer>()
  let cancelSweep: (() => void) | undefined
  let closed = false

  const placeOf = (origin: Origin): Place => {
    const known = places.get(origin.key)
    if (known !== undefined) return known
    const place: Place = { origin, idle: [], all: new Set(), waiting: [] }
    places.set(origin.key, place)
    return place
  }
  const keepSession = (key: string, session: Buffer) => {
    sessions.delete(key)
    sessions.set(key, session)
    for (const oldest of sessions.keys()) if (sessions.size > mostSessions) sessions.delete(oldest)
  }
  const open = (place: Place): Connection => {
    const { origin } = place
    const session = sessions.get(origin.key)
    const connection = createConnection({
      origin,
      tls,
      slabs,
      clock,
      ...(session === undefined ? {} : { session }),
      onSession: (fresh) => keepSession(origin.key, fresh),
      onIdle: (one, serverMs) => offer(place, one, Math.min(keptMs, (serverMs ?? Infinity) - marginMs)),
      onDead: (one, error) => {
        if (error !== undefined) sessions.delete(origin.key)
        bury(place, one)
      },
    })
    place.all.add(connection)
    return connection
  }
  const offer = (place: Place, connection: Connection, forMs: number) => {
    const next = place.waiting.shift()
    if (next !== undefined) next.take(connection)
    else if (forMs <= 0) connection.destroy()
    else {
      place.idle.push({ connection, untilMs: clock.monotonic() + forMs })
      cancelSweep ??= clock.after(sweepMs, sweep)
    }
  }
  const bury = (place: Place, connection: Connection) => {
    place.all.delete(connection)
    place.idle = place.idle.filter((one) => one.connection !== connection)
    const next = place.waiting.shift()
    if (next !== undefined) next.take(open(place))
    else if (place.all.size === 0) places.delete(place.origin.key)
  }
  const closeIdle = (place: Place, isOver: (idle: Idle) => boolean) => {
    const over = place.idle.filter(isOver)
    place.idle = place.idle.filter((idle) => !isOver(idle))
    for (const { connection } of over) connection.destroy()
  }
  const sweep = () => {
    const now = clock.monotonic()
    for (const place of places.values()) closeIdle(place, ({ untilMs }) => untilMs <= now)
    slabs.trim()
    const some = [...places.values()].some(({ idle }) => idle.length > 0)
    cancelSweep = some ? clock.after(sweepMs, sweep) : undefined
  }
  const dropIdle = (originKey?: string) => {
    for (const [key, place] of places) {
      if (originKey === undefined || key === originKey) closeIdle(place, () => true)
    }
  }
  const dropAll = () => {
    cancelSweep?.()
    cancelSweep = undefined
    for (const place of places.values()) {
      place.idle = []
      for (const connection of place.all) connection.destroy()
    }
  }

  return {
    acquire: async (origin, signal) => {
      signal.throwIfAborted()
      if (closed) throw aborted()
      const place = placeOf(origin)
      const now = clock.monotonic()
      closeIdle(place, ({ untilMs }) => untilMs <= now)
      // The one used last: its window is open widest, and the others may end their time.
      const idle = place.idle.pop()
      if (idle !== undefined) return idle.connection
      if (place.all.size < perOrigin) return open(place)
      return new Promise((resolve, reject) => {
        const abort = () => {
          place.waiting.splice(place.waiting.indexOf(waiter), 1)
          reject(aborted())
        }
        const waiter: Waiter = {
          take: (connection) => {
            signal.removeEventListener('abort', abort)
            resolve(connection)
          },
          refuse: () => {
            signal.removeEventListener('abort', abort)
            reject(aborted())
          },
        }
        signal.addEventListener('abort', abort, { once: true })
        place.waiting.push(waiter)
      })
    },
    dropIdle,
    dropAll,
    dispose: () => {
      closed = true
      for (const { waiting } of places.values()) for (const { refuse } of waiting.splice(0)) refuse()
      dropAll()
    },
    count: () => {
      const all = [...places.values()]
      return {
        idle: all.reduce((sum, { idle }) => sum + idle.length, 0),
        all: all.reduce((sum, { all: set }) => sum + set.size, 0),
      }
    },
  }
}
