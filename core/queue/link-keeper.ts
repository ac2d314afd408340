// Links of running transfers, kept in memory only: a broken connection goes on with the link it has, because on a share
// every link counts as a download (cloudreve-api.md section 5).

import { fail, TransferError } from '../model/failure.ts'
import type { Transfer } from '../model/transfer.ts'
import type { LinkChoice } from '../transfer/download.ts'
import type { QueueParts } from './queue-parts.ts'

export interface LinkKeeper {
  link(transfer: Transfer, options: { fresh: boolean; signal: AbortSignal }): Promise<LinkChoice>
  forget(transferId: string): void
}

export function createLinkKeeper({ remote, account }: Pick<QueueParts, 'remote' | 'account'>): LinkKeeper {
  const kept = new Map<string, LinkChoice>()
  return {
    link: async (transfer, { fresh, signal }) => {
      const known = kept.get(transfer.id)
      if (known !== undefined && !fresh) return known
      const owner = account(transfer.accountId)
      if (owner === undefined) throw fail('sign-in-required', 'the account is not set up any more')
      const { uri, entityId, archiveOf } = transfer.source
      const request =
        archiveOf === undefined ? { uris: [uri], entity: entityId } : { uris: archiveOf, archive: true }
      const reply = await remote.links(owner, { ...request, download: true, noCache: fresh }, signal)
      const slot = reply.slots[0]
      if (slot === undefined) throw fail('bad-response', 'the site gave no link')
      if ('failure' in slot) throw new TransferError(slot.failure)
      const [url, ...others] = remote.addresses(owner, slot.link.url)
      const choice = { url, others, oneConnection: remote.isSpeedLimited(url) }
      kept.set(transfer.id, choice)
      return choice
    },
    forget: (transferId) => void kept.delete(transferId),
  }
}
