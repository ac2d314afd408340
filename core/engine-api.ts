// What the engine can do, as its hosts see it. The implementation is put together in engine.ts.

import type { Account, AccountView, OwnClient } from './model/account.ts'
import type { Disposer, QueueApi } from './queue-api.ts'
import type {
  AccountDetails,
  BrowserFlow,
  Capacity,
  Certificate,
  WayDetails,
  WayTarget,
} from './model/account-details.ts'
import type { CloudUri } from './model/cloud-uri.ts'
import type { Entry, EntryOrder, EntryPage, OrderDirection } from './model/entry.ts'
import type { Settings } from './model/settings.ts'
import type { ProxyChoice } from './model/way.ts'
import type { ChangeOutcome, ItemFailure } from './model/change.ts'
import type { EntryDetails, FolderSummary, OwnShare } from './model/entry-details.ts'
import type { LinkReply, LinkRequest } from './model/link.ts'
import type { Place, PlaceKind } from './model/place.ts'
import type { SearchQuery } from './model/search.ts'
import type { SyncApi } from './sync-api.ts'

export type { BrowserFlow } from './model/account-details.ts'
export type * from './queue-api.ts'

export interface SiteDescription {
  /** Site root without trailing slash, as it answered. */
  readonly site: string
  readonly instanceId: string
  readonly title: string
  readonly version: string
  readonly captcha: 'none' | 'picture' | 'unsupported'
  /** Whether the site has a page of its own that programs sign in by (4.12 and newer). */
  readonly browser: boolean
  /** Whether its users may have passkeys; those work on its page only. */
  readonly passkeys: boolean
  /** Most URIs in one /file/url call (cloudreve-api.md section 2, `max_batch_size`). */
  readonly maxBatchSize: number
}

export interface Captcha {
  /** `data:image/…` */
  readonly image: string
  readonly ticket: string
}

export interface PasswordSignIn {
  readonly site: string
  readonly email: string
  readonly password: string
  readonly captcha?: { readonly answer: string; readonly ticket: string }
  /** Signing in again: another user than this account's is refused, and nothing is changed. */
  readonly accountId?: string | undefined
}

/** A page of a site, and how its connections are made: the way of the API calls, put into a window. */
export interface SignInPage {
  readonly address: string
  readonly redirect: string
  /** SHA-256 fingerprints, and PEM; see core/ports/trust. */
  readonly pins: readonly string[]
  readonly authorities: readonly string[]
  readonly proxy: ProxyChoice
  /** Of the proxy, asked for once. */
  readonly proxyUser: () => Promise<{ readonly name: string; readonly password: string } | undefined>
  /** It is over after this long. */
  readonly patienceMs: number
  /** The answer is this sign-in's: what a window shows may lead anywhere. */
  isAnswer(url: string): boolean
}

export interface BrowserSignInRequest {
  readonly site: string
  /** Signing in again: another user than this account's is refused. Its own client is used, if it has one. */
  readonly accountId?: string | undefined
  /** For a new account: an own client instead of the built-in one; it is kept with the account. */
  readonly client?: (OwnClient & { readonly secret: string }) | undefined
}

export type ShortcutStep =
  Extract<ShareStep, { step: 'opened' }> | { readonly step: 'password'; readonly link: string }

export type SignInStep =
  { readonly step: 'done'; readonly account: Account } | { readonly step: 'otp'; readonly challenge: string }

export type ShareStep =
  | { readonly step: 'opened'; readonly account: Account; readonly uri: CloudUri; readonly name: string }
  | { readonly step: 'password' }

export interface ProxyRequest {
  readonly target: WayTarget
  readonly proxy: ProxyChoice
  /** Absent: as it was; null: nobody. */
  readonly user?: { readonly name: string; readonly password: string } | null | undefined
}

export interface AccountOptions {
  /** Fails `sign-in-required` for an account that is not there, as everything here. */
  describe(accountId: string): Promise<AccountDetails>
  /** The same of a site that somebody is signing in to. */
  describeWay(site: string): WayDetails
  /** Fails `invalid-request` for what is no address of an HTTP proxy. */
  setProxy(request: ProxyRequest): Promise<void>
  /** Looks at an address of the account, of its storage, or of the site. Fails `network`, `timeout` … */
  certificate(target: WayTarget, address?: string): Promise<Certificate>
  /** Believes a certificate that `certificate` has shown in this run; fails `invalid-request` for any other. */
  trust(target: WayTarget, fingerprint: string): void
  distrust(accountId: string, fingerprint: string): void
  /** PEM text with any number of certificates; replaces those before. Fails `invalid-request` for none. */
  setAuthorities(target: WayTarget, pem: string): void
  /** In their order; each new one has to lead to the same site. Fails `other-site`, or why nobody answers there. */
  setAddresses(accountId: string, addresses: readonly string[]): Promise<void>
  /** Without a secret the one before stays; undefined goes back to the built-in client. */
  setClient(
    accountId: string,
    client: (OwnClient & { readonly secret?: string | undefined }) | undefined,
  ): Promise<void>
  /** Absolute path; undefined: the one of the settings. */
  setFolder(accountId: string, folder: string | undefined): void
}

export interface AccountsApi {
  /** Fails `not-cloudreve`, `certificate-rejected`, `network` … for an address that is no usable site. */
  describeSite(site: string): Promise<SiteDescription>
  captcha(site: string): Promise<Captcha>
  signIn(request: PasswordSignIn): Promise<SignInStep>
  answerOtp(challenge: string, otp: string): Promise<SignInStep>
  /** Begins a sign-in by the site's own page. Fails `browser-sign-in-unsupported` where the site has none. */
  beginBrowser(request: BrowserSignInRequest): Promise<BrowserFlow>
  /** With the address that the page ended at, or a code. Fails `sign-in-canceled`, `sign-in-mismatch`, `sign-in-refused`,
   * `sign-in-late`, `other-user`; `invalid-request` leaves the sign-in open. */
  finishBrowser(flowId: string, answer: string): Promise<Account>
  cancelBrowser(flowId: string): void
  /** What a window needs that shows the page itself. Fails `sign-in-late` for a sign-in that is over. */
  browserWindow(flowId: string): SignInPage
  /** Where downloads of the account land: its own folder, or the one of the settings. */
  folderOf(accountId: string): string
  /** Secrets are gone here whatever happens; `told` is false where the site could not be told. */
  signOut(accountId: string): Promise<{ readonly told: boolean }>
  capacity(accountId: string): Promise<Capacity>
  readonly options: AccountOptions
  list(): readonly AccountView[]
  /** `https://site/s/id[/password]`, or a `cloudreve://…@share` URI together with a site. */
  openShare(link: string, options?: { password?: string; site?: string }): Promise<ShareStep>
  /** Opens the share that an entry of "Shared with me" leads to; `password`: with another one, by `openShare` of the link. */
  followShortcut(accountId: string, uri: CloudUri): Promise<ShortcutStep>
  onChanged(listener: () => void): Disposer
}

export interface ListRequest {
  readonly accountId: string
  readonly uri: CloudUri
  readonly pageToken?: string
  /** 1 to the site's cap, silently; 200 by default. */
  readonly pageSize?: number
  readonly order?: EntryOrder
  readonly direction?: OrderDirection
  /** Everything below the folder that fits, instead of what is in it. Comes page by page while the site looks. */
  readonly search?: SearchQuery
}

/** What the site lets one user do, as far as it says so beforehand. */
export interface Space {
  readonly mayArchive: boolean
  readonly mayShare: boolean
  readonly mayOpenShares: boolean
  /** As many at once; 0: none. */
  readonly directLinks: number
  readonly trashSeconds?: number
  /** Lower case, without dot. */
  readonly thumbnailExtensions: readonly string[]
}

export interface ShareOrder {
  readonly uri: CloudUri
  readonly protect: boolean
  /** Letters and digits, at most 32; the site makes one where it is absent. */
  readonly password?: string | undefined
  readonly expiresInSeconds?: number | undefined
  readonly downloads?: number | undefined
  readonly showView?: boolean | undefined
}

export interface SharePage {
  readonly shares: readonly OwnShare[]
  readonly nextPageToken?: string
}

export interface DirectLinks {
  readonly links: readonly { readonly uri: CloudUri; readonly link: string }[]
  readonly failed: readonly ItemFailure[]
}

export interface BrowserApi {
  list(request: ListRequest): Promise<EntryPage>
  info(accountId: string, uri: CloudUri): Promise<Entry>
  links(accountId: string, request: LinkRequest): Promise<LinkReply>
  details(accountId: string, uri: CloudUri): Promise<EntryDetails>
  /** The site walks the folder. Fails `invalid-request` for a file. */
  summary(accountId: string, uri: CloudUri): Promise<FolderSummary>
  space(accountId: string): Promise<Space>
  /** Tells that a folder has to be read again; by the site's events, and by looking where it sends none. */
  watch(accountId: string, uri: CloudUri, onChanged: () => void): Disposer
}

export interface OpenContent {
  readonly name: string
  readonly entityId: string
  readonly sizeBytes: number
  readonly uploading: boolean
  /** Bytes from `start` to before `end`, exactly; links are renewed on the way. */
  read(start: number, end: number, signal: AbortSignal): AsyncIterable<Uint8Array>
}

/** Bytes for somebody who looks at a file. */
export interface ContentApi {
  /** Of this version, or the current one. In a share, reading counts as a download. */
  open(accountId: string, uri: CloudUri, entityId?: string): Promise<OpenContent>
  /** A small picture of any type. Fails `api-rejected` where the site has none. */
  thumbnail(accountId: string, uri: CloudUri, signal: AbortSignal): Promise<Uint8Array>
  /** The picture that a user has uploaded to the account's site; undefined where there is none. */
  avatar(accountId: string, userId: string, signal: AbortSignal): Promise<Uint8Array | undefined>
}

/** What changes the remote drive. Nothing is ever replaced; items fail one by one. */
export interface ChangesApi {
  createFolder(accountId: string, parent: CloudUri, name: string): Promise<Entry>
  rename(accountId: string, uri: CloudUri, name: string): Promise<{ entry: Entry; undoId: string }>
  move(accountId: string, uris: readonly CloudUri[], to: CloudUri): Promise<Changed>
  copy(accountId: string, uris: readonly CloudUri[], to: CloudUri): Promise<Changed>
  /** Into the recycle bin. */
  trash(accountId: string, uris: readonly CloudUri[]): Promise<Changed>
  deleteForGood(accountId: string, uris: readonly CloudUri[]): Promise<Changed>
  /** By their URIs in the recycle bin, or by where they were. */
  restore(accountId: string, uris: readonly CloudUri[]): Promise<Changed>
  emptyTrash(accountId: string): Promise<Changed>
  /** Fails `not-found` where it is not remembered, or was taken back already. */
  undo(undoId: string): Promise<Changed>
  unlock(accountId: string, lockIds: readonly string[]): Promise<void>
  useVersion(accountId: string, uri: CloudUri, entityId: string): Promise<void>
  deleteVersion(accountId: string, uri: CloudUri, entityId: string): Promise<void>
  directLinks(accountId: string, uris: readonly CloudUri[]): Promise<DirectLinks>
  /** Some folder was changed from here: who shows it reads it again without waiting for the site to say so. */
  onChanged(listener: (change: { accountId: string; uri: CloudUri }) => void): Disposer
}

export interface Changed extends ChangeOutcome {
  readonly undoId?: string
}

/** The user's own shares. */
export interface SharesApi {
  /** `link` holds the password: for the clipboard. */
  create(accountId: string, order: ShareOrder): Promise<{ shareId: string; link: string }>
  list(accountId: string, pageToken?: string): Promise<SharePage>
  link(accountId: string, shareId: string): Promise<string>
  /** Where the shared thing lies; `file` where that is one, in `folder`. */
  source(accountId: string, shareId: string): Promise<{ readonly folder: CloudUri; readonly file?: CloudUri }>
  delete(accountId: string, shareId: string): Promise<void>
}

export interface PlacesApi {
  list(accountId: string): readonly Place[]
  /** Fails `invalid-request` where there are too many. */
  pin(accountId: string, uri: CloudUri, name: string): void
  /** A folder was looked into, or a share opened. */
  visit(accountId: string, place: { kind: 'recent' | 'share'; uri: CloudUri; name: string }): void
  forget(accountId: string, kind: PlaceKind, uri: CloudUri): void
  forgetRecent(accountId: string): void
  /** Everything of an account that is no longer there. */
  forgetAccount(accountId: string): void
  onChanged(listener: (accountId: string) => void): Disposer
}

/** How the database was found: `restored` and `lost` mean that a damaged one was set aside. */
export interface Opening {
  readonly origin: 'sound' | 'fresh' | 'restored' | 'lost'
  /** Where the damaged one is now. */
  readonly setAside?: string
}

export interface Engine {
  readonly sync: SyncApi
  readonly opening: Opening
  readonly accounts: AccountsApi
  readonly browser: BrowserApi
  readonly content: ContentApi
  readonly changes: ChangesApi
  readonly shares: SharesApi
  readonly places: PlacesApi
  readonly queue: QueueApi
  readonly settings: {
    read(): Settings
    save(patch: Partial<Settings>): Settings
    onChanged(listener: (settings: Settings) => void): Disposer
  }
  /** Starts running what is queued; with `onlyBatches` everything else stays as it is. */
  start(options?: { onlyBatches?: boolean }): void
  /** Stops all work at a recorded point and closes the database. */
  close(): Promise<void>
}
