// Follows what changes below a folder (`GET /file/events`, cloudreve-api.md section 7). What it tells is a hint and no
// more: the server drops events, merges them and sends none for much of what happens. Whoever follows reads the folder
// again, and also now and then without being told.
//
//   ask ─ subscribed ─> `rescan` ─┐                       ┌─ ended, broke, silent ─> `down` ─ backoff ─> ask
//       ├ resumed ────────────────┴─ live: `changes` ─────┤
//       ├ off, forbidden, too old, a guest ─> `unavailable`, for good
//       └ trouble ─> `down` ─ backoff ─> ask

import { z } from 'zod'
import type { Account } from '../model/account.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { TransferError, fail } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import { failureOfReply } from './envelope.ts'
import type { EventBytes } from './client.ts'
import { readFrames } from './event-frames.ts'
import type { EventFrame } from './event-frames.ts'
import { openWithSecrets } from './secret-uris.ts'
import type { Sessions } from './sessions.ts'
import type { Credentials } from './tokens.ts'

export interface RemoteChange {
  readonly kind: 'create' | 'modify' | 'rename' | 'delete'
  readonly fileId: string
  /** Decoded names below the followed folder. After a restore the last one is the bin's id, not the name. */
  readonly from: readonly string[]
  /** Of a rename; empty otherwise. */
  readonly to: readonly string[]
}

export type FolderEvent =
  /** Whatever was known may be wrong: nobody followed until now, or more happened than the server tells. */
  | { readonly type: 'rescan'; readonly reason: 'subscribed' | 'burst' }
  /** What came at once; at least one. */
  | { readonly type: 'changes'; readonly changes: readonly RemoteChange[] }

/** `live`: events come. `down`: not now, it is tried again. `unavailable`: never here; look at the folder yourself. */
export type FollowState = 'live' | 'down' | 'unavailable'

export interface FollowRequest {
  readonly account: Account
  /** A folder, with everything below it. */
  readonly uri: CloudUri
  /**
   * A UUID that nobody else follows with, and no other folder: the server keeps one queue for each id (section 7). A
   * sync keeps it, to hear what happened while it was away.
   */
  readonly clientId: string
  readonly onEvent: (event: FolderEvent) => void
  readonly onState?: (state: FollowState) => void
}

export interface EventParts {
  readonly sessions: Sessions
  readonly credentials: Credentials
  readonly clock: Clock
  readonly logger: Logger
  /** In [0, 1), for jitter. */
  readonly random: () => number
}

/** The server says that it lives every 30 s; this much silence means that the connection is dead. */
export const longestSilenceMs = 75_000
/** What comes within this time belongs together: the server sends a whole burst at once. */
const gatherMs = 150
/** A flush drops what is beyond 16 (section 7), so this many may have been more. */
export const burstSize = 16
const firstWaitMs = 1_000
const longestWaitMs = 60_000

/** Returns its disposer. Nothing is told after it ran. */
export function followFolder(parts: EventParts, request: FollowRequest): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const gathered = createGathering(parts.clock, (event) => {
    if (!signal.aborted) request.onEvent(event)
  })
  const say = (state: FollowState) => {
    if (!signal.aborted) request.onState?.(state)
  }
  const run = async () => {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        await followOnce(parts, request, {
          signal,
          gathered,
          onLive: () => {
            tries = -1
            say('live')
          },
        })
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof TransferError)) throw error
        const { kind, detail, remedy } = error.failure
        parts.logger.log('info', 'events are not to be had', { kind, detail })
        if (remedy !== 'retry' && remedy !== 'hold') {
          say('unavailable')
          return
        }
      }
      say('down')
      await pause(parts, waitMs(Math.max(0, tries), parts.random()), signal)
    }
  }
  run().catch((error: unknown) => {
    parts.logger.log('error', 'following a folder broke', { reason: String(error) })
    say('unavailable')
  })
  return () => {
    stop.abort()
    gathered.dispose()
  }
}

function waitMs(tries: number, random: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(tries, 10)) * (0.5 + random / 2)
}

function pause({ clock }: EventParts, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(delayMs, resolve)
    signal.addEventListener('abort', () => (cancel(), resolve()), { once: true })
  })
}

interface Once {
  readonly signal: AbortSignal
  readonly gathered: Gathering
  readonly onLive: () => void
}

/** Resolves when the server ends the stream: it stops, or a proxy between did not want to wait longer. */
async function followOnce(
  parts: EventParts,
  { account, uri, clientId }: FollowRequest,
  { signal, gathered, onLive }: Once,
): Promise<void> {
  const events = await openEvents(parts, { account, uri, clientId }, signal)
  const onAbort = () => events.close()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    for await (const frame of readFrames(events)) {
      if (frame.event === 'subscribed') gathered.rescan('subscribed')
      if (frame.event === 'subscribed' || frame.event === 'resumed') onLive()
      const change = readChange(frame)
      if (change !== undefined) gathered.add(change)
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    events.close()
  }
}

async function openEvents(
  parts: EventParts,
  { account, uri, clientId }: Pick<FollowRequest, 'account' | 'uri' | 'clientId'>,
  signal: AbortSignal,
): Promise<EventBytes> {
  // It panics over the recycle bin (section 7).
  if (uri.fileSystem === 'trash') throw fail('forbidden', `no events of ${formatCloudUri(uri)}`)
  if (account.kind === 'guest') throw fail('forbidden', 'no events for guests')
  const opened = await openWithSecrets(parts, { account, uris: [uri] }, ([secret]) => ({
    method: 'GET',
    route: '/file/events',
    query: { uri: secret },
    headers: { accept: 'text/event-stream', 'x-cr-client-id': clientId },
    timeoutMs: longestSilenceMs,
    signal,
  }))
  if ('events' in opened) return opened.events
  if (opened.reply.code !== 0) throw new TransferError(failureOfReply(opened.reply))
  throw fail('bad-response', 'no events in the answer')
}

const changeSchema = z.object({
  type: z.enum(['create', 'modify', 'rename', 'delete']),
  file_id: z.string(),
  from: z.string(),
  to: z.string().nullish(),
})

/** Undefined for the frames that only keep the connection, and for what a later server may say. */
function readChange({ event, data }: EventFrame): RemoteChange | undefined {
  if (event !== 'event') return undefined
  const parsed = changeSchema.safeParse(parseJson(data))
  if (!parsed.success) return undefined
  const { type: kind, file_id: fileId, from, to } = parsed.data
  return { kind, fileId, from: namesOf(from), to: namesOf(to ?? '') }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined // `<nil>`, or a frame cut off: no change in any case
  }
}

function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '')
}

interface Gathering {
  add(change: RemoteChange): void
  rescan(reason: 'subscribed'): void
  dispose(): void
}

function createGathering(clock: Clock, tell: (event: FolderEvent) => void): Gathering {
  let changes: RemoteChange[] = []
  let cancel: (() => void) | undefined
  const flush = () => {
    cancel = undefined
    const gathered = changes
    changes = []
    if (gathered.length >= burstSize) tell({ type: 'rescan', reason: 'burst' })
    else tell({ type: 'changes', changes: gathered })
  }
  return {
    add: (change) => {
      // Beyond a burst they are not looked at one by one any more.
      if (changes.length < burstSize) changes.push(change)
      cancel ??= clock.after(gatherMs, flush)
    },
    rescan: (reason) => tell({ type: 'rescan', reason }),
    dispose: () => cancel?.(),
  }
}
