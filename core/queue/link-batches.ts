// Links of many small files in one request each hundred: gathers what starts in the same turn of the event loop, and on a
// user's own files what starts next too, once a transfer of that account has wanted a link at all: those that find their
// file on the disk already want none, and nothing is asked for them. A link is only good for a transfer if it shows that
// it leads to the transfer's very version, or if whoever uses it can tell (small-file.ts); else the transfer asks for its
// own with the version pinned (cloudreve-api.md section 5). On a share every link counts as a download: there nothing is
// asked for that does not start now, and nothing at all before a link of that account has shown its version.

import type { Account } from '../model/account.ts'
import { TransferError } from '../model/failure.ts'
import type { Remedy } from '../model/failure.ts'
import type { LinkReply } from '../model/link.ts'
import type { Transfer } from '../model/transfer.ts'
import type { QueueParts } from './queue-parts.ts'
import { isSmallFile } from '../transfer/small-file.ts'

export interface LinkBatches {
  /** Undefined: ask for this one alone. Rejects where nobody of the account gets a link now, and with an AbortError. */
  ask(transfer: Transfer, signal: AbortSignal): Promise<GatheredLink | undefined>
  /** In their order; links are asked for when those that are left get few, and only after the first one was wanted. */
  comesNext(transfers: readonly Transfer[]): void
  /** What a link of the account showed, or did not show. */
  learn(accountId: string, showsVersion: boolean): void
  /** Whoever used a link that showed nothing could not make sure: for a while nobody of the account gets such a one. */
  doubt(accountId: string): void
  forget(transferId: string): void
  /** Nothing starts any more. */
  forgetAll(): void
}

export interface GatheredLink {
  readonly url: string
  /** The link says that it leads to the transfer's entity; false where it says nothing of versions. */
  readonly shown: boolean
}

const mostInBatch = 100
/** Enough to start while the next batch is on its way. */
const fewLeft = 64
const passing: ReadonlySet<Remedy> = new Set<Remedy>(['retry', 'hold'])
const aheadLifeMs = 60_000
const doubtMs = 60_000

interface Wish {
  readonly atMs: number
  readonly link: Promise<GatheredLink | undefined>
  readonly call: Call
}

interface Call {
  readonly accountId: string
  readonly transfers: Transfer[]
  readonly settle: Map<string, { give(link: GatheredLink | undefined): void; refuse(error: unknown): void }>
  readonly controller: AbortController
  /** Those that start now and wait. */
  waiting: number
}

export function createLinkBatches({
  remote,
  account,
  ports,
}: Pick<QueueParts, 'remote' | 'account' | 'ports'>): LinkBatches {
  const wishes = new Map<string, Wish>()
  const open = new Map<string, Call>()
  const showing = new Map<string, boolean>()
  /** Accounts of which a transfer has wanted a link since the queue was idle. */
  const wanting = new Set<string>()
  let coming = new Map<string, Transfer>()
  /** Until when, monotonic milliseconds. */
  const doubted = new Map<string, number>()

  const isFit = ({ source, accountId }: Transfer) => {
    // One request more or less means nothing to a large file, and a pinned version is the safer question.
    if (source.pinned || !isSmallFile({ source }) || source.sizeBytes === 0) return false
    const shows = showing.get(accountId)
    if (shows === false && isDoubted(accountId)) return false
    return source.uri.fileSystem === 'my' || shows === true
  }
  const isDoubted = (accountId: string) => (doubted.get(accountId) ?? 0) > ports.clock.monotonic()
  const send = async (call: Call) => {
    if (open.get(call.accountId) === call) open.delete(call.accountId)
    const [only, ...others] = call.transfers
    if (only !== undefined && others.length === 0) return call.settle.get(only.id)?.give(undefined)
    const owner = account(call.accountId)
    try {
      const reply = owner === undefined ? { slots: [] } : await mint(owner, call)
      call.transfers.forEach((transfer, at) => {
        const slot = reply.slots[at]
        // Its own trouble (a lock) as much as everybody's: whom it concerns has it in the own slot.
        if (slot !== undefined && 'failure' in slot && passing.has(slot.failure.remedy)) {
          wishes.delete(transfer.id)
          call.settle.get(transfer.id)?.refuse(new TransferError(slot.failure))
        } else call.settle.get(transfer.id)?.give(owner && slot && usable(owner, transfer, slot))
      })
    } catch (error) {
      // Nobody gets a link just now: asking one by one would only ask more often. Anything else may be the batch's fault.
      const concernsAll = error instanceof TransferError && passing.has(error.failure.remedy)
      for (const { id } of call.transfers) {
        wishes.delete(id)
        if (concernsAll) call.settle.get(id)?.refuse(error)
        else call.settle.get(id)?.give(undefined)
      }
    }
  }
  const mint = (owner: Account, { transfers, controller }: Call) =>
    remote.links(
      owner,
      { uris: transfers.map(({ source }) => source.uri), skipError: true, download: true },
      controller.signal,
    )
  const usable = (
    owner: Account,
    { source }: Transfer,
    slot: LinkReply['slots'][number],
  ): GatheredLink | undefined => {
    if ('failure' in slot) return undefined
    const { url } = slot.link
    const entity = remote.entityIn(owner, url)
    showing.set(owner.id, entity !== undefined)
    if (entity === undefined) return source.uri.fileSystem === 'my' ? { url, shown: false } : undefined
    return entity === source.entityId ? { url, shown: true } : undefined
  }
  const join = (transfer: Transfer): Wish => {
    let call = open.get(transfer.accountId)
    if (call === undefined || call.transfers.length >= mostInBatch) {
      const { accountId } = transfer
      const made = newCall(accountId)
      open.set(accountId, made)
      setImmediate(() => void send(made))
      call = made
    }
    const joined = call
    joined.transfers.push(transfer)
    const link = new Promise<GatheredLink | undefined>((give, refuse) =>
      joined.settle.set(transfer.id, { give, refuse }),
    )
    // Whoever starts waits for it; what was asked for ahead may never start.
    link.catch(() => undefined)
    const wish = { atMs: ports.clock.monotonic(), link, call: joined }
    wishes.set(transfer.id, wish)
    return wish
  }
  const known = (id: string) => {
    const wish = wishes.get(id)
    if (wish === undefined || ports.clock.monotonic() - wish.atMs < aheadLifeMs) return wish
    wishes.delete(id)
    return undefined
  }

  const lookAhead = () => {
    const fit = [...coming.values()].filter(
      (one) => one.source.uri.fileSystem === 'my' && wanting.has(one.accountId) && isFit(one),
    )
    const bare = fit.filter(({ id }) => known(id) === undefined)
    const isWorthIt = fit.length - bare.length <= fewLeft || bare.length >= fewLeft / 2
    if (isWorthIt) for (const one of bare) join(one)
  }

  return {
    ask: async (transfer, signal) => {
      if (!isFit(transfer)) return undefined
      coming.delete(transfer.id)
      const { link, call } = known(transfer.id) ?? join(transfer)
      call.waiting++
      if (!wanting.has(transfer.accountId)) {
        wanting.add(transfer.accountId)
        lookAhead()
      }
      try {
        const given = await orAbort(link, signal)
        return given?.shown === false && isDoubted(transfer.accountId) ? undefined : given
      } finally {
        call.waiting--
        wishes.delete(transfer.id)
        if (signal.aborted && call.waiting === 0) call.controller.abort()
      }
    },
    comesNext: (transfers) => {
      coming = new Map(transfers.map((one) => [one.id, one]))
      lookAhead()
    },
    learn: (accountId, showsVersion) => void showing.set(accountId, showsVersion),
    forget: (transferId) => {
      coming.delete(transferId)
      wishes.delete(transferId)
    },
    forgetAll: () => {
      wishes.clear()
      wanting.clear()
    },
    doubt: (accountId) => void doubted.set(accountId, ports.clock.monotonic() + doubtMs),
  }
}

function newCall(accountId: string): Call {
  return {
    accountId,
    transfers: [],
    settle: new Map(),
    controller: new AbortController(),
    waiting: 0,
  }
}

function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DOMException('aborted', 'AbortError'))
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
