// Keeps the machine from falling asleep while something is transferred, where the user wants that. The screen may go dark.

import type { PowerSaveBlocker } from 'electron'
import type { Engine } from '../../core/engine-api.ts'

export interface KeepAwakeParts {
  readonly blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>
  readonly queue: Pick<Engine['queue'], 'totals' | 'onChanged'>
  readonly settings: Pick<Engine['settings'], 'read' | 'onChanged'>
}

/** Returns its disposer. */
export function keepAwake({ blocker, queue, settings }: KeepAwakeParts): () => void {
  let held: number | undefined
  const look = () => {
    const { resolving, downloading, finishing } = queue.totals().byState
    const wanted = settings.read().desktop.keepAwake && resolving + downloading + finishing > 0
    if (wanted) held ??= blocker.start('prevent-app-suspension')
    else release()
  }
  const release = () => {
    if (held !== undefined) blocker.stop(held)
    held = undefined
  }
  const stops = [queue.onChanged(look), settings.onChanged(look)]
  look()
  return () => {
    for (const stop of stops) stop()
    release()
  }
}
