// Who may take how many bytes a second: all transfers together, those of one account, one transfer. Hands every running
// transfer the limiter that its streams pay; decides nothing about who runs.

import type { Settings } from '../model/settings.ts'
import type { Clock } from '../ports/clock.ts'
import { createLimiter } from './limiter.ts'
import type { Limiter } from './limiter.ts'

export interface TransferLimiter extends Limiter {
  /** The transfer runs no more. */
  dispose(): void
}

export interface Limits {
  /** For one run of a transfer; shared by all its streams. */
  open(transfer: { readonly id: string; readonly accountId: string }): TransferLimiter
  settingsChanged(settings: LimitSettings): void
}

export type LimitSettings = Pick<Settings, 'speedLimit'>

export function createLimits(clock: Clock, settings: LimitSettings): Limits {
  const all = createLimiter(clock, settings.speedLimit)
  return {
    open: () => {
      const own = createLimiter(clock)
      return {
        take: (bytes, signal) => {
          const first = own.take(bytes, signal)
          return first === undefined ? all.take(bytes, signal) : first.then(() => all.take(bytes, signal))
        },
        setRate: own.setRate,
        dispose: () => own.setRate(0),
      }
    },
    settingsChanged: ({ speedLimit }) => all.setRate(speedLimit),
  }
}
