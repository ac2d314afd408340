// Loads a page that crashed once more: at once, and one that crashes again and again once a minute, since doing so without
// a pause would only burn the processor.

export interface CrashReload {
  crashed(): void
  /** Somebody looks at the window: a page that is down is loaded now. */
  wanted(): void
  dispose(): void
}

export interface CrashReloadParts {
  readonly now: () => number
  readonly after: (delayMs: number, run: () => void) => () => void
  readonly reload: () => void
}

export const pauseMs = 60_000

export function createCrashReload({ now, after, reload }: CrashReloadParts): CrashReload {
  let crashedAtMs = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | undefined
  const dispose = () => {
    cancel?.()
    cancel = undefined
  }
  return {
    crashed() {
      const sinceMs = now() - crashedAtMs
      crashedAtMs = now()
      dispose()
      if (sinceMs > pauseMs) return reload()
      cancel = after(pauseMs, () => {
        cancel = undefined
        reload()
      })
    },
    wanted() {
      if (cancel === undefined) return
      dispose()
      reload()
    },
    dispose,
  }
}
