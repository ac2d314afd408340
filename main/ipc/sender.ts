// Who may ask: the main frame of one of our own windows that shows one of our own pages. Pure, so that it is one table
// in a test.

export interface SenderFacts {
  readonly ownedWindow: boolean
  readonly mainFrame: boolean
  /** Address of the frame that sent; undefined where the frame is gone. */
  readonly url: string | undefined
}

/** `scheme://host[:port]`; unlike URL.origin also for our own scheme. Undefined for what has no host. */
export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host } = new URL(url)
  return host === '' ? undefined : `${protocol}//${host}`
}

export function isTrustedSender(sender: SenderFacts, origins: readonly string[]): boolean {
  if (!sender.ownedWindow || !sender.mainFrame || sender.url === undefined) return false
  const origin = originOf(sender.url)
  return origin !== undefined && origins.includes(origin)
}
