// Puts share passwords into URIs for the wire, and nowhere else (cloudreve-api.md section 1.5). A password that the site
// refuses there is forgotten: it would only be refused again.

import { formatCloudUri, formatSecretUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Account } from '../model/account.ts'
import type { Opened } from './client.ts'
import { apiCodes } from './codes.ts'
import { codesOf } from './envelope.ts'
import type { CodeOverrides, Reply } from './envelope.ts'
import type { AccountRequest, Sessions } from './sessions.ts'
import type { Credentials } from './tokens.ts'

export interface SecretParts {
  readonly sessions: Sessions
  readonly credentials: Credentials
}

export interface SecretTarget {
  readonly account: Account
  readonly uris: readonly CloudUri[]
}

/** `request` gets the URIs with their passwords: they go into the request and are forgotten. One look per share. */
export async function callWithSecrets(
  parts: SecretParts,
  target: SecretTarget,
  request: (secretUris: readonly string[]) => AccountRequest,
): Promise<Reply> {
  const { secretUris, learn } = await withSecrets(parts, target)
  const reply = await parts.sessions.call(target.account, request(secretUris))
  await learn(reply)
  return reply
}

/** The same where the site may answer with events. */
export async function openWithSecrets(
  parts: SecretParts,
  target: SecretTarget,
  request: (secretUris: readonly string[]) => AccountRequest,
): Promise<Opened> {
  const { secretUris, learn } = await withSecrets(parts, target)
  const opened = await parts.sessions.open(target.account, request(secretUris))
  if ('reply' in opened) await learn(opened.reply)
  return opened
}

interface WithSecrets {
  readonly secretUris: readonly string[]
  /** What the answer says of the password that was sent. */
  readonly learn: (reply: Reply) => Promise<void>
}

async function withSecrets(
  { credentials }: SecretParts,
  { account, uris }: SecretTarget,
): Promise<WithSecrets> {
  const shareIds = new Set(uris.filter((uri) => uri.fileSystem === 'share').map((uri) => uri.owner))
  const passwords = new Map<string, string>()
  for (const shareId of shareIds) {
    const password = await credentials.sharePassword(account.id, shareId)
    if (password !== undefined) passwords.set(shareId, password)
  }
  const secretUris = uris.map((uri) =>
    uri.fileSystem === 'share' ? formatSecretUri(uri, passwords.get(uri.owner)) : formatCloudUri(uri),
  )
  const [sent, ...others] = passwords
  const learn = async (reply: Reply): Promise<void> => {
    // Of several shares the answer does not say which one it means.
    if (sent === undefined || others.length > 0 || !codesOf(reply).includes(apiCodes.sharePassword)) return
    const [shareId, password] = sent
    await credentials.forgetSharePassword(account.id, { shareId, password })
  }
  return { secretUris, learn }
}

/** Inside a share a 404 speaks of the share itself: deleted, expired or used up (section 1.3). */
export function overridesFor(uri: CloudUri): CodeOverrides {
  return uri.fileSystem === 'share' ? { 404: 'share-gone' } : {}
}
