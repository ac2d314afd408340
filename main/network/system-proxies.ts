// What the machine says of proxies, its scripts (PAC) included: Chromium reads the system's settings and runs the script.
// What the environment names goes first, as on the command line.

import type { Session } from 'electron'
import type { ProxyOf } from '../../core/ports/proxies.ts'

/** A script may say something else in another minute; asking it for each of a thousand files would take longer than they. */
const keptMs = 30_000
const mostKept = 200

export interface SystemProxiesParts {
  readonly environment: ProxyOf
  readonly session: Pick<Session, 'resolveProxy'>
  /** Milliseconds that only go forward. */
  readonly now: () => number
}

export function systemProxies({ environment, session, now }: SystemProxiesParts): ProxyOf {
  const kept = new Map<string, { readonly atMs: number; readonly address: string | undefined }>()
  const ask = async (origin: string): Promise<string | undefined> => {
    const address = readProxyList(await session.resolveProxy(origin))
    kept.set(origin, { atMs: now(), address })
    for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest)
    return address
  }
  return (url) => {
    const named = environment(url)
    if (named !== undefined || !URL.canParse(url)) return named
    const { origin, hostname } = new URL(url)
    // What runs on this machine is not behind a proxy; see host/environment-proxies.
    if (/^(?:localhost|.*\.localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return undefined
    const known = kept.get(origin)
    return known !== undefined && now() - known.atMs < keptMs ? known.address : ask(origin)
  }
}

/** `PROXY host:3128; DIRECT` and the like: the first that is named is the one that is meant. */
export function readProxyList(list: string): string | undefined {
  const [kind = '', place = ''] = (list.split(';')[0] ?? '').trim().split(/\s+/)
  switch (kind.toUpperCase()) {
    case '':
    case 'DIRECT':
      return undefined
    case 'PROXY':
    case 'HTTP':
      return `http://${place}`
    case 'HTTPS':
      return `https://${place}`
    default:
      // Not one that is spoken here; the failure says so by name.
      return `${kind.toLowerCase()}://${place}`
  }
}
