// A site whose configured address is wrong hands out links to an origin nobody can reach. The signature covers only the
// path, so such a link works at the origin the API answers at (cloudreve-api.md section 5). Pure; asks nobody.

const masterPath = /^\/api\/v4\/file\/(?:content|archive)\//

/**
 * The link with the site's origin and path prefix, where the site itself serves it; else the link unchanged: slave nodes
 * and storage providers sign their own host.
 */
export function preferSiteOrigin(url: string, site: string): string {
  const own = readMasterLink(url, site)
  return own === undefined ? url : `${own.root}${own.path}${own.search}`
}

/** Where a link may lead, the best address first: each of the site's own that serves it, then the one that it names. */
export function linkAddresses(url: string, sites: readonly string[]): [string, ...string[]] {
  const [first = url, ...others] = new Set([...sites.map((site) => preferSiteOrigin(url, site)), url])
  return [first, ...others]
}

/**
 * The version that a link leads to, where the site itself serves it and says so in the path (section 6); undefined for
 * every other link. The signature covers the path, so the site answers for it.
 */
export function entityInLink(url: string, site: string): string | undefined {
  const entity = /^\/api\/v4\/file\/content\/([\w-]+)\/\d+\/[^/]*$/.exec(
    readMasterLink(url, site)?.path ?? '',
  )
  return entity?.[1]
}

function readMasterLink(
  url: string,
  site: string,
): { root: string; path: string; search: string } | undefined {
  if (!URL.canParse(url) || !URL.canParse(site)) return undefined
  const link = new URL(url)
  const root = new URL(site)
  const prefix = root.pathname.replace(/\/+$/, '')
  // The server drops a prefix of its address, but a rewriting proxy may have put it back.
  const path =
    prefix !== '' && link.pathname.startsWith(`${prefix}/`)
      ? link.pathname.slice(prefix.length)
      : link.pathname
  const isOwn = /^https?:$/.test(link.protocol) && masterPath.test(path) && link.searchParams.has('sign')
  return isOwn ? { root: `${root.origin}${prefix}`, path, search: link.search } : undefined
}
