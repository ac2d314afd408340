// Puts share passwords into URIs for the wire, and nowhere else (cloudreve-api.md section 1.5).

import { formatCloudUri, formatSecretUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Account } from '../model/account.ts'
import type { CodeOverrides } from './envelope.ts'
import type { Credentials } from './tokens.ts'

/** The results are secrets: they go into a request and are forgotten. One look into the vault per share. */
export async function toSecretUris(
  credentials: Credentials,
  account: Account,
  uris: readonly CloudUri[],
): Promise<string[]> {
  const shareIds = new Set(uris.filter((uri) => uri.fileSystem === 'share').map((uri) => uri.owner))
  const passwords = new Map<string, string>()
  for (const shareId of shareIds) {
    const password = await credentials.sharePassword(account.id, shareId)
    if (password !== undefined) passwords.set(shareId, password)
  }
  return uris.map((uri) =>
    uri.fileSystem === 'share' ? formatSecretUri(uri, passwords.get(uri.owner)) : formatCloudUri(uri),
  )
}

/** Inside a share a 404 speaks of the share itself: deleted, expired or used up (section 1.3). */
export function overridesFor(uri: CloudUri): CodeOverrides {
  return uri.fileSystem === 'share' ? { 404: 'share-gone' } : {}
}
