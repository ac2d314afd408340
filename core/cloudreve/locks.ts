// Who holds an entry, as the server says it with code 40073 (cloudreve-api.md section 1.4). Its tokens break locks and
// nothing else, and only for the owner; still they are no text for a log.

import { z } from 'zod'
import type { FileLock } from '../model/change.ts'
import { formatCloudUri, parseCloudUri } from '../model/cloud-uri.ts'

const locksSchema = z.array(
  z.object({
    path: z.string().catch(''),
    token: z.string().max(1_024).nullish().catch(undefined),
    owner: z.object({ application: z.object({ type: z.string().max(64).catch('') }).catch({ type: '' }) }),
  }),
)

const mostLocks = 100

/** Empty where the data says nothing that can be read. */
export function readLocks(data: unknown): readonly FileLock[] {
  const parsed = locksSchema.safeParse(data)
  if (!parsed.success) return []
  return parsed.data.slice(0, mostLocks).map(({ path, token, owner }) => {
    // Hidden from those who are not the owner: then there is no path (section 1.4).
    const uri = parseCloudUri(path)?.uri
    return {
      uri: uri === undefined ? '' : formatCloudUri(uri),
      application: owner.application.type.replace(/[^\w.-]/g, ''),
      ...(token ? { lockId: token } : {}),
    }
  })
}
