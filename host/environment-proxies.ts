// The proxies that the environment names, read as curl and Go programs read them: http_proxy, https_proxy, all_proxy and
// no_proxy, lower case first. Settings of the product come later and are asked before these.

import { BlockList, isIP } from 'node:net'
import type { ProxyOf } from '../core/ports/proxies.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the environment once. Without any proxy in it every address goes straight. */
export function environmentProxies(environment: Environment): ProxyOf {
  const read = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined
  const all = read('all_proxy')
  const proxies: Readonly<Record<string, string | undefined>> = {
    'http:': withScheme(read('http_proxy') ?? all),
    'https:': withScheme(read('https_proxy') ?? all),
  }
  const exceptions = (read('no_proxy') ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parseException)
  return (address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined
    const proxy = proxies[url?.protocol ?? '']
    if (url === undefined || proxy === undefined) return undefined
    const place: Place = {
      host: url.hostname.replace(/^\[|\]$|\.$/g, ''),
      port: url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port,
    }
    return isLoopback(place) || exceptions.some((isMeant) => isMeant(place)) ? undefined : proxy
  }
}

/** `host:3128` is a plain HTTP proxy, whatever it is for. */
function withScheme(proxy: string | undefined): string | undefined {
  return proxy === undefined || proxy.includes('://') ? proxy : `http://${proxy}`
}

interface Place {
  /** Lower case, without brackets and without the dot of the root. */
  readonly host: string
  readonly port: string
}

/** What runs on this machine is not behind a proxy: a site just installed names itself localhost. */
function isLoopback({ host }: Place): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.[\d.]+$/.test(host)
}

/** `*`, `host`, `.host`, `*.host` with all below it, `host:port`, an IP address, or a network (`10.0.0.0/8`). */
function parseException(text: string): (place: Place) => boolean {
  if (text === '*') return () => true
  const network = parseNetwork(text)
  if (network !== undefined) return ({ host }) => isIP(host) !== 0 && network.check(host, familyOf(host))
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*|[^:]*:[^:]*:.*?)(?::(\d+))?$/.exec(text) ?? [
    undefined,
    text,
  ]
  const host = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '')
  return (place) =>
    (port === undefined || port === place.port) &&
    host !== '' &&
    (place.host === host || (isIP(place.host) === 0 && place.host.endsWith(`.${host}`)))
}

function parseNetwork(text: string): BlockList | undefined {
  const [, address = '', bits = ''] = /^\[?([0-9a-f.:]+)\]?\/(\d{1,3})$/.exec(text) ?? []
  if (isIP(address) === 0 || Number(bits) > (isIP(address) === 4 ? 32 : 128)) return undefined
  const network = new BlockList()
  network.addSubnet(address, Number(bits), familyOf(address))
  return network
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
