// Everything one running fake holds, handed to every handler. Data and parts only; what they do is in their own files.
import { randomUUID } from 'node:crypto'
import { createCaptchas, type Captchas } from './captcha.ts'
import { createClock, type Clock } from './clock.ts'
import type { Entry } from './entries.ts'
import { createEventHub, type EventHub } from './event-hub.ts'
import { createFaultBook, type FaultBook } from './fault-rules.ts'
import type { RequestRecord } from './exchange.ts'
import { createOauthBook, grantOf, type OauthBook } from './oauth.ts'
import type { Lock } from './locks.ts'
import { createPattern, type Pattern } from './pattern.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { defaultSettings, type FakeSettings } from './settings.ts'
import { createShares, type ShareBook } from './share-book.ts'
import { createSigner, type Signer } from './sign.ts'
import { createTree, type Tree } from './tree.ts'
import type { User } from './users.ts'

export interface CachedLink {
  url: string
  expiresAtMs: number
  cachedUntilMs: number
}

export interface ArchiveSession {
  uris: string[]
  callerId: string | undefined
  expiresAtMs: number
}

export interface Site {
  readonly instanceId: string
  readonly settings: FakeSettings
  readonly clock: Clock
  readonly pattern: Pattern
  readonly tree: Tree
  readonly users: Map<string, User>
  readonly sessions: Sessions
  readonly oauth: OauthBook
  readonly captchas: Captchas
  readonly shares: ShareBook
  readonly signer: Signer
  readonly faults: FaultBook
  readonly requests: RequestRecord[]
  readonly linkCache: Map<string, CachedLink>
  readonly locks: Map<string, Lock>
  /** Files whose bytes an archive cannot have, and what becomes of them in it. */
  readonly unreadable: Map<Entry, 'skipped' | 'emptied'>
  readonly events: EventHub
  readonly archives: Map<string, ArchiveSession>
  /** Filled in when the listeners have their ports. */
  readonly origins: { site: string; storage: string }
}

export function createSite(settings: Partial<FakeSettings>): Site {
  const clock = createClock()
  const pattern = createPattern()
  const users = new Map<string, User>()
  const live: FakeSettings = { ...defaultSettings(), ...settings }
  const oauth = createOauthBook()
  const events = createEventHub(live)
  return {
    instanceId: randomUUID(),
    oauth,
    settings: live,
    clock,
    pattern,
    tree: createTree({ clock, pattern, settings: live, tell: events.tell }),
    users,
    sessions: createSessions({
      clock,
      settings: live,
      secret: randomUUID(),
      userById: (id) => users.get(id),
      grantOf: (userId, clientId) => grantOf({ oauth }, userId, clientId),
    }),
    captchas: createCaptchas(),
    shares: createShares(clock),
    signer: createSigner(randomUUID()),
    faults: createFaultBook(),
    requests: [],
    linkCache: new Map(),
    locks: new Map(),
    unreadable: new Map(),
    events,
    archives: new Map(),
    origins: { site: '', storage: '' },
  }
}
