// Share links and URIs that the program was started with, or that a second start handed over, until a page takes them.

export interface AddressInbox {
  give(addresses: readonly string[]): void
  /** Hands out what there is, once. */
  take(): string[]
  onGiven(listener: () => void): () => void
}

export function createAddressInbox(first: readonly string[] = []): AddressInbox {
  const waiting = [...first]
  const listeners = new Set<() => void>()
  return {
    give: (addresses) => {
      if (addresses.length === 0) return
      waiting.push(...addresses)
      for (const listener of listeners) listener()
    },
    take: () => waiting.splice(0),
    onGiven: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
