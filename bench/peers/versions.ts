// Which peers are here, and which of them.

import { spawnSync } from 'node:child_process'

const tools = ['curl', 'aria2c', 'wget', 'rclone'] as const

/** Name to version; absent ones are missing. */
export function readPeers(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const tool of tools) {
    const { status, stdout } = spawnSync(tool, ['--version'], { encoding: 'utf8' })
    if (status === 0) found.set(tool, /\d+\.\d+(?:\.\d+)*/.exec(stdout)?.[0] ?? 'of unknown version')
  }
  return found
}

export function missingPeers(found: ReadonlyMap<string, string>): string[] {
  return tools.filter((tool) => !found.has(tool))
}
