// Ways to what is shared: from an entry of "Shared with me" into the share that it leads to, and from a share of one's own to
// where it lies.

import type { FollowedShare, ShareView } from '../../../../contract/browser-views.ts'
import type { EntryView } from '../../../../contract/views.ts'
import type { Reverie } from '../../../app/reverie.ts'

type Opened = Extract<FollowedShare, { step: 'opened' }>

/** Undefined where it did not come to that; the user has been told, or is asked for the password. */
export async function followShortcut(
  { bridge, shell }: Reverie,
  accountId: string,
  { uri }: EntryView,
): Promise<Opened | undefined> {
  const outcome = await bridge.invoke('share.follow', { accountId, uri })
  if (!outcome.ok) {
    shell.notify({ text: '', failure: outcome.failure })
    return undefined
  }
  if (outcome.value.step === 'opened') return outcome.value
  shell.open({ kind: 'share', link: outcome.value.link, askPassword: true })
  return undefined
}

export async function openShortcut(reverie: Reverie, accountId: string, entry: EntryView): Promise<void> {
  const opened = await followShortcut(reverie, accountId, entry)
  if (opened === undefined) return
  const { accountId: by, uri, name } = opened
  reverie.shell.remember({ accountId: by, uri, name })
  reverie.browser.go({ kind: 'folder', accountId: by, uri, rootName: name })
}

/** The shared folder, or the shared file in its folder. */
export async function openSource(
  { bridge, browser, shell }: Reverie,
  accountId: string,
  { id }: ShareView,
): Promise<void> {
  const outcome = await bridge.invoke('share.source', { accountId, shareId: id })
  if (!outcome.ok) return shell.notify({ text: '', failure: outcome.failure })
  const { folder, file } = outcome.value
  browser.go({ kind: 'folder', accountId, uri: folder }, file)
}
