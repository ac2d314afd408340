// Shortcuts into what others share (`sys:shared_redirect`): what "Shared with me" consists of. The server walks into none of
// them (403); whoever follows one opens the share that it leads to. Its address holds the password of the share.

import { z } from 'zod'
import type { ShortcutStep } from '../engine-api.ts'
import type { Account } from '../model/account.ts'
import { formatCloudUri, parseCloudUri, uriName } from '../model/cloud-uri.ts'
import type { CloudUri, ParsedUri } from '../model/cloud-uri.ts'
import { TransferError, fail } from '../model/failure.ts'
import { formatShareLink } from '../model/share-link.ts'
import { readData } from './envelope.ts'
import type { Sessions } from './sessions.ts'
import { openShare } from './shares.ts'
import type { ShareParts } from './shares.ts'

const redirectKey = 'sys:shared_redirect'
const shortcutSchema = z.object({ metadata: z.record(z.string(), z.unknown()).nullish() })

/** `password`: the one in the shortcut is missing or no longer right. Fails as opening a share does, and `invalid-request` for what is no shortcut. */
export async function followShortcut(
  parts: ShareParts,
  account: Account,
  uri: CloudUri,
): Promise<ShortcutStep> {
  const { uri: share, password } = await shortcutTarget(parts.sessions, account, uri)
  const link = formatShareLink(account.site, share.owner)
  try {
    const step = await openShare(parts, { site: account.site, uri: share, password })
    return step.step === 'opened' ? step : { step: 'password', link }
  } catch (error) {
    if (!(error instanceof TransferError) || error.failure.kind !== 'share-password') throw error
    return { step: 'password', link }
  }
}

async function shortcutTarget(sessions: Sessions, account: Account, uri: CloudUri): Promise<ParsedUri> {
  const reply = await sessions.call(account, { method: 'GET', route: '/file/info', query: entryQuery(uri) })
  const target = targetOf(readData(reply, shortcutSchema).metadata ?? {})
  if (target === undefined) throw fail('invalid-request', 'not a shortcut to a share')
  return target
}

/** In "Shared with me" an entry has no path, only its id, and the server finds nothing by such a URI. */
export function entryQuery(uri: CloudUri): { readonly uri: string } | { readonly id: string } {
  return uri.fileSystem === 'shared_with_me' ? { id: uriName(uri) } : { uri: formatCloudUri(uri) }
}

/** The share that an entry with these metadata leads to. Never to be shown: it may hold the password. */
export function targetOf(metadata: Readonly<Record<string, unknown>>): ParsedUri | undefined {
  const text = metadata[redirectKey]
  const target = typeof text === 'string' ? parseCloudUri(text) : undefined
  return target?.uri.fileSystem === 'share' ? target : undefined
}
