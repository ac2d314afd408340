// What both sides of Electron 22 lack beyond core-js. Test build only.

import 'core-js/stable'

/** The `v` flag came with Chrome 112. Read as `u`: right for the patterns that our libraries use, not in general. */
function withoutV(flags: unknown): unknown {
  return typeof flags === 'string' ? flags.replace('v', 'u') : flags
}

function acceptVFlag(): void {
  globalThis.RegExp = new Proxy(RegExp, {
    construct: (target, [pattern, flags], self) =>
      Reflect.construct(target, [pattern, withoutV(flags)], self) as RegExp,
    apply: (target, self, [pattern, flags]) =>
      Reflect.apply(target, self, [pattern, withoutV(flags)]) as RegExp,
  })
}

function addAbortSignalAny(): void {
  if (typeof AbortSignal.any === 'function') return
  AbortSignal.any = (signals) => {
    const controller = new AbortController()
    for (const signal of signals) {
      if (signal.aborted) controller.abort(signal.reason)
      else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true })
    }
    return controller.signal
  }
}

acceptVFlag()
addAbortSignalAny()
