// What the host knows about connectivity and sleep. Hints only: a transfer believes its own sockets first, and the queue
// goes on trying where a hint was wrong.

export interface Network {
  /** False where the system is sure that there is no network; true where it does not know. */
  isOnline(): boolean
  /** Calls back when the machine comes online: what waits is tried again at once. */
  onReturn(listener: () => void): () => void
  /** Calls back when the machine loses its network: nothing is tried until it is back. */
  onLost(listener: () => void): () => void
  /** Calls back when the machine wakes up: connections from before are most likely dead. */
  onWake(listener: () => void): () => void
}

/** For hosts without such knowledge: the engine notices by itself, a little later. */
export const quietNetwork: Network = {
  isOnline: () => true,
  onReturn: () => () => undefined,
  onLost: () => () => undefined,
  onWake: () => () => undefined,
}
