// Ctrl-C and the system's request to stop. The first one asks the running command to stop at a recorded point, the
// second ends the process at once: everything that matters is on the disk already.

import { exitCodes } from './exit-code.ts'

export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal
  /** From now on the first signal is answered by `stop` instead of ending the process; the result takes it back. */
  onInterrupt(stop: () => void): () => void
  /** Like a signal: a question on the terminal reads the keys itself, so Ctrl-C raises none. */
  interrupt(): void
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * One key press may arrive several times: from the terminal, passed on by `npm run`, and raised again by a library that
 * cleans up at exit. Signals this close together are one.
 */
const sameSignalSeconds = 0.5
/** A dead disk or a bug must not keep the process: what is recorded is safe anyway. */
const longestStopMs = 10_000

export function createInterruption(source: Pick<NodeJS.Process, 'on' | 'exit' | 'uptime'>): Interruption {
  const controller = new AbortController()
  const stops = new Set<() => void>()
  let firstAt: number | undefined
  const interrupt = () => {
    if (firstAt !== undefined && source.uptime() - firstAt < sameSignalSeconds) return
    if (firstAt !== undefined || stops.size === 0) source.exit(exitCodes.interrupted)
    firstAt = source.uptime()
    setTimeout(() => source.exit(exitCodes.interrupted), longestStopMs).unref()
    controller.abort()
    for (const stop of stops) stop()
  }
  for (const name of stopSignals) source.on(name, interrupt)
  return {
    signal: controller.signal,
    interrupt,
    onInterrupt: (stop) => {
      stops.add(stop)
      return () => stops.delete(stop)
    },
  }
}
