// Finds in the recycle bin what was put there: an entry keeps its id and says where it was, but gets a new name there
// (cloudreve-api.md sections 4.2 and 9).

import type { Cloudreve } from '../cloudreve/cloudreve.ts'
import type { Account } from '../model/account.ts'
import type { ItemFailure } from '../model/change.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { createFailure } from '../model/failure.ts'

export const trashRoot: CloudUri = { fileSystem: 'trash', owner: '', segments: [] }

export interface Found {
  readonly keys: readonly CloudUri[]
  readonly missing: readonly ItemFailure[]
}

/**
 * The same place may have been emptied more than once: of several the one that was deleted last is meant, and the bin's
 * newest come first.
 */
export async function inTrash(
  cloudreve: Pick<Cloudreve, 'list'>,
  account: Account,
  { uris }: { uris: readonly CloudUri[] },
): Promise<Found> {
  const wanted = new Map(uris.map((uri) => [formatCloudUri(uri), uri]))
  const found = new Map<string, { key: CloudUri; purgeAtMs: number }>()
  let pageToken: string | undefined
  do {
    const page = await cloudreve.list(account, trashRoot, { pageSize: 1_000, pageToken })
    for (const { uri, trashed } of page.entries) {
      const from = trashed?.from === undefined ? '' : formatCloudUri(trashed.from)
      const purgeAtMs = trashed?.purgeAtMs ?? 0
      if (wanted.has(from) && (found.get(from)?.purgeAtMs ?? -1) <= purgeAtMs)
        found.set(from, { key: uri, purgeAtMs })
    }
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
  return {
    keys: [...found.values()].map(({ key }) => key),
    missing: [...wanted]
      .filter(([text]) => !found.has(text))
      .map(([, uri]) => ({ uri, failure: createFailure('not-found', 'it is not in the recycle bin') })),
  }
}
