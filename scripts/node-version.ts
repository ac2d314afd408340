// Says plainly what is wrong where an old Node would only fail in strange ways.

/** From this version on, Node runs TypeScript sources directly. */
const oldest = { major: 22, minor: 18 } as const

export function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor)
}

export function assertNodeVersion(version = process.versions.node): void {
  if (isRecentEnough(version)) return
  throw new Error(
    `this needs Node ${oldest.major}.${oldest.minor} or newer, not ${version}: run it through npm`,
  )
}
