// The processes below one, by /proc; only the process itself where there is none.

import { readdirSync, readFileSync } from 'node:fs'

export function treeOf(pid: number): number[] {
  const found = [pid]
  for (const one of found) found.push(...childrenOf(one))
  return found
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter((text) => text !== '')
        .map(Number),
    )
  } catch {
    return []
  }
}
