// Who may take how many bytes a second: all transfers together, those of one account, of one named queue, one transfer.
// Hands every running transfer the limiter that its streams pay, and changes rates under streams that wait; decides
// nothing about who runs.

import type { Settings } from '../model/settings.ts'
import type { Clock } from '../ports/clock.ts'
import { createLimiterTree } from './limiter-tree.ts'
import type { Leaf } from './limiter-tree.ts'
import type { Limiter } from './limiter.ts'

export interface TransferLimiter extends Limiter {
  /** The transfer runs no more. */
  dispose(): void
}

export interface LimitedTransfer {
  readonly id: string
  readonly accountId: string
  readonly queueId?: string
  /** 0 is usual; each step up doubles the share, each step down halves it. */
  readonly priority?: number
  /** Bytes per second; absent: no limit of its own. */
  readonly speedLimit?: number | undefined
}

export interface Limits {
  /** For one run of a transfer; shared by all its streams. */
  open(transfer: LimitedTransfer): TransferLimiter
  /** Of one that runs: bytes per second, 0 for no limit of its own. */
  setTransferLimit(transferId: string, bytesPerSecond: number): void
  setTransferPriority(transferId: string, priority: number): void
  setTransferQueue(transferId: string, queueId: string): void
  /** Bytes per second by queue id, 0 for no limit of its own; a queue that is left out has none. */
  queuesChanged(speedLimits: Readonly<Record<string, number>>): void
  settingsChanged(settings: LimitSettings): void
}

export type LimitSettings = Pick<Settings, 'speedLimit' | 'accountSpeedLimits'>

/** Nobody starves: the highest priority has at most 64 times the share of the lowest. */
const mostSteps = 3

export function createLimits(clock: Clock, settings: LimitSettings): Limits {
  const tree = createLimiterTree(clock)
  const open = new Map<string, Leaf>()
  let limitedAccounts: readonly string[] = []
  let limitedQueues: readonly string[] = []

  const apply = ({ speedLimit, accountSpeedLimits }: LimitSettings) => {
    tree.setRate(speedLimit)
    for (const id of limitedAccounts) if (accountSpeedLimits[id] === undefined) tree.setAccountRate(id, 0)
    limitedAccounts = Object.keys(accountSpeedLimits)
    for (const id of limitedAccounts) tree.setAccountRate(id, accountSpeedLimits[id] ?? 0)
  }
  apply(settings)

  return {
    open: ({ id, accountId, queueId, priority = 0, speedLimit = 0 }) => {
      const leaf = tree.open({
        accountId,
        bytesPerSecond: speedLimit,
        weight: weightOfPriority(priority),
        ...(queueId === undefined ? {} : { queueId }),
      })
      open.set(id, leaf)
      return {
        ...leaf,
        dispose: () => {
          if (open.get(id) === leaf) open.delete(id)
          leaf.dispose()
        },
      }
    },
    setTransferLimit: (id, bytesPerSecond) => open.get(id)?.setRate(bytesPerSecond),
    setTransferPriority: (id, priority) => open.get(id)?.setWeight(weightOfPriority(priority)),
    setTransferQueue: (id, queueId) => open.get(id)?.setQueue(queueId),
    queuesChanged: (speedLimits) => {
      for (const id of limitedQueues) if (speedLimits[id] === undefined) tree.setQueueRate(id, 0)
      limitedQueues = Object.keys(speedLimits)
      for (const [id, rate] of Object.entries(speedLimits)) tree.setQueueRate(id, rate)
    },
    settingsChanged: apply,
  }
}

export function weightOfPriority(priority: number): number {
  return 2 ** Math.max(-mostSteps, Math.min(mostSteps, priority))
}
