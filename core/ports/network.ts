// What the host knows about connectivity and sleep. Hints only: a transfer believes its own sockets first.

export interface Network {
  /** Calls back when the machine comes online or wakes up: stalled work is tried again at once. */
  onReturn(listener: () => void): () => void
}

export const quietNetwork: Network = { onReturn: () => () => undefined }
