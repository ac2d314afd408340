// Links of running transfers, kept in memory only: a broken connection goes on with the link it has, because on a share
// every link counts as a download (cloudreve-api.md section 5).

import { fail, TransferError } from '../model/failure.ts'
import type { Transfer } from '../model/transfer.ts'
import type { LinkChoice, LinkWish } from '../transfer/download.ts'
import { createLinkBatches } from './link-batches.ts'
import type { LinkBatches } from './link-batches.ts'
import type { QueueParts } from './queue-parts.ts'

export interface LinkKeeper extends Pick<LinkBatches, 'comesNext'> {
  link(transfer: Transfer, wish: LinkWish): Promise<LinkChoice>
  forget(transferId: string): void
  /** Nothing runs: links that were asked for ahead are of no use any more. */
  idle(): void
}

export function createLinkKeeper(parts: Pick<QueueParts, 'remote' | 'account' | 'ports'>): LinkKeeper {
  const { remote, account } = parts
  const kept = new Map<string, LinkChoice>()
  /** Transfers that hold a link which shows no version. */
  const unsure = new Set<string>()
  const batches = createLinkBatches(parts)

  const askAlone = async (transfer: Transfer, options: LinkWish) => {
    const owner = account(transfer.accountId)
    if (owner === undefined) throw fail('sign-in-required', 'the account is not set up any more')
    const { uri, entityId, archiveOf } = transfer.source
    const request =
      archiveOf === undefined ? { uris: [uri], entity: entityId } : { uris: archiveOf, archive: true }
    const reply = await remote.links(
      owner,
      { ...request, download: true, noCache: options.fresh },
      options.signal,
    )
    const slot = reply.slots[0]
    if (slot === undefined) throw fail('bad-response', 'the site gave no link')
    if ('failure' in slot) throw new TransferError(slot.failure)
    if (archiveOf === undefined) batches.learn(owner.id, remote.entityIn(owner, slot.link.url) !== undefined)
    return slot.link.url
  }
  const toChoice = (transfer: Transfer, named: string, shown: boolean): LinkChoice => {
    const owner = account(transfer.accountId)
    const [url, ...others] = owner === undefined ? [named] : remote.addresses(owner, named)
    return {
      url: url ?? named,
      others,
      oneConnection: remote.isSpeedLimited(named),
      shown,
      way: owner === undefined ? undefined : remote.way(owner),
    }
  }
  return {
    link: async (transfer, wish) => {
      const known = kept.get(transfer.id)
      if (known !== undefined && !wish.fresh) return known
      if (unsure.delete(transfer.id) && wish.pinned) batches.doubt(transfer.accountId)
      const gathered = wish.fresh ? undefined : await batches.ask(transfer, wish.signal)
      if (gathered?.shown === false && !wish.pinned) {
        unsure.add(transfer.id)
        return toChoice(transfer, gathered.url, false)
      }
      const shown = gathered?.shown === true ? gathered.url : undefined
      const choice = toChoice(transfer, shown ?? (await askAlone(transfer, wish)), true)
      kept.set(transfer.id, choice)
      return choice
    },
    comesNext: batches.comesNext,
    forget: (transferId) => {
      kept.delete(transferId)
      unsure.delete(transferId)
      batches.forget(transferId)
    },
    idle: batches.forgetAll,
  }
}
