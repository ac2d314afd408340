// Which pairs a command means: by the beginnings of their ids, or by their labels where those are unlike.

import type { PairView } from '../../contract/sync-views.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import { repeatable } from '../repeatable.ts'
import { UsageError } from '../usage-error.ts'

export async function listPairs(attachment: Attachment): Promise<readonly PairView[]> {
  return (await ask(attachment, 'sync.list', {})).pairs
}

/** All of them where nothing is named. */
export async function choosePairs(
  attachment: Attachment,
  names: readonly string[],
): Promise<readonly PairView[]> {
  const pairs = await listPairs(attachment)
  if (names.length === 0) return pairs
  return names.map((name) => {
    const fitting = pairs.filter(({ id, label }) => id.startsWith(name) || label === name)
    const [first, ...others] = fitting
    if (first === undefined)
      throw new UsageError(`There is no pair “${repeatable(name)}”. “reverie sync list” shows them.`)
    if (others.length > 0)
      throw new UsageError(`“${repeatable(name)}” fits several pairs. Write more letters of the id.`)
    return first
  })
}
