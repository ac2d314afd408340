// `get` without a terminal: one line per file that came to its end, and a line for every delay.

import type { Clock } from '../../core/ports/clock.ts'
import { formatBytes } from '../terminal/figures.ts'
import type { Output } from '../terminal/output.ts'
import { failureReason } from '../words.ts'
import { sayLeftOut } from './left-out.ts'
import {
  addedSentence,
  attachedSentence,
  noteSentence,
  printSummary,
  restSentence,
  waitingSentence,
} from './sentences.ts'
import type { GetView } from './view.ts'

export function createPlainView(output: Output, clock: Pick<Clock, 'now'>): GetView {
  return {
    attached: (host) => output.report(attachedSentence(host)),
    added: (batch) => output.report(addedSentence(batch)),
    progress: () => undefined,
    note: ({ name }, failure) => output.report(`${name}: ${noteSentence(failure)}`),
    completed: (transfer, path) => {
      output.report(`${path}  ${formatBytes(transfer.source.sizeBytes)}`)
      sayLeftOut(output, transfer, path)
    },
    skipped: (_, path) => output.report(`${path}  skipped, it is here already`),
    failed: ({ name, failure }) => output.report(`${name}: failed (${failureReason(failure.kind)})`),
    waiting: ({ name }, failure, retryAtMs) =>
      output.report(`${name}: ${waitingSentence(failure, retryAtMs, clock.now())}`),
    held: ({ name }, failure) => output.report(`${name}: held (${failureReason(failure.kind)})`),
    resting: ({ name }, rest) => output.report(`${name}: ${restSentence(rest)}`),
    summary: (summary) => printSummary(output, summary),
    suspend: () => undefined,
    resume: () => undefined,
  }
}
