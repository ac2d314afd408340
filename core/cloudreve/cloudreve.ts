// The one door to the HTTP API of Cloudreve v4: puts the parts of this folder together. What it returns is checked,
// decoded and free of secrets but for links; what it throws is a TransferError, or the reason of an aborted signal.

import type {
  BrowserSignInRequest,
  Captcha,
  DirectLinks,
  PasswordSignIn,
  ShareOrder,
  SharePage,
  ShareStep,
  ShortcutStep,
  SignInPage,
  SignInStep,
  SiteDescription,
  Space,
} from '../engine-api.ts'
import type { Account, AccountHealth, SignedOutReason } from '../model/account.ts'
import type { BrowserFlow, Capacity, Certificate } from '../model/account-details.ts'
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
import type { TrustSystem, Way } from '../ports/ways.ts'
import { createAddresses } from './addresses.ts'
import type { Addresses } from './addresses.ts'
import { createBrowserSignIn } from './browser-sign-in.ts'
import { lookAtCertificate } from './certificate.ts'
import * as changes from './changes.ts'
import type { MoveRequest, VersionRequest } from './changes.ts'
import { createClient } from './client.ts'
import { details, summary, thumbnail } from './details.ts'
import { followFolder } from './events.ts'
import type { FollowRequest } from './events.ts'
import { readData } from './envelope.ts'
import { clientFor, createKeepSignIn } from './keep-sign-in.ts'
import { links } from './links.ts'
import { info, infoById, list, versions } from './listing.ts'
import type { ListOptions } from './listing.ts'
import { createShare, deleteShare, listShares, shareLink, shareSource } from './own-shares.ts'
import type { ShareSource } from './own-shares.ts'
import { createPeople } from './people.ts'
import type { People } from './people.ts'
import { capacitySchema } from './schemas.ts'
import { createSearchStreams } from './search-stream.ts'
import { createSessions, sendToSite } from './sessions.ts'
import type { Sending, Sessions } from './sessions.ts'
import { openShare } from './shares.ts'
import { followShortcut } from './shortcuts.ts'
import type { ShareRequest } from './shares.ts'
import { isRedirect } from './redirect-answer.ts'
import { apiCodes } from './codes.ts'
import { createSignIn } from './sign-in.ts'
import { createSites } from './site.ts'
import { createSpaces } from './space.ts'
import { createCredentials } from './tokens.ts'
import type { Credentials } from './tokens.ts'
import { createWays } from './ways.ts'
import type { Ways } from './ways.ts'

export interface CloudreveParts {
  readonly vault: Vault
  readonly clock: Clock
  readonly logger: Logger
  readonly uuid: () => string
  /** In [0, 1), for jitter; by default the real one. */
  readonly random?: () => number
  readonly proxyOf?: ProxyOf
  readonly trustSystem?: TrustSystem
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
  beginBrowser(request: BrowserSignInRequest): Promise<BrowserFlow>
  finishBrowser(flowId: string, answer: string): Promise<Account>
  cancelBrowser(flowId: string): void
  browserWindow(flowId: string): SignInPage
  /** Nothing but a ping is sent, and that only where it is believed. */
  certificate(site: string, way: Way): Promise<Certificate>
  /** Wipes the account's secrets; `told` where the site knows. Never fails because of the network. */
  signOut(account: Account): Promise<{ told: boolean }>
  capacity(account: Account): Promise<Capacity>
  /** Why a sign-in is required, where that is known. */
  reason(accountId: string): SignedOutReason | undefined
  readonly ways: Ways
  readonly credentials: Credentials
  readonly addresses: Addresses
  /** `ready` until the contrary is known. */
  health(accountId: string): AccountHealth
  /** Asks the site something that only a signed-in user may. Never rejects. */
  isSignedIn(account: Account): Promise<boolean>
  onHealthChanged(listener: (accountId: string) => void): () => void
  /** Fails `share-password` for a wrong password, `share-gone`; the step `password` where one is missing. */
  openShare(share: ShareRequest): Promise<ShareStep>
  /** Opens the share that an entry of "Shared with me" leads to. */
  followShortcut(account: Account, uri: CloudUri): Promise<ShortcutStep>
  readonly people: People
  list(account: Account, uri: CloudUri, options?: ListOptions): Promise<EntryPage>
  info(account: Account, uri: CloudUri, signal?: AbortSignal): Promise<Entry>
  /** An own file or folder by its id, wherever it is now. */
  infoById(account: Account, of: { fileId: string; signal: AbortSignal }): Promise<Entry>
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
  /** Where the shared thing lies. */
  shareSource(account: Account, shareId: string): Promise<ShareSource>
  deleteShare(account: Account, shareId: string): Promise<void>
  /** What changes below a folder, as hints; see events.ts. Returns its disposer. */
  follow(request: FollowRequest): () => void
  /** Ends searches that are still open. */
  dispose(): void
}

export function createCloudreve(parts: CloudreveParts): Cloudreve {
  const credentials = createCredentials(parts.vault)
  const ways = createWays({ ...parts, credentials })
  const client = createClient({ ...parts, wayOf: ways.ofSite })
  const addresses = createAddresses(parts.clock)
  const sending = { client, addresses, ways }
  const isGuest = (id: string): boolean =>
    parts.accounts().some((account) => account.id === id && account.kind === 'guest')
  const sessions = createSessions({ ...parts, ...sending, credentials, isGuest })
  const sites = createSites(client)
  const searches = createSearchStreams(parts)
  const saveAccount = (account: Account) => parts.saveAccount(withDraft(ways, account))
  const room = { sessions, sites, credentials, searches, accounts: parts.accounts, saveAccount }
  const keep = createKeepSignIn({ ...parts, client, credentials, sessions, ways })
  const { captcha, signIn, answerOtp } = createSignIn({
    ...parts,
    client,
    sites,
    onSignedIn: keep,
  })
  const people = createPeople({ sessions, clock: parts.clock })
  const spaces = createSpaces({ sessions, clock: parts.clock })
  const browser = createBrowserSignIn({ ...parts, client, onSignedIn: keep })
  return {
    ...changesOf(room),
    describeSite: (site, signal) => sites.describe(site, signal),
    captcha,
    signIn,
    answerOtp,
    beginBrowser: async (request) => {
      const site = await sites.describe(request.site)
      return browser.begin({ site, ...(await clientFor({ ...parts, credentials }, site, request)) })
    },
    finishBrowser: browser.finish,
    cancelBrowser: browser.cancel,
    browserWindow: (flowId) => {
      const { site, address, redirect, leftMs } = browser.flow(flowId)
      return {
        ...{ address, redirect, patienceMs: leftMs },
        ...ways.windowOf(site),
        isAnswer: (url) => URL.canParse(url) && isRedirect(new URL(url), redirect),
      }
    },
    certificate: (site, way) => lookAtCertificate(site, way),
    signOut: (account) => signOut({ ...sending, sessions }, account),
    health: (id) => sessions.health(id),
    isSignedIn: (account) =>
      sessions.call(account, { method: 'GET', route: '/user/capacity' }).then(
        ({ code }) => code === apiCodes.ok,
        () => false,
      ),
    reason: (id) => sessions.reason(id),
    onHealthChanged: (listener) => sessions.onHealthChanged(listener),
    capacity: async (account) => {
      const reply = await sessions.call(account, { method: 'GET', route: '/user/capacity' })
      const { total, used } = readData(reply, capacitySchema)
      return { totalBytes: total, usedBytes: used }
    },
    ways,
    credentials,
    addresses,
    openShare: (share) => openShare(room, share),
    followShortcut: (account, uri) => followShortcut(room, account, uri),
    people,
    list: (account, uri, options) => list(room, { account, uri }, options),
    info: (account, uri, signal) => info(room, { account, uri }, signal),
    infoById: (account, of) => infoById(room, account, of),
    versions: (account, uri, signal) => versions(room, { account, uri }, signal),
    details: (account, uri) => details({ ...room, people }, { account, uri }),
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
  | 'shareSource'
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
    shareLink: (account, shareId) => shareLink(room.sessions, account, shareId),
    shareSource: (account, shareId) => shareSource(room.sessions, account, shareId),
    deleteShare: (account, shareId) => deleteShare(room.sessions, account, shareId),
  }
}

/** A guest of a site whose certificate was believed, or whose proxy was chosen, just now. */
function withDraft(ways: Ways, account: Account): Account {
  const draft = ways.draftOf(account.site)
  return draft === undefined || account.way !== undefined ? account : { ...account, way: draft.choice }
}

/** Here first: the secrets must be gone even if the program ends while the site is being told. */
async function signOut(
  sending: Sending & { readonly sessions: Sessions },
  account: Account,
): Promise<{ told: boolean }> {
  // The proxy's password is among what is wiped, and the way to the site needs it once more.
  await sending.ways.ofAccount(account).proxyOf?.(account.site)
  const refreshToken = await sending.sessions.forget(account.id)
  if (refreshToken === undefined) return { told: true }
  try {
    await sendToSite(sending, account, {
      method: 'DELETE',
      route: '/session/token',
      json: { refresh_token: refreshToken },
      timeoutMs: 10_000,
    })
    return { told: true }
  } catch (error) {
    // The chain of tokens ends by itself (section 3.2). The client has logged it.
    if (!(error instanceof TransferError)) throw error
    return { told: false }
  } finally {
    sending.ways.forget(account.id)
  }
}
