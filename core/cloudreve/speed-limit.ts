// The speed that the user's group allows, as it stands in the path of links that the site itself serves
// (cloudreve-api.md sections 6.1 and 6.4). It holds for each connection.

const paths = [
  /\/api\/v4\/file\/content\/[^/]+\/(\d+)\//,
  /\/api\/v4\/slave\/file\/content\/[^/]+\/[^/]+\/(\d+)\//,
]

export function hasSpeedLimit(url: string): boolean {
  const { pathname } = new URL(url)
  return paths.some((path) => Number(path.exec(pathname)?.[1] ?? 0) > 0)
}
