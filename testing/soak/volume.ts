// A volume that can be filled up: a memory file system of a limited size over the target, where this process may mount
// one (Linux, as root). Elsewhere the target is a plain folder that is never full.

import { spawnSync } from 'node:child_process'
import { rmSync, statfsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface Volume {
  readonly folder: string
  readonly canFill: boolean
  /** Takes all the space that is free; the result gives it back. */
  fill(): () => void
  remove(): Promise<void>
}

const mebibyte = 1_048_576

export async function createVolume(folder: string, sizeBytes: number): Promise<Volume> {
  await mkdir(folder, { recursive: true })
  const mebibytes = Math.ceil(sizeBytes / mebibyte)
  const options = ['-t', 'tmpfs', '-o', `size=${String(mebibytes)}m`, 'tmpfs', folder]
  const canFill =
    process.platform === 'linux' && spawnSync('mount', options, { stdio: 'ignore' }).status === 0
  const ballast = join(folder, '.ballast')
  return {
    folder: join(folder, 'target'),
    canFill,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder)
      spawnSync('fallocate', ['-l', String(Math.max(1, bavail - 8) * bsize), ballast], { stdio: 'ignore' })
      return () => rmSync(ballast, { force: true })
    },
    remove: async () => {
      if (canFill) spawnSync('umount', ['-l', folder], { stdio: 'ignore' })
      await rm(folder, { recursive: true, force: true })
    },
  }
}
