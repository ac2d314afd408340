// Seats for requests under way: so many over all files, so many to one origin. A file's first connection waits for its
// seat and is served in the order asked; a further one gets a seat only where one is free, and gives it back when
// somebody's first connection waits. Which connections are worth having is core/transfer/growth's question.

export interface BudgetCaps {
  readonly connections: number
  readonly connectionsPerOrigin: number
  /** By account id; absent: no cap of its own. */
  readonly accountConnections?: Readonly<Record<string, number>>
}

export interface SeatWish {
  readonly origin: string
  /** Whose transfer it is. */
  readonly accountId?: string | undefined
  readonly signal: AbortSignal
}

export interface Seat {
  /** Safe to call more than once. */
  release(): void
}

export interface ConnectionBudget {
  /** For a file's first connection: waits for its turn. Rejects with an AbortError. */
  take(wish: SeatWish): Promise<Seat>
  /** For one more connection of a file that has one; `onRecall` asks to release it soon, because others have none. */
  tryTake(wish: Omit<SeatWish, 'signal'>, onRecall: () => void): Seat | undefined
  /**
   * The origin refused one of the connections it has now: it gets one less (at least one) for the time being. The limit
   * rises again by one a minute, since servers change, and a refusal may have had another cause.
   */
  learnLimit(origin: string): void
  /** The origin does not serve stretches of a file side by side: one connection for each file, for some minutes. */
  learnWhole(origin: string): void
  refusesSegments(origin: string): boolean
  /** Requests under way to the origin. */
  inUse(origin: string): number
}

const limitRisesMs = 60_000
const wholeHoldsMs = 600_000

interface Holder {
  readonly origin: string
  readonly accountId: string | undefined
  readonly recall: (() => void) | undefined
}

interface Waiter {
  readonly origin: string
  readonly accountId: string | undefined
  readonly grant: () => void
}

export function createConnectionBudget(
  caps: () => BudgetCaps,
  clock: { monotonic(): number },
): ConnectionBudget {
  const holders = new Set<Holder>()
  const waiting: Waiter[] = []
  const learned = new Map<string, { limit: number; atMs: number }>()
  const wholeUntilMs = new Map<string, number>()

  const inUse = (origin: string) => [...holders].filter((holder) => holder.origin === origin).length
  const capOf = (origin: string) => {
    const { connectionsPerOrigin } = caps()
    const known = learned.get(origin)
    if (known === undefined) return connectionsPerOrigin
    const limit = known.limit + Math.floor((clock.monotonic() - known.atMs) / limitRisesMs)
    if (limit >= connectionsPerOrigin) learned.delete(origin)
    return Math.min(limit, connectionsPerOrigin)
  }
  const isAccountFull = (accountId: string | undefined) => {
    const cap = accountId === undefined ? undefined : caps().accountConnections?.[accountId]
    return cap !== undefined && [...holders].filter((holder) => holder.accountId === accountId).length >= cap
  }
  const isFree = ({ origin, accountId }: Omit<SeatWish, 'signal'>) =>
    holders.size < caps().connections && inUse(origin) < capOf(origin) && !isAccountFull(accountId)

  const seatFor = (holder: Holder): Seat => {
    holders.add(holder)
    return {
      release: () => {
        if (holders.delete(holder)) serve()
      },
    }
  }
  /** First come, first served; one that waits for a full origin does not hold up the others. */
  const serve = () => {
    for (let place = 0; place < waiting.length && holders.size < caps().connections;) {
      const waiter = waiting[place]
      if (waiter === undefined || !isFree(waiter)) place++
      else {
        waiting.splice(place, 1)
        waiter.grant()
      }
    }
  }
  /** The last further connection that would help, of the same origin where that is what is full. */
  const recallFor = ({ origin, accountId }: Waiter) => {
    const isOriginFull = inUse(origin) >= capOf(origin)
    const isOwnFull = isAccountFull(accountId)
    const found = [...holders].findLast(
      (holder) =>
        holder.recall !== undefined &&
        (!isOriginFull || holder.origin === origin) &&
        (!isOwnFull || holder.accountId === accountId),
    )
    found?.recall?.()
  }

  return {
    take: ({ origin, accountId, signal }) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const grant = () => {
          signal.removeEventListener('abort', abort)
          resolve(seatFor({ origin, accountId, recall: undefined }))
        }
        const waiter = { origin, accountId, grant }
        const abort = () => {
          waiting.splice(waiting.indexOf(waiter), 1)
          reject(new DOMException('aborted', 'AbortError'))
        }
        if (isFree(waiter)) return grant()
        signal.addEventListener('abort', abort, { once: true })
        waiting.push(waiter)
        recallFor(waiter)
      }),
    tryTake: ({ origin, accountId }, onRecall) =>
      waiting.some((waiter) => waiter.origin === origin) || !isFree({ origin, accountId })
        ? undefined
        : seatFor({ origin, accountId, recall: onRecall }),
    learnLimit: (origin) => {
      const limit = Math.max(1, Math.min(inUse(origin) - 1, capOf(origin)))
      learned.set(origin, { limit, atMs: clock.monotonic() })
    },
    learnWhole: (origin) => void wholeUntilMs.set(origin, clock.monotonic() + wholeHoldsMs),
    refusesSegments: (origin) => (wholeUntilMs.get(origin) ?? 0) > clock.monotonic(),
    inUse,
  }
}
