// What a site left out of a zip without a word: files that it could not read are skipped, or become empty
// (cloudreve-api.md section 5.1). Compared with what the listing says; a listing that cannot be had proves nothing.

import type { LeftOut, Transfer } from '../model/transfer.ts'
import { isAbort } from './classify.ts'
import type { PartFile } from './part-file.ts'
import { readZipDirectory } from './zip-directory.ts'

/** Names as they stand in the zip, and sizes; fails where the site cannot be asked. */
export type ZipContents = (transfer: Transfer, signal: AbortSignal) => Promise<ReadonlyMap<string, number>>

const mostNamed = 20

export async function findLeftOut(
  contents: ZipContents,
  { file }: PartFile,
  { transfer, sizeBytes, signal }: { transfer: Transfer; sizeBytes: number; signal: AbortSignal },
): Promise<LeftOut | undefined> {
  const entries = await readZipDirectory(file, sizeBytes)
  if (entries === undefined) return undefined
  const expected = await contents(transfer, signal).catch((error: unknown) => {
    if (isAbort(error)) throw error
    return undefined
  })
  if (expected === undefined) return undefined
  const missing = new Map(expected)
  for (const { name, sizeBytes: found } of entries) if (missing.get(name) === found) missing.delete(name)
  if (missing.size === 0) return undefined
  return { count: missing.size, names: [...missing.keys()].slice(0, mostNamed) }
}
