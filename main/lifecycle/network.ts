// Tells the engine that the machine woke up, lost its network or has it again. Hints only: the engine believes its own
// sockets.

import type { Net, PowerMonitor } from 'electron'
import type { Network } from '../../core/ports/network.ts'

/** Electron has no event for connectivity, only an answer. */
const lookEveryMs = 3_000

export function watchNetwork(
  net: Pick<Net, 'isOnline'>,
  powerMonitor: Pick<PowerMonitor, 'on' | 'off'>,
  everyMs = lookEveryMs,
): Network {
  const listeners = { back: new Set<() => void>(), lost: new Set<() => void>() }
  let online = net.isOnline()
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const before = online
    online = net.isOnline()
    if (online !== before) for (const listener of [...listeners[online ? 'back' : 'lost']]) listener()
  }
  const on = (which: keyof typeof listeners) => (listener: () => void) => {
    listeners[which].add(listener)
    timer ??= setInterval(look, everyMs)
    return () => {
      listeners[which].delete(listener)
      if (listeners.back.size + listeners.lost.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }
  return {
    isOnline: () => net.isOnline(),
    onReturn: on('back'),
    onLost: on('lost'),
    onWake: (listener) => {
      powerMonitor.on('resume', listener)
      return () => void powerMonitor.off('resume', listener)
    },
  }
}
