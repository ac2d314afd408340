// Everything a test may turn while the fake is running, with the defaults of a fresh server (cloudreve-api.md sections
// 2, 3.2, 5 and 12). Not the start options, which fix what a listener cannot change later.

/** Where `/file/url` points blob links: this site, its storage listener, or any other origin (wrong siteURL). */
export type LinkOrigin = 'site' | 'storage' | (string & Record<never, never>)

export interface FakeSettings {
  version: string
  loginCaptcha: boolean
  /** `normal` is a picture; the others are puzzles of the web. */
  captchaType: 'normal' | 'recaptcha' | 'turnstile' | 'cap'
  /** Since 4.12. */
  oauth: boolean
  urlTtlSeconds: number
  /** A cached link is handed out again until this long before its end. */
  urlCacheMarginSeconds: number
  accessTtlSeconds: number
  refreshTtlSeconds: number
  archiveTtlSeconds: number
  maxBatchSize: number
  maxPageSize: number
  /** Group speed limit in bytes per second and connection; 0 is unlimited. */
  speedLimit: number
  /** Group bit 4 of every signed-in account without a setting of its own. */
  archiveAllowed: boolean
  /** Group bit 7 of visitors without an account. */
  anonymousShares: boolean
  linkOrigin: LinkOrigin
  /** What the storage listener imitates: a slave node (section 6.2) or an S3-like bucket. */
  storageStyle: 'slave' | 's3'
  /** Another origin that serves what the storage listener would; undefined means the storage listener itself. */
  storageOrigin: string | undefined
  /** The first configured site URL; undefined means the one the site listens on. */
  primarySiteUrl: string | undefined
  versionsKept: number
  keepVersions: boolean
  maxEditBytes: number
  /** `fs_event_push_enabled`. */
  events: boolean
  /** Quiet before held events are sent; 5,000 on a real server. */
  eventDebounceMs: number
  /** `use_sse_for_search`: search results come as events. */
  streamsSearches: boolean
  /** Endings of names that have thumbnails. */
  thumbnailExtensions: string[]
}

export function defaultSettings(): FakeSettings {
  return {
    version: '4.18.0',
    loginCaptcha: false,
    captchaType: 'normal',
    oauth: true,
    urlTtlSeconds: 3600,
    urlCacheMarginSeconds: 600,
    accessTtlSeconds: 3600,
    refreshTtlSeconds: 1_209_600,
    archiveTtlSeconds: 600,
    maxBatchSize: 3000,
    maxPageSize: 2000,
    speedLimit: 0,
    archiveAllowed: false,
    anonymousShares: true,
    linkOrigin: 'site',
    storageStyle: 'slave',
    storageOrigin: undefined,
    primarySiteUrl: undefined,
    versionsKept: 10,
    keepVersions: true,
    maxEditBytes: 52_428_800,
    events: true,
    eventDebounceMs: 5_000,
    streamsSearches: false,
    thumbnailExtensions: ['gif', 'jpeg', 'jpg', 'png'],
  }
}
