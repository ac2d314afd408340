// What a zip made by the site should hold: every file that the listing knows below what was asked for, under the name that
// the site gives it there (cloudreve-api.md section 5.1). Empty folders and shortcuts are not in it.

import { nameRules } from '../model/local-name.ts'
import { fail } from '../model/failure.ts'
import { discover } from '../plan/discover.ts'
import type { ZipContents } from '../transfer/left-out.ts'
import type { QueueParts } from './queue-parts.ts'

export function createZipContents({ account, remote }: QueueParts): ZipContents {
  return async ({ accountId, source }, signal) => {
    const owner = account(accountId)
    if (owner === undefined) throw fail('sign-in-required', 'the account is not set up any more')
    const sizes = new Map<string, number>()
    const parts = {
      nameRules: nameRules.linux,
      list: (...[uri, options]: Parameters<Parameters<typeof discover>[0]['list']>) =>
        remote.list(owner, uri, options),
      info: (uri: Parameters<typeof remote.info>[1]) => remote.info(owner, uri, signal),
      versions: (uri: Parameters<typeof remote.versions>[1]) => remote.versions(owner, uri, signal),
    }
    for (const uri of source.archiveOf ?? []) {
      // The root of a share is named by the site.
      if (uri.segments.length === 0) throw fail('invalid-request', 'a root has no name in a zip')
      const above = uri.segments.length - 1
      for await (const { files } of discover(parts, [{ uri }], signal)) {
        for (const { entry } of files)
          if (!entry.uploading) sizes.set(entry.uri.segments.slice(above).join('/'), entry.sizeBytes)
      }
    }
    return sizes
  }
}
