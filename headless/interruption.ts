// Ctrl-C and the system's request to stop. The first one asks the running command to stop at a recorded point, the
// second ends the process at once: everything that matters is on the disk already.

import { exitCodes } from './exit-code.ts'

export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal
  /** From now on the first signal is answered by `stop` instead of ending the process; the result takes it back. */
  onInterrupt(stop: () => void): () => void
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function createInterruption(source: NodeJS.Process): Interruption {
  const controller = new AbortController()
  const stops = new Set<() => void>()
  const interrupt = () => {
    if (controller.signal.aborted || stops.size === 0) source.exit(exitCodes.interrupted)
    controller.abort()
    for (const stop of stops) stop()
  }
  for (const name of stopSignals) source.on(name, interrupt)
  return {
    signal: controller.signal,
    onInterrupt: (stop) => {
      stops.add(stop)
      return () => stops.delete(stop)
    },
  }
}
