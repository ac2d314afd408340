// As after a start of the computer: what the system keeps of files in memory is dropped, where it lets us.

import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/** False where this system has no such way, or only for root. */
export function dropFileCaches(): boolean {
  if (process.platform !== 'linux') return false
  try {
    execFileSync('sync')
    // Page cache, directories and inodes (man 5 proc, drop_caches).
    writeFileSync('/proc/sys/vm/drop_caches', '3')
    return true
  } catch {
    return false
  }
}
