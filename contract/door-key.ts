// How the web host and its page speak of the page's key: where it is written, and how it is shown.

/** Of the meta tag in the page, and of the parameter in an address. */
export const doorKeyName = 'door-key'
/** Stays in the page where the host has no door. */
export const doorKeyPlaceholder = '__DOOR_KEY__'

/** Subprotocols of the bridge: what is spoken, and the key, which no other header can carry from a page. */
export const bridgeProtocol = 'reverie.bridge'
const keyPrefix = 'key.'

export function bridgeProtocols(key: string): string[] {
  return key === '' ? [bridgeProtocol] : [bridgeProtocol, `${keyPrefix}${key}`]
}

/** Empty where none was shown. */
export function keyOfProtocols(header: string | undefined): string {
  const offered = (header ?? '').split(',').map((protocol) => protocol.trim())
  const shown = offered.find((protocol) => protocol.startsWith(keyPrefix))
  return shown?.slice(keyPrefix.length) ?? ''
}
