// Compares what is on the disk with what the site holds, byte by byte. No hash stands between the two.

import { open } from 'node:fs/promises'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { SiteFile } from './site-files.ts'

const stepBytes = 4 * 1_048_576

/** Why the file is not the site's, or undefined where every byte is. */
export async function differenceOf(
  fake: FakeCloudreve,
  file: SiteFile,
  localPath: string | undefined,
): Promise<string | undefined> {
  if (localPath === undefined) return 'was not downloaded'
  const expected = fake.content(file.path)
  const handle = await open(localPath)
  try {
    const { size } = await handle.stat()
    if (size !== expected.sizeBytes) return `has ${size} bytes instead of ${expected.sizeBytes}`
    const buffer = Buffer.alloc(Math.min(stepBytes, size))
    for (let at = 0; at < size;) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - at), at)
      if (bytesRead === 0) return `could be read up to byte ${at} only`
      if (!buffer.subarray(0, bytesRead).equals(expected.read(at, at + bytesRead)))
        return `differs between byte ${at} and ${at + bytesRead}`
      at += bytesRead
    }
    return undefined
  } finally {
    await handle.close()
  }
}
