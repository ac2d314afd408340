// Rests the queue while the machine runs on its battery or on a network paid by the byte, where the user wants that and
// the system tells.

import type { Settings } from '../model/settings.ts'
import { restReasons } from '../ports/power.ts'
import type { Power, RestReason } from '../ports/power.ts'

export interface RestWatch {
  /** Asks now: the settings are others. */
  look(): void
  dispose(): void
}

export interface RestParts {
  /** Absent where the host knows nothing of it. */
  readonly power: Power | undefined
  readonly settings: () => Settings
  hold(reason: RestReason): void
  release(reason: RestReason): void
}

export function createRestWatch({ power, settings, hold, release }: RestParts): RestWatch {
  let resting: readonly RestReason[] = []
  const look = () => {
    const { pauseOnBattery, pauseOnMetered } = settings().desktop
    const wanted = { 'on-battery': pauseOnBattery, 'metered-network': pauseOnMetered }
    const facts = power?.reasons() ?? []
    const next = restReasons.filter((reason) => wanted[reason] && facts.includes(reason))
    const before = resting
    resting = next
    for (const reason of before) if (!next.includes(reason)) release(reason)
    for (const reason of next) if (!before.includes(reason)) hold(reason)
  }
  const stop = power?.onChanged(look)
  return { look, dispose: () => stop?.() }
}
