// Which file a place on a site stands for, where only a file will do: a share of one file is that file. Folders are
// walked elsewhere.

import type { BrowserApi } from '../core/engine-api.ts'
import type { CloudUri } from '../core/model/cloud-uri.ts'
import type { RemotePlace } from './remote-name.ts'

/** Undefined for a folder. Fails as the site does, `not-found` for what is not there. */
export async function findFile(
  browser: Pick<BrowserApi, 'list' | 'info'>,
  { accountId, uri }: RemotePlace,
): Promise<CloudUri | undefined> {
  if (uri.segments.length > 0) return (await browser.info(accountId, uri)).kind === 'file' ? uri : undefined
  if (uri.fileSystem !== 'share') return undefined
  const { singleFile, entries } = await browser.list({ accountId, uri, pageSize: 1 })
  const [entry] = entries
  return singleFile && entry?.kind === 'file' ? entry.uri : undefined
}
