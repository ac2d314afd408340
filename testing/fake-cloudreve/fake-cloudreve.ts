// Starts a loopback Cloudreve on real sockets and hands out what a test may see and turn.
// The composition root of the fake; it adds no behaviour of its own.
import type { RequestRecord } from './exchange.ts'
import type { Faults } from './fault-rules.ts'
import { openListener } from './listener.ts'
import { consent, grantKey, type OauthApp } from './oauth.ts'
import { lock } from './locks.ts'
import { createRouter } from './router.ts'
import type { FakeSettings } from './settings.ts'
import { shareUrl } from './share-pages.ts'
import type { NewShare } from './share-book.ts'
import { createSite, type Site } from './site.ts'
import {
  createUserTree,
  expectedContent,
  expectedOf,
  splitPath,
  type ExpectedContent,
  type UserTree,
} from './user-tree.ts'
import { createUser, type NewUser, type User } from './users.ts'

export interface FakeCloudreveOptions {
  /** Port of the site; 0 (the default) takes a free one. */
  port?: number
  /** Which listeners speak HTTPS with a certificate nobody trusts; default neither. */
  tls?: 'site' | 'storage' | 'both'
  settings?: Partial<FakeSettings>
  user?: NewUser
}

export interface FakeUser {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly otpSecret: string | undefined
  readonly tree: UserTree
  /** Ends every refresh token issued before. */
  changePassword(password: string): void
  setStatus(status: User['status']): void
  /** Whether a picture of the user was uploaded, or is somebody else's. */
  setAvatar(avatar: User['avatar']): void
  /** The user is no more. */
  remove(): void
  /** Takes back what was granted to a client. */
  takeBack(clientId: string): void
}

export interface FakeOauth {
  /** What an administrator registers. */
  register(app: OauthApp): void
  /** What consenting on the page does: the address that a browser ends at. */
  consent(page: string, user?: FakeUser): string
}

export interface FakeShares {
  add(path: string, share?: NewShare): { id: string; url: string }
  remove(id: string): void
  /** How many links were minted through the share. */
  downloadsOf(id: string): number
  /** A new one; who has the old one is asked for it (40069). */
  setPassword(id: string, password: string): void
}

export interface FakeCloudreve {
  /** Site root without a trailing slash. */
  readonly url: string
  /** Origin of the storage listener. */
  readonly storageUrl: string
  readonly user: FakeUser
  addUser(user: NewUser): FakeUser
  readonly tree: UserTree
  /** What the current version of a file of the default user must read as. */
  content(path: string): ExpectedContent
  /** The same for any entity that still exists. */
  contentOfEntity(entityId: string): ExpectedContent
  readonly shares: FakeShares
  readonly oauth: FakeOauth
  readonly faults: Faults
  /** Somebody holds an entry of the default user; the result is the lock's token. */
  lock(path: string, application?: string): string
  /** An archive of the default user's file: it is left out without a word, or comes as nothing. */
  unreadable(path: string, how: 'skipped' | 'emptied'): void
  /** Ends every event stream, as a restart does. */
  endEvents(): void
  readonly clock: { nowMs(): number; advance(milliseconds: number): void }
  /** Every request since the start or since `clearRequests`; the newest 20,000. */
  readonly requests: readonly RequestRecord[]
  clearRequests(): void
  readonly settings: FakeSettings
  /** The solution of a captcha handed out by /site/captcha: of this ticket, or of the newest. */
  captchaSolution(ticket?: string): string | undefined
  close(): Promise<void>
}

export async function startFakeCloudreve(options: FakeCloudreveOptions = {}): Promise<FakeCloudreve> {
  const site = createSite(options.settings ?? {})
  const router = createRouter(site)
  const { tls } = options
  const main = await openListener(site, router, {
    listener: 'site',
    port: options.port ?? 0,
    tls: tls === 'site' || tls === 'both',
  })
  const storage = await openListener(site, router, {
    listener: 'storage',
    port: 0,
    tls: tls === 'storage' || tls === 'both',
  })
  site.origins.site = main.origin
  site.origins.storage = storage.origin
  const user = addUser(
    site,
    options.user ?? { email: 'reader@example.org', password: 'correct horse battery' },
  )
  return {
    url: main.origin,
    storageUrl: storage.origin,
    user,
    addUser: (wanted) => addUser(site, wanted),
    tree: user.tree,
    content: (path) => expectedContent(site.tree, user.id, path),
    contentOfEntity: (entityId) => {
      const entity = site.tree.entity(entityId)
      if (entity === undefined) throw new Error(`no entity ${entityId}`)
      return expectedOf(entity.id, entity.content)
    },
    shares: createShareFace(site, user.id),
    oauth: {
      register: (app) => void site.oauth.apps.set(app.id, app),
      consent: (page, by = user) => consent(site, by.id, new URL(page)).href,
    },
    faults: site.faults,
    lock: (path, application = 'upload') => {
      const entry = site.tree.find(site.tree.rootOf(user.id), splitPath(path))
      if (entry === undefined) throw new Error(`nothing at ${path}`)
      return lock(site, entry, application)
    },
    unreadable: (path, how) => {
      const entry = site.tree.find(site.tree.rootOf(user.id), splitPath(path))
      if (entry === undefined) throw new Error(`nothing at ${path}`)
      site.unreadable.set(entry, how)
    },
    endEvents: () => site.events.endAll(),
    clock: site.clock,
    requests: site.requests,
    clearRequests: () => {
      site.requests.length = 0
    },
    settings: site.settings,
    captchaSolution: (ticket) => site.captchas.solutionOf(ticket),
    close: async () => {
      await Promise.all([main.close(), storage.close()])
    },
  }
}

function addUser(site: Site, wanted: NewUser): FakeUser {
  const user = createUser(site.users.size + 1, wanted, site.clock.nowMs())
  site.users.set(user.id, user)
  return {
    id: user.id,
    email: user.email,
    get password() {
      return user.password
    },
    otpSecret: user.otpSecret,
    tree: createUserTree(site.tree, user.id),
    changePassword: (password) => {
      user.password = password
    },
    setStatus: (status) => {
      user.status = status
    },
    setAvatar: (avatar) => {
      user.avatar = avatar
    },
    remove: () => void site.users.delete(user.id),
    takeBack: (clientId) => void site.oauth.grants.delete(grantKey(user.id, clientId)),
  }
}

function createShareFace(site: Site, ownerId: string): FakeShares {
  return {
    add: (path, wanted = {}) => {
      const entry = site.tree.find(site.tree.rootOf(ownerId), splitPath(path))
      if (entry === undefined) throw new Error(`nothing at ${path}`)
      const share = site.shares.add(entry, wanted)
      return { id: share.id, url: shareUrl(site, share) }
    },
    remove: (id) => {
      site.shares.remove(id)
    },
    downloadsOf: (id) => site.shares.get(id)?.downloaded ?? 0,
    setPassword: (id, password) => {
      const share = site.shares.get(id)
      if (share !== undefined) share.password = password
    },
  }
}
