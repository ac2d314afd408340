// One call of `POST /file/url` and the reading of its answer (cloudreve-api.md section 5). How many calls a request
// needs is decided in links.ts.

import type { Account } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { TransferError } from '../model/failure.ts'
import type { Link, LinkReply, LinkRequest } from '../model/link.ts'
import { addressOf } from './client.ts'
import { badResponse, readData } from './envelope.ts'
import type { CodeOverrides, Reply } from './envelope.ts'
import { readExpiry } from './link-expiry.ts'
import { linksSchema } from './schemas.ts'
import { callWithSecrets } from './secret-uris.ts'
import type { Sessions } from './sessions.ts'
import type { Credentials } from './tokens.ts'

export type Slot = LinkReply['slots'][number]

export interface LinkCall {
  readonly sessions: Sessions
  readonly credentials: Credentials
  readonly account: Account
  readonly request: LinkRequest
  readonly signal: AbortSignal | undefined
}

const route = '/file/url'

export async function askForLinks(
  call: LinkCall,
  uris: readonly CloudUri[],
  skipError: boolean,
): Promise<Reply> {
  const { request } = call
  return callWithSecrets(call, { account: call.account, uris }, (secretUris) => ({
    method: 'POST',
    route,
    headers: headersOf(request),
    json: {
      uris: secretUris,
      ...(request.download === true ? { download: true } : {}),
      ...(request.redirect === true ? { redirect: true } : {}),
      ...(request.entity === undefined ? {} : { entity: request.entity }),
      ...(request.usePrimarySiteUrl === true ? { use_primary_site_url: true } : {}),
      ...(skipError ? { skip_error: true } : {}),
      ...(request.archive === true ? { archive: true } : {}),
      ...(request.noCache === true ? { no_cache: true } : {}),
    },
    keepRedirect: request.redirect === true,
    signal: call.signal,
  }))
}

function headersOf(request: LinkRequest): Record<string, string> {
  return {
    ...(request.contextHint === undefined ? {} : { 'x-cr-context-hint': request.contextHint }),
    ...(request.purchaseTicket === undefined ? {} : { 'x-cr-purchase-ticket': request.purchaseTicket }),
  }
}

/**
 * One slot per link asked for; undefined where the site gave none and no reason. Throws the reply's own failure, and
 * `bad-response` for an answer of another length.
 */
export function readSlots(call: LinkCall, reply: Reply, uris: readonly CloudUri[]): (Slot | undefined)[] {
  if (reply.location !== undefined) return [readLocation(call, reply, reply.location)]
  const { urls, expires } = readData(reply, linksSchema, overridesOf(call, uris))
  const expected = call.request.archive === true ? 1 : uris.length
  if (urls.length !== expected) {
    throw badResponse(reply, `${String(urls.length)} links for ${String(expected)} asked`)
  }
  return urls.map(({ url, stream_saver_display_name: displayName }) =>
    url === '' ? undefined : readLink(reply, url, { expires, displayName }),
  )
}

/** Undefined slots and failed ones become the failure of the whole. */
export function requireLinks(reply: Reply, slots: readonly (Slot | undefined)[]): Slot[] {
  return slots.map((slot) => {
    if (slot === undefined) throw badResponse(reply, 'an empty link')
    if ('failure' in slot) throw new TransferError(slot.failure)
    return slot
  })
}

/** 404 speaks of the share; 40077 of the pinned entity or, where none was, of the file (a folder has none). */
function overridesOf(call: LinkCall, uris: readonly CloudUri[]): CodeOverrides {
  return {
    ...(uris.every((uri) => uri.fileSystem === 'share') ? { 404: 'share-gone' } : {}),
    ...(call.request.entity === undefined ? { 40077: 'not-found' } : {}),
  }
}

function readLocation(call: LinkCall, reply: Reply, location: string): Slot {
  const base = addressOf({ site: call.account.site, route })
  const url = URL.canParse(location, base.href) ? new URL(location, base.href) : undefined
  // What the server redirects to when it has nothing (section 5, `redirect`).
  if (url === undefined || url.pathname.endsWith('/api/v4/file/'))
    throw badResponse(reply, 'a redirect to nowhere')
  return readLink(reply, url.href, {})
}

interface LinkFacts {
  readonly expires?: number | null | undefined
  readonly displayName?: string | null | undefined
}

function readLink(reply: Reply, text: string, facts: LinkFacts): Slot {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return { failure: badResponse(reply, 'a link that is no web address').failure }
  }
  const expiresAtMs = readExpiry(url, facts.expires)
  const link: Link = {
    url: text,
    ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    ...(facts.displayName ? { displayName: facts.displayName } : {}),
  }
  return { link }
}
