// A page that ends exactly with the last folder gets a cursor that skips every file sorting before that folder (seen on
// 4.7.0 and 4.18.0; `cursorPagination` in the server's inventory/file_utils.go). Files would silently be missing from a
// download, so such a cursor is recognised here and never used.

import { Buffer } from 'node:buffer'
import { z } from 'zod'
import type { Entry } from '../model/entry.ts'

const cursorShape = z.object({ start_with_file: z.boolean() })

export function skipsFiles(entries: readonly Entry[], pageToken: string | undefined): boolean {
  if (pageToken === undefined || entries.at(-1)?.kind !== 'folder') return false
  const cursor = cursorShape.safeParse(decode(pageToken))
  return cursor.success && cursor.data.start_with_file
}

/** The same page cut elsewhere: one entry shorter, or longer where some site would refuse a page that short. */
export function otherCut(entries: readonly Entry[], shortest: number): number {
  return entries.length > shortest ? entries.length - 1 : shortest + 1
}

function decode(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64').toString('utf8'))
  } catch {
    // A token of another form than this server's: nothing is known against it.
    return undefined
  }
}
