// The Disk port's makeFile out of its single calls, for disks that let a test stand between them.

import type { Disk } from '../../core/ports/disk.ts'

export function makeFileByCalls({ open, stat }: Pick<Disk, 'open' | 'stat'>): Disk['makeFile'] {
  return async (path, { bytes, modifiedAtMs }) => {
    const file = await open(path, 'create')
    try {
      if (bytes.length > 0) await file.write([bytes], 0)
      if (modifiedAtMs !== undefined) await file.setModified(modifiedAtMs)
      await file.datasync()
    } finally {
      await file.close()
    }
    return (await stat(path)) ?? { kind: 'other', sizeBytes: 0, modifiedAtMs: 0 }
  }
}
