// The one line of the strip when it is calm, and what the live region says. Pure.

import type { QueueSummary } from '../../../contract/views.ts'
import type { Words } from '../../app/words/words.ts'
import { formatSpeed } from '../../ui/format/bytes.ts'
import { formatTimeLeft } from '../../ui/format/time.ts'

export interface Totals {
  readonly running: number
  readonly unfinished: number
  readonly finished: number
  readonly total: number
}

export function totalsOf({ byState }: QueueSummary): Totals {
  const running = byState.resolving + byState.downloading + byState.finishing
  const unfinished = running + byState.queued + byState.waiting + byState.held + byState.paused
  const finished = byState.completed
  return { running, unfinished, finished, total: unfinished + finished + byState.failed }
}

export function summaryLine(summary: QueueSummary, bytesPerSecond: number, words: Words): string {
  const { byState } = summary
  const { running, unfinished, finished, total } = totalsOf(summary)
  if (total === 0) return words(byState.canceled > 0 ? 'queue.summary.canceled' : 'queue.summary.none')
  const parts: string[] = []
  if (running > 0) {
    parts.push(words('queue.summary.running', { count: running }))
    if (bytesPerSecond > 0) parts.push(formatSpeed(bytesPerSecond, words))
    if (bytesPerSecond > 0 && summary.secondsLeft !== undefined) {
      parts.push(words('shell.time.left', { time: formatTimeLeft(summary.secondsLeft, words) }))
    }
  }
  for (const kind of ['queued', 'waiting', 'held', 'paused', 'failed'] as const) {
    if (byState[kind] > 0) parts.push(words(`queue.summary.${kind}`, { count: byState[kind] }))
  }
  if (unfinished === 0 && byState.failed === 0 && finished > 0) return words('queue.summary.done')
  return parts.join(' · ')
}

/** "3 of 12 finished"; nothing while there is nothing to tell. */
export function announcement(summary: QueueSummary, words: Words): string {
  const { finished, total, unfinished } = totalsOf(summary)
  if (finished === 0) return ''
  return unfinished === 0 && finished === total
    ? words('shell.live.allDone')
    : words('shell.live.finished', { done: finished, total })
}
