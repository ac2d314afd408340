// Token buckets over one another: all transfers, each account, each named queue, each transfer. A byte pays in every bucket on its path.
// Whoever waits in the same bucket shares it by weight, and nobody gets ahead by asking faster: what comes into the
// buckets is dealt out to the leaves a few times a second, and a leaf passes bytes only when they are paid in full.
//
//   all ── account ─┬─ leaf (one transfer; its streams wait in a row)
//          queue ───┘

import type { Clock } from '../ports/clock.ts'
import type { Limiter } from './limiter.ts'
import { shareOut } from './limiter-shares.ts'
import type { ClaimGroup } from './limiter-shares.ts'

export interface Leaf extends Limiter {
  /** Its share beside others in the same bucket, above 0; 1 by default. */
  setWeight(weight: number): void
  setQueue(queueId: string): void
  /** What it has been dealt goes back; those that wait in it are let go. */
  dispose(): void
}

export interface LimiterTree {
  /** Bytes per second over everything; 0 for no limit. */
  setRate(bytesPerSecond: number): void
  setAccountRate(accountId: string, bytesPerSecond: number): void
  setQueueRate(queueId: string, bytesPerSecond: number): void
  open(leaf: { accountId: string; queueId?: string; bytesPerSecond?: number; weight?: number }): Leaf
}

/** What an idle bucket saves up: enough for a late timer, little enough for windows of one second. */
const burstSeconds = 0.05
/** What a leaf keeps ready for a stream that is just writing what it took. */
const readySeconds = 0.02
/** A leaf that asks for nothing for longer has no share. */
const idleMs = 200
const dealEveryMs = 5
/** Of each leaf: their number decides how smooth a second is, and what it costs. */
const portionsPerSecond = 100
const smallestPortion = 512
/** What a busy machine kept from those that waited is made up for: this much faster, for at most so many seconds' worth. */
const catchUpShare = 0.03
const catchUpSeconds = 2

interface Bucket {
  rate: number
  tokens: number
  /** What ran over while somebody waited. */
  owed: number
}

interface Account extends Bucket {
  readonly leaves: Set<LeafState>
}

interface Waiting {
  readonly bytes: number
  /** Absent while it is asked whether the bytes may pass at once. */
  go?: () => void
  passed: boolean
}

interface LeafState extends Bucket {
  readonly account: Account
  queue: Bucket
  weight: number
  /** Bytes paid in every bucket and not passed yet. */
  paid: number
  askedAtMs: number
  /** Bytes per second that are its own while all others take theirs; 0 without a limit. */
  share: number
  readonly waiting: Waiting[]
}

export function createLimiterTree(clock: Clock): LimiterTree {
  const all: Bucket = { rate: 0, tokens: 0, owed: 0 }
  const accounts = new Map<string, Account>()
  /** Few, and those without a limit cost nothing. */
  const queues = new Map<string, Bucket>()
  let atMs = clock.monotonic()
  let stopTimer: (() => void) | undefined

  const accountOf = (id: string) => {
    const known = accounts.get(id)
    if (known !== undefined) return known
    const account: Account = { rate: 0, tokens: 0, owed: 0, leaves: new Set() }
    accounts.set(id, account)
    return account
  }
  const forgetIfIdle = (id: string, account: Account) => {
    if (account.leaves.size === 0 && account.rate === 0 && accounts.get(id) === account) accounts.delete(id)
  }
  const queueOf = (id: string) => {
    const queue = queues.get(id) ?? { rate: 0, tokens: 0, owed: 0 }
    queues.set(id, queue)
    return queue
  }
  const leaves = () => [...accounts.values()].flatMap((account) => [...account.leaves])
  const pathOf = (leaf: LeafState): readonly Bucket[] => [leaf, leaf.queue, leaf.account, all]

  const deal = () => {
    const now = clock.monotonic()
    const seconds = (now - atMs) / 1000
    atMs = now
    const everybody = leaves()
    const thirsty = new Set(everybody.filter(isThirsty).flatMap(pathOf))
    for (const bucket of [all, ...accounts.values(), ...queues.values(), ...everybody]) {
      refill(bucket, seconds, thirsty.has(bucket))
    }
    const sharers = everybody.filter((leaf) => leaf.waiting.length > 0 || now - leaf.askedAtMs <= idleMs)
    setShares(all, sharers)
    for (const leaf of everybody) {
      const keep = sharers.includes(leaf) ? readyBytes(leaf) + waitingBytes(leaf) : 0
      giveBack(leaf, pathOf(leaf), keep)
    }
    dealOut(all, sharers)
    for (const leaf of everybody) passWaiting(leaf, pathOf(leaf))
  }
  const tick = () => {
    stopTimer = undefined
    deal()
    if (leaves().some(({ waiting }) => waiting.length > 0)) stopTimer = clock.after(dealEveryMs, tick)
  }
  const changeRate = (bucket: Bucket, bytesPerSecond: number) => {
    deal()
    bucket.rate = bytesPerSecond
    bucket.tokens = Math.min(bucket.tokens, bytesPerSecond * burstSeconds)
    bucket.owed = 0
    deal()
  }

  const take = (leaf: LeafState, bytes: number, signal: AbortSignal): Promise<void> | undefined => {
    if (bytes <= 0 || isFree(pathOf(leaf))) return undefined
    leaf.askedAtMs = clock.monotonic()
    if (leaf.waiting.length === 0 && leaf.paid >= bytes) {
      leaf.paid -= bytes
      return undefined
    }
    const entry: Waiting = { bytes, passed: false }
    leaf.waiting.push(entry)
    if (leaf.askedAtMs - atMs >= 1 || leaf.share === 0) deal()
    if (entry.passed) return undefined
    stopTimer ??= clock.after(dealEveryMs, tick)
    return new Promise((resolve, reject) => {
      const abort = () => {
        leaf.waiting.splice(leaf.waiting.indexOf(entry), 1)
        reject(new DOMException('aborted', 'AbortError'))
      }
      entry.go = () => {
        signal.removeEventListener('abort', abort)
        resolve()
      }
      if (signal.aborted) abort()
      else signal.addEventListener('abort', abort, { once: true })
    })
  }

  return {
    setRate: (bytesPerSecond) => changeRate(all, bytesPerSecond),
    setAccountRate: (accountId, bytesPerSecond) => {
      const account = accountOf(accountId)
      changeRate(account, bytesPerSecond)
      forgetIfIdle(accountId, account)
    },
    setQueueRate: (queueId, bytesPerSecond) => changeRate(queueOf(queueId), bytesPerSecond),
    open: ({ accountId, queueId = '', bytesPerSecond = 0, weight = 1 }) => {
      const account = accountOf(accountId)
      const leaf: LeafState = {
        account,
        queue: queueOf(queueId),
        rate: bytesPerSecond,
        tokens: 0,
        owed: 0,
        weight,
        paid: 0,
        share: 0,
        askedAtMs: Number.NEGATIVE_INFINITY,
        waiting: [],
      }
      account.leaves.add(leaf)
      return {
        take: (bytes, signal) => take(leaf, bytes, signal),
        portion: (bytes) => portionOf(leaf, pathOf(leaf), bytes),
        setRate: (next) => changeRate(leaf, next),
        setWeight: (next) => void (leaf.weight = next),
        setQueue: (next) => {
          giveBack(leaf, pathOf(leaf), 0)
          leaf.queue = queueOf(next)
          deal()
        },
        dispose: () => {
          giveBack(leaf, pathOf(leaf), 0)
          account.leaves.delete(leaf)
          for (const entry of leaf.waiting.splice(0)) entry.go?.()
          forgetIfIdle(accountId, account)
        },
      }
    },
  }
}

function refill(bucket: Bucket, seconds: number, thirsty: boolean): void {
  const { rate } = bucket
  const isDry = bucket.tokens < rate * 0.002
  const room = Math.max(0, rate * burstSeconds - bucket.tokens)
  const earned = rate * seconds
  const caughtUp = Math.max(0, Math.min(bucket.owed, earned * catchUpShare, room - earned))
  bucket.tokens += Math.min(room, earned) + caughtUp
  // A bucket that held something was not what they waited for.
  const over = thirsty && isDry ? Math.max(0, earned - room) : 0
  bucket.owed = Math.min(rate * catchUpSeconds, bucket.owed - caughtUp + over)
}

/** Who asked for more than it may keep (its limit fell, its stream was stopped or is slow) leaves it to the others. */
function giveBack(leaf: LeafState, path: readonly Bucket[], keep: number): void {
  const excess = leaf.paid - keep
  if (excess <= 0) return
  leaf.paid = keep
  for (const bucket of path) bucket.tokens = Math.min(bucket.rate * burstSeconds, bucket.tokens + excess)
}

function waitingBytes({ waiting }: LeafState): number {
  return waiting.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Waits for more than it was dealt: a stream in front of a bucket, not one that its server keeps waiting. */
function isThirsty(leaf: LeafState): boolean {
  return leaf.waiting.length > 0
}

function readyBytes({ share }: LeafState): number {
  return share * readySeconds
}

function setShares(all: Bucket, sharers: readonly LeafState[]): void {
  const weightOfAll = sharers.reduce((sum, { weight }) => sum + weight, 0)
  const weights = new Map<Bucket, number>()
  for (const { account, queue, weight } of sharers) {
    for (const bucket of [account, queue]) weights.set(bucket, (weights.get(bucket) ?? 0) + weight)
  }
  for (const leaf of sharers) {
    const { account, queue, weight } = leaf
    const shares = [
      leaf.rate,
      (account.rate * weight) / (weights.get(account) ?? weight),
      (queue.rate * weight) / (weights.get(queue) ?? weight),
      (all.rate * weight) / weightOfAll,
    ]
    const rates = shares.filter((rate) => rate > 0)
    leaf.share = rates.length === 0 ? 0 : Math.min(...rates)
  }
}

/**
 * What each may ask for at most, once those of its queue have shared what that holds. What one of them cannot use for
 * another bucket's sake stays in the queue's, and is shared at the next deal.
 */
function wantsOf(sharers: readonly LeafState[]): ReadonlyMap<LeafState, number> {
  const wants = new Map<LeafState, number>()
  const limited = new Map<Bucket, LeafState[]>()
  for (const leaf of sharers) {
    const wanted = waitingBytes(leaf) + readyBytes(leaf) - leaf.paid
    wants.set(leaf, Math.max(0, Math.min(wanted, tokensOf(leaf))))
    if (leaf.queue.rate > 0) limited.set(leaf.queue, [...(limited.get(leaf.queue) ?? []), leaf])
  }
  for (const [queue, leaves] of limited) {
    const claims = leaves.map((leaf) => ({ weight: leaf.weight, want: wants.get(leaf) ?? 0, given: 0 }))
    shareOut(tokensOf(queue), [{ budget: Number.POSITIVE_INFINITY, claims }])
    leaves.forEach((leaf, at) => wants.set(leaf, claims[at]?.given ?? 0))
  }
  return wants
}

function dealOut(all: Bucket, sharers: readonly LeafState[]): void {
  const groups = new Map<Account, (ClaimGroup['claims'][number] & { leaf: LeafState })[]>()
  const wants = wantsOf(sharers)
  for (const leaf of sharers) {
    const want = wants.get(leaf) ?? 0
    const claims = groups.get(leaf.account) ?? []
    groups.set(leaf.account, claims)
    claims.push({ leaf, weight: leaf.weight, want, given: 0 })
  }
  shareOut(
    tokensOf(all),
    [...groups].map(([account, claims]) => ({ budget: tokensOf(account), claims })),
  )
  for (const [account, claims] of groups) {
    for (const { leaf, given } of claims) {
      leaf.paid += given
      for (const bucket of [leaf, leaf.queue, account, all])
        bucket.tokens = Math.max(0, bucket.tokens - given)
    }
  }
}

function passWaiting(leaf: LeafState, path: readonly Bucket[]): void {
  const free = isFree(path)
  for (let next = leaf.waiting[0]; next !== undefined; next = leaf.waiting[0]) {
    // A whole byte is never kept back by what fractions lost on the way.
    if (!free && leaf.paid + 1e-3 < next.bytes) break
    leaf.waiting.shift()
    leaf.paid = free ? 0 : Math.max(0, leaf.paid - next.bytes)
    next.passed = true
    next.go?.()
  }
}

function tokensOf({ rate, tokens }: Bucket): number {
  return rate === 0 ? Number.POSITIVE_INFINITY : tokens
}

function isFree(path: readonly Bucket[]): boolean {
  return path.every(({ rate }) => rate === 0)
}

function portionOf({ share }: LeafState, path: readonly Bucket[], bytes: number): number {
  if (isFree(path)) return bytes
  const rate =
    share > 0 ? share : Math.min(...path.filter((bucket) => bucket.rate > 0).map((bucket) => bucket.rate))
  return Math.min(bytes, Math.max(smallestPortion, Math.floor(rate / portionsPerSecond)))
}
