// The bytes of remote files for somebody who looks at them: previews and thumbnails. Signed links stay in here; they are
// kept for as long as they live, since in a share each one counts as a download (cloudreve-api.md section 5).

import type { Cloudreve } from '../cloudreve/cloudreve.ts'
import type { ContentApi, OpenContent } from '../engine-api.ts'
import type { Account } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { TransferError, fail } from '../model/failure.ts'
import type { Link } from '../model/link.ts'
import type { Way } from '../ports/ways.ts'
import { byWay } from '../transfer/byte-source.ts'
import { classify, isAbort } from '../transfer/classify.ts'
import { readRange, readWhole } from '../transfer/read-range.ts'
import type { ReceiveParts } from '../transfer/receive.ts'

export interface ContentParts extends ReceiveParts {
  readonly cloudreve: Pick<Cloudreve, 'info' | 'versions' | 'links' | 'thumbnail' | 'people' | 'addresses'>
  readonly account: (accountId: string) => Account
  /** Where a link may be reached, the likeliest first. */
  readonly addresses: (account: Account, url: string) => readonly string[]
  /** How the account's connections are made. */
  readonly way: (account: Account) => Way
}

/** A link with less life than this is not begun with. */
const marginMs = 30_000
const mostThumbnailBytes = 5_000_000
const mostAvatarBytes = 2_000_000
const mostLinks = 3

export function createContent(parts: ContentParts): ContentApi {
  return {
    open: async (accountId, uri, entityId) => {
      const account = parts.account(accountId)
      const { name, ...version } = await findVersion(parts, account, { uri, entityId })
      const own = { ...parts, source: byWay(parts.source, parts.way(account)) }
      return { name, ...version, ...createReader(own, account, { uri, ...version }) }
    },
    thumbnail: async (accountId, uri, signal) => {
      const account = parts.account(accountId)
      const own = { ...parts, source: byWay(parts.source, parts.way(account)) }
      const { url } = await parts.cloudreve.thumbnail(account, uri, signal)
      return atOneOf(parts.addresses(account, url), (address) =>
        readWhole(own, { url: address, mostBytes: mostThumbnailBytes, signal }),
      )
    },
    avatar: async (accountId, userId, signal) => {
      const account = parts.account(accountId)
      const { people, addresses } = parts.cloudreve
      if (!(await people.hasPicture(account, userId))) return undefined
      const own = { ...parts, source: byWay(parts.source, parts.way(account)) }
      const pictures = addresses
        .order(account)
        .map((site) => `${site}/api/v4/user/avatar/${encodeURIComponent(userId)}`)
      return atOneOf(pictures, (url) => readWhole(own, { url, mostBytes: mostAvatarBytes, signal }))
    },
  }
}

async function findVersion(
  { cloudreve }: ContentParts,
  account: Account,
  { uri, entityId }: { uri: CloudUri; entityId: string | undefined },
): Promise<Omit<OpenContent, 'read'>> {
  const entry = await cloudreve.info(account, uri)
  if (entry.kind === 'folder') throw fail('invalid-request', 'a folder has no content')
  const { name, sizeBytes, uploading } = entry
  if (entityId === undefined || entityId === entry.entityId)
    return { name, sizeBytes, uploading, entityId: entry.entityId }
  const version = (await cloudreve.versions(account, uri)).find((one) => one.entityId === entityId)
  if (version === undefined) throw fail('not-found', 'the site keeps no such version')
  return { name, entityId, sizeBytes: version.sizeBytes, uploading: false }
}

interface Version {
  readonly uri: CloudUri
  readonly entityId: string
  readonly sizeBytes: number
}

function createReader(
  parts: ContentParts,
  account: Account,
  { uri, entityId, sizeBytes }: Version,
): Pick<OpenContent, 'read'> {
  let known: Promise<Link> | undefined
  const askLink = async (): Promise<Link> => {
    const { slots } = await parts.cloudreve.links(account, { uris: [uri], entity: entityId })
    const [slot] = slots
    if (slot === undefined) throw fail('bad-response', 'no link')
    if ('failure' in slot) throw new TransferError(slot.failure)
    return slot.link
  }
  const link = async (): Promise<Link> => {
    known ??= askLink()
    const asked = known
    try {
      const found = await asked
      if ((found.expiresAtMs ?? Infinity) > parts.clock.now() + marginMs) return found
    } catch (error) {
      if (known === asked) known = undefined
      throw error
    }
    if (known === asked) known = askLink()
    return known ?? askLink()
  }

  /** Goes on at the byte where a link ended. */
  async function* read(start: number, end: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    let at = start
    for (let links = 1; at < end; links += 1) {
      const { url } = await link()
      try {
        for await (const chunk of readAtOneOf(parts, parts.addresses(account, url), {
          at,
          end,
          sizeBytes,
          signal,
        })) {
          at += chunk.length
          yield chunk
        }
      } catch (error) {
        signal.throwIfAborted()
        const failure = classify(error, 'network')
        if (failure.remedy !== 'renew-link' || links >= mostLinks)
          throw new TransferError(failure, { cause: error })
        known = undefined
      }
    }
  }
  return { read }
}

interface Stretch {
  readonly at: number
  readonly end: number
  readonly sizeBytes: number
  readonly signal: AbortSignal
}

/** The next address only where not one byte came from the one before. */
async function* readAtOneOf(
  parts: ContentParts,
  addresses: readonly string[],
  { at, end, sizeBytes, signal }: Stretch,
): AsyncGenerator<Uint8Array> {
  for (const [index, url] of addresses.entries()) {
    let begun = false
    try {
      for await (const chunk of readRange(parts, { url, start: at, end, sizeBytes, signal })) {
        begun = true
        yield chunk
      }
      return
    } catch (error) {
      if (begun || isAbort(error) || index === addresses.length - 1) throw error
    }
  }
}

async function atOneOf<T>(addresses: readonly string[], run: (address: string) => Promise<T>): Promise<T> {
  for (const [index, address] of addresses.entries()) {
    try {
      return await run(address)
    } catch (error) {
      if (isAbort(error) || index === addresses.length - 1) throw error
    }
  }
  throw fail('illegal-state', 'a link without an address')
}
