// The one door to the HTTP API of Cloudreve v4: puts the parts of this folder together. What it returns is checked,
// decoded and free of secrets but for links; what it throws is a TransferError, or the reason of an aborted signal.

import type {
  Captcha,
  DirectLinks,
  PasswordSignIn,
  ShareOrder,
  SharePage,
  ShareStep,
  SignInStep,
  SiteDescription,
  Space,
} from '../engine-api.ts'
import type { Account, AccountHealth } from '../model/account.ts'
import type { ChangeOutcome } from '../model/change.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, EntryPage, FileVersion } from '../model/entry.ts'
import type { EntryDetails, FolderSummary } from '../model/entry-details.ts'
import { TransferError } from '../model/failure.ts'
import type { Link, LinkReply, LinkRequest } from '../model/link.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { ProxyOf } from '../ports/proxies.ts'
import type { Vault } from '../ports/vault.ts'
import * as changes from './changes.ts'
import type { MoveRequest, VersionRequest } from './changes.ts'
import { createClient } from './client.ts'
import type { Client } from './client.ts'
import { details, summary, thumbnail } from './details.ts'
import { followFolder } from './events.ts'
import type { FollowRequest } from './events.ts'
import { links } from './links.ts'
import { info, list, versions } from './listing.ts'
import type { ListOptions } from './listing.ts'
import { createShare, deleteShare, listShares, ownShare } from './own-shares.ts'
import { createSearchStreams } from './search-stream.ts'
import { createSessions } from './sessions.ts'
import type { Sessions } from './sessions.ts'
import { openShare } from './shares.ts'
import type { ShareRequest } from './shares.ts'
import { createSignIn } from './sign-in.ts'
import { createSites } from './site.ts'
import { createSpaces } from './space.ts'
import { createCredentials } from './tokens.ts'

export interface CloudreveParts {
  readonly vault: Vault
  readonly clock: Clock
  readonly logger: Logger
  readonly uuid: () => string
  /** In [0, 1), for jitter; by default the real one. */
  readonly random?: () => number
  readonly proxyOf?: ProxyOf
  readonly accounts: () => readonly Account[]
  /** Adds the account, or replaces the one with the same id. */
  readonly saveAccount: (account: Account) => void
}

export interface Cloudreve {
  /** Fails `not-cloudreve`, `certificate-rejected`, `network` …; the detail says what to do. */
  describeSite(site: string, signal?: AbortSignal): Promise<SiteDescription>
  captcha(site: string): Promise<Captcha>
  /** Fails `wrong-credentials`, `captcha-required`, `captcha-wrong`, `captcha-unsupported`, `account-blocked` … */
  signIn(request: PasswordSignIn): Promise<SignInStep>
  /** `otp-wrong` leaves the challenge open; `sign-in-required`: it is over (600 s), start again. */
  answerOtp(challenge: string, otp: string): Promise<SignInStep>
  /** Wipes the account's secrets; the site is told where it can be reached. Never fails because of the network. */
  signOut(account: Account): Promise<void>
  /** `ready` until the contrary is known. */
  health(accountId: string): AccountHealth
  onHealthChanged(listener: (accountId: string) => void): () => void
  /** Fails `share-password` for a wrong password, `share-gone`; the step `password` where one is missing. */
  openShare(share: ShareRequest): Promise<ShareStep>
  list(account: Account, uri: CloudUri, options?: ListOptions): Promise<EntryPage>
  info(account: Account, uri: CloudUri, signal?: AbortSignal): Promise<Entry>
  versions(account: Account, uri: CloudUri, signal?: AbortSignal): Promise<readonly FileVersion[]>
  links(account: Account, request: LinkRequest, signal?: AbortSignal): Promise<LinkReply>
  details(account: Account, uri: CloudUri): Promise<EntryDetails>
  summary(account: Account, uri: CloudUri): Promise<FolderSummary>
  space(account: Account): Promise<Space>
  /** A signed URL. */
  thumbnail(account: Account, uri: CloudUri, signal?: AbortSignal): Promise<Link>
  createFolder(account: Account, request: { parent: CloudUri; name: string }): Promise<Entry>
  rename(account: Account, request: { uri: CloudUri; name: string }): Promise<Entry>
  /** Into the folder `to`; what is there already is never replaced. */
  move(account: Account, request: MoveRequest): Promise<ChangeOutcome>
  remove(account: Account, request: { uris: readonly CloudUri[]; forGood: boolean }): Promise<ChangeOutcome>
  restore(account: Account, uris: readonly CloudUri[]): Promise<ChangeOutcome>
  /** False where the site is too old to do it at once. */
  emptyTrash(account: Account): Promise<boolean>
  unlock(account: Account, lockIds: readonly string[]): Promise<void>
  useVersion(account: Account, request: VersionRequest): Promise<void>
  deleteVersion(account: Account, request: VersionRequest): Promise<void>
  directLinks(account: Account, uris: readonly CloudUri[]): Promise<DirectLinks>
  createShare(account: Account, order: ShareOrder): Promise<{ shareId: string; link: string }>
  listShares(account: Account, pageToken?: string): Promise<SharePage>
  /** With its password. */
  shareLink(account: Account, shareId: string): Promise<string>
  deleteShare(account: Account, shareId: string): Promise<void>
  /** What changes below a folder, as hints; see events.ts. Returns its disposer. */
  follow(request: FollowRequest): () => void
  /** Ends searches that are still open. */
  dispose(): void
}

export function createCloudreve(parts: CloudreveParts): Cloudreve {
  const client = createClient(parts)
  const credentials = createCredentials(parts.vault)
  const isGuest = (id: string): boolean =>
    parts.accounts().some((account) => account.id === id && account.kind === 'guest')
  const sessions = createSessions({ ...parts, client, credentials, isGuest })
  const sites = createSites(client)
  const searches = createSearchStreams(parts)
  const room = {
    sessions,
    sites,
    credentials,
    searches,
    accounts: parts.accounts,
    saveAccount: parts.saveAccount,
  }
  const { captcha, signIn, answerOtp } = createSignIn({
    ...parts,
    client,
    sites,
    onSignedIn: async (account, tokens) => {
      const before = parts.accounts().find(({ id }) => id === account.id)
      // Anybody can claim the id of an instance: what was kept for the old address is not for the new one.
      if (before !== undefined && before.site !== account.site) await credentials.wipe(account.id)
      await sessions.signedIn(account.id, tokens)
      parts.saveAccount(account)
    },
  })
  const spaces = createSpaces({ sessions, clock: parts.clock })
  return {
    ...changesOf(room),
    describeSite: (site, signal) => sites.describe(site, signal),
    captcha,
    signIn,
    answerOtp,
    signOut: (account) => signOut(client, sessions, account),
    health: (id) => sessions.health(id),
    onHealthChanged: (listener) => sessions.onHealthChanged(listener),
    openShare: (share) => openShare(room, share),
    list: (account, uri, options) => list(room, { account, uri }, options),
    info: (account, uri, signal) => info(room, { account, uri }, signal),
    versions: (account, uri, signal) => versions(room, { account, uri }, signal),
    details: (account, uri) => details(room, { account, uri }),
    summary: (account, uri) => summary(room, { account, uri }),
    space: (account) => spaces.describe(account),
    thumbnail: (account, uri, signal) => thumbnail(room, { account, uri }, signal),
    dispose: searches.dispose,
    follow: (request) => followFolder({ ...parts, ...room, random: parts.random ?? Math.random }, request),
    links: (account, request, signal) => links({ ...room, account, request, signal }),
  }
}

type Changes = Pick<
  Cloudreve,
  | 'createFolder'
  | 'rename'
  | 'move'
  | 'remove'
  | 'restore'
  | 'emptyTrash'
  | 'unlock'
  | 'useVersion'
  | 'deleteVersion'
  | 'directLinks'
  | 'createShare'
  | 'listShares'
  | 'shareLink'
  | 'deleteShare'
>

function changesOf(room: changes.ChangeParts): Changes {
  return {
    createFolder: (account, request) => changes.createFolder(room, account, request),
    rename: (account, request) => changes.rename(room, account, request),
    move: (account, request) => changes.move(room, account, request),
    remove: (account, request) => changes.remove(room, account, request),
    restore: (account, uris) => changes.restore(room, account, uris),
    emptyTrash: (account) => changes.emptyTrash(room, account),
    unlock: (account, lockIds) => changes.unlock(room, account, lockIds),
    useVersion: (account, request) => changes.useVersion(room, account, request),
    deleteVersion: (account, request) => changes.deleteVersion(room, account, request),
    directLinks: (account, uris) => changes.directLinks(room, account, uris),
    createShare: (account, order) => createShare(room, account, order),
    listShares: (account, pageToken) => listShares(room.sessions, account, pageToken),
    shareLink: async (account, shareId) => (await ownShare(room.sessions, account, shareId)).link,
    deleteShare: (account, shareId) => deleteShare(room.sessions, account, shareId),
  }
}

/** Here first: the secrets must be gone even if the program ends while the site is being told. */
async function signOut(client: Client, sessions: Sessions, account: Account): Promise<void> {
  const refreshToken = await sessions.forget(account.id)
  if (refreshToken === undefined) return
  try {
    await client.send({
      site: account.site,
      method: 'DELETE',
      route: '/session/token',
      json: { refresh_token: refreshToken },
      timeoutMs: 10_000,
    })
  } catch (error) {
    // Offline is fine: the chain of tokens ends by itself (section 3.2). The client has logged it.
    if (!(error instanceof TransferError)) throw error
  }
}
