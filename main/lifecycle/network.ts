// Tells the engine that the machine woke up or is online again. Hints only: the engine believes its own sockets.

import type { Net, PowerMonitor } from 'electron'
import type { Network } from '../../core/ports/network.ts'

/** Electron has no event for connectivity, only an answer. */
const lookEveryMs = 3_000

export function watchNetwork(net: Net, powerMonitor: PowerMonitor): Network {
  return {
    onReturn: (listener) => {
      let online = net.isOnline()
      const look = () => {
        const before = online
        online = net.isOnline()
        if (online && !before) listener()
      }
      const timer = setInterval(look, lookEveryMs)
      powerMonitor.on('resume', listener)
      return () => {
        clearInterval(timer)
        powerMonitor.off('resume', listener)
      }
    },
  }
}
