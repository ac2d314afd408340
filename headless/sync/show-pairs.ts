// `reverie sync list` and `reverie sync activity`.

import type { SyncActivity } from '../../core/model/sync.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { failureText } from '../words.ts'
import { choosePairs, listPairs } from './choose-pairs.ts'
import { printPair, reasonWords } from './pair-lines.ts'

export async function listPairsOf({ output }: Cli, attachment: Attachment): Promise<ExitCode> {
  const pairs = await listPairs(attachment)
  if (pairs.length === 0) output.report('There are no pairs. “reverie sync add” makes one.')
  for (const pair of pairs) printPair(output, pair)
  return exitCodes.done
}

export async function showActivity(
  { output }: Cli,
  attachment: Attachment,
  { name, listed }: { name: string; listed: number },
): Promise<ExitCode> {
  const [pair] = await choosePairs(attachment, [name])
  if (pair === undefined) return exitCodes.done
  for (let offset = 0; offset < listed;) {
    const limit = Math.min(500, listed - offset)
    const { activity } = await ask(attachment, 'sync.activity', { pairId: pair.id, offset, limit })
    for (const one of activity) {
      output.result(activityLine(one))
      output.emit({ event: 'activity', pair: pair.id, ...one, at: new Date(one.atMs).toISOString() })
    }
    offset += activity.length
    if (activity.length < limit) break
  }
  return exitCodes.done
}

function activityLine(one: SyncActivity): string {
  const { atMs, kind, entry, fromPath, reason, keptAs, failure } = one
  const path = entry === 'folder' ? `${one.path}/` : one.path
  const time = new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')
  const name = fromPath === undefined ? path : `${fromPath} -> ${path}`
  const why = failure !== undefined ? failureText(failure) : reason === undefined ? '' : reasonWords[reason]
  const kept = keptAs === undefined ? '' : `; kept as ${keptAs}`
  return `${time}  ${kind.padEnd(8)}  ${name}  (${why}${kept})`
}
