// What a row says about itself, as a sentence: state, reason, time of the next step. Pure; the clock's reading comes in.

import type { BatchRow, QueueRow, TransferRow } from '../../../contract/views.ts'
import { assertNever } from '../../../core/model/assert-never.ts'
import type { Failure, FailureKind } from '../../../core/model/failure.ts'
import type { Words } from '../../app/words/words.ts'
import { formatBytes, formatPercent } from '../../ui/format/bytes.ts'
import { formatCountdown, formatDate } from '../../ui/format/time.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { failureText, listed } from '../../../words/sentences.ts'

export interface RowFacts {
  readonly nowMs: number
  readonly words: Words
  /** What the row's account is called, where it is still known. */
  readonly siteName: string
}

/** Red is for what needs the user, amber for waiting, green for completion. */
export type Tone = 'calm' | 'busy' | 'waiting' | 'trouble' | 'done'

export function stateSentence(row: QueueRow, facts: RowFacts): string {
  return row.type === 'batch' ? batchSentence(row, facts) : transferSentence(row, facts)
}

function transferSentence(row: TransferRow, facts: RowFacts): string {
  const { words } = facts
  switch (row.state) {
    case 'queued':
      return queuedSentence(row, words)
    case 'resolving':
      return words(isLinkTrouble(row.failure) ? 'queue.state.renewing' : 'queue.state.resolving')
    case 'downloading':
      return words('queue.state.starting')
    case 'finishing':
      return words('queue.state.finishing')
    case 'waiting':
      return waitingSentence(row, facts)
    case 'held':
      return heldSentence(row, facts)
    case 'paused':
      return pausedSentence(row, words)
    case 'completed':
      if (row.leftOut !== undefined)
        return words('queue.state.leftOut', { names: leftOutNames(row.leftOut, words) })
      return words(row.outcome === 'skipped' ? 'queue.state.skipped' : 'queue.state.completed')
    case 'failed':
      return failureSentence(row.failure, words)
    case 'canceled':
      return words('queue.state.canceled')
    default:
      return assertNever(row.state)
  }
}

function batchSentence(row: BatchRow, facts: RowFacts): string {
  const { words } = facts
  switch (row.state) {
    case 'walking':
      return words('queue.state.walking', { count: row.filesTotal })
    case 'later':
      return laterSentence(row, words)
    case 'running':
      return filesSentence(row, words)
    case 'waiting':
      return waitingSentence(row, facts)
    case 'held':
      return heldSentence(row, facts)
    case 'paused':
      return pausedSentence(row, words)
    case 'completed':
      return row.filesTotal === 0
        ? words('queue.state.emptyFolder')
        : words('queue.state.finishedFiles', { count: row.filesTotal })
    case 'failed':
      return row.filesFailed > 0
        ? words('queue.state.someFailed', { count: row.filesFailed })
        : failureSentence(row.failure, words)
    case 'canceled':
      return words('queue.state.canceled')
    default:
      return assertNever(row.state)
  }
}

/** Why it does not run yet, where something besides its turn is in the way. */
function queuedSentence(row: QueueRow, words: Words): string {
  if (row.startAtMs !== undefined) return laterSentence(row, words)
  if (row.queuePaused === true) return words('queue.state.queuePaused')
  return words(row.next === true ? 'queue.state.next' : 'queue.state.queued')
}

function laterSentence({ startAtMs }: QueueRow, words: Words): string {
  return startAtMs === undefined
    ? words('queue.state.queued')
    : words('queue.state.later', { time: formatDate(startAtMs, words) })
}

function filesSentence(row: BatchRow, words: Words): string {
  const files = words('queue.filesOf', { done: row.filesDone, count: row.filesTotal })
  return [
    ...(row.queuePaused === true ? [words('queue.state.queuePaused')] : []),
    files,
    ...(row.filesFailed === 0 ? [] : [words('queue.state.someFailed', { count: row.filesFailed })]),
  ].join(' · ')
}

function waitingSentence(row: QueueRow, { nowMs, words }: RowFacts): string {
  const because = words(`failure.${row.failure?.kind ?? 'network'}.because`)
  const wait = (row.retryAtMs ?? nowMs) - nowMs
  return wait > 0
    ? words('queue.state.waiting', { time: formatCountdown(wait, words), because })
    : words('queue.state.tryingNow', { because })
}

function heldSentence(row: QueueRow, { words, siteName }: RowFacts): string {
  const kind = row.failure?.kind
  if (kind === 'sign-in-required') return words('queue.state.heldSignIn', { name: siteName })
  if (kind === 'conflict-undecided') {
    return words(row.type === 'batch' ? 'queue.state.heldConflicts' : 'queue.conflict.question')
  }
  return words('queue.state.held', { because: words(`failure.${kind ?? 'offline'}.because`) })
}

function pausedSentence(row: QueueRow, words: Words): string {
  return row.bytesDone > 0
    ? words('queue.state.pausedAt', { percent: formatPercent(row.bytesDone, row.bytesTotal, words) })
    : words('queue.state.paused')
}

function failureSentence(failure: Failure | undefined, words: Words): string {
  return failureText(failure?.kind ?? 'illegal-state', words)
}

/** The first few; how many there are is said with a sign, not in words. */
function leftOutNames({ count, names }: NonNullable<TransferRow['leftOut']>, words: Words): string {
  const shown = listed(names.slice(0, 3).map(isolateName), words)
  return count > 3 ? `${shown} … (+${words.numbers({}).format(count - 3)})` : shown
}

function isLinkTrouble(failure: Failure | undefined): boolean {
  return failure?.remedy === 'renew-link'
}

/** Holds in which nobody has to do anything. */
const endsByItself: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'offline',
  'scheduled-pause',
  'on-battery',
  'metered-network',
  'site-maintenance',
])

export function toneOf(row: QueueRow): Tone {
  switch (row.state) {
    case 'completed':
      return 'done'
    case 'failed':
      return 'trouble'
    case 'held':
      return row.failure !== undefined && endsByItself.has(row.failure.kind) ? 'waiting' : 'trouble'
    case 'waiting':
      return 'waiting'
    case 'running':
    case 'walking':
    case 'resolving':
    case 'downloading':
    case 'finishing':
      return 'busy'
    default:
      return 'calm'
  }
}

/** "1.2 GB", or "310 MB of 1.2 GB" while some of it is missing. */
export function sizeWords(bytesDone: number, bytesTotal: number, words: Words): string {
  const total = formatBytes(bytesTotal, words)
  if (bytesDone <= 0 || bytesDone >= bytesTotal) return total
  return words('queue.bytesOf', { done: formatBytes(bytesDone, words), total })
}
