// `get` on a terminal: a line of totals and one line per running file at the foot, redrawn at most four times a second.
// Only what needs a person's eye is printed above it.
//
//   3 running · 97 of 214 files · 1.2 GB of 3.4 GB · 41 MB/s · 53 s left
//   movie.mkv                    ▇▇▇▇▇▇▇▇▁▁▁▁   62 %   18 MB/s   34 s

import type { Clock } from '../../core/ports/clock.ts'
import { sayLeftOut } from './left-out.ts'
import { formatBytes, formatCount, formatSpan, formatSpeed } from '../terminal/figures.ts'
import type { BlockLine, Output } from '../terminal/output.ts'
import { padEnd, printable, shorten } from '../terminal/text.ts'
import { failureReason } from '../words.ts'
import {
  addedSentence,
  attachedSentence,
  noteSentence,
  printSummary,
  restSentence,
  waitingSentence,
} from './sentences.ts'
import type { GetProgress, GetView, RunningFile } from './view.ts'

const redrawMs = 250
const barColumns = 12

export function createDrawnView(output: Output, clock: Pick<Clock, 'now' | 'after'>): GetView {
  let latest: GetProgress | undefined
  let suspended = false
  let cancelTimer: (() => void) | undefined

  const drawNow = () => {
    cancelTimer = undefined
    if (latest !== undefined && !suspended) output.draw(blockOf(latest, output, clock.now()))
  }
  const stop = () => {
    cancelTimer?.()
    cancelTimer = undefined
    output.draw([])
  }
  return {
    attached: (host) => output.report(attachedSentence(host), 'faint'),
    added: (batch) => output.report(addedSentence(batch), 'faint'),
    progress: (progress) => {
      latest = progress
      cancelTimer ??= clock.after(redrawMs, drawNow)
    },
    note: ({ name }, failure) => output.report(`${name}: ${noteSentence(failure)}`, 'faint'),
    completed: (transfer, path) => sayLeftOut(output, transfer, path),
    skipped: () => undefined,
    failed: ({ name, failure }) => output.report(`${name}: failed (${failureReason(failure.kind)})`, 'bad'),
    waiting: () => undefined,
    held: ({ name }, failure) => output.report(`${name}: held (${failureReason(failure.kind)})`, 'wait'),
    resting: ({ name }, rest) => output.report(`${name}: ${restSentence(rest)}`, 'wait'),
    summary: (summary) => {
      stop()
      printSummary(output, summary)
    },
    suspend: () => {
      suspended = true
      stop()
    },
    resume: () => {
      suspended = false
      drawNow()
    },
  }
}

/** Pure: the lines for these figures on a terminal of this size. */
export function blockOf(
  progress: GetProgress,
  { columns, rows }: Pick<Output, 'columns' | 'rows'>,
  nowMs: number,
): readonly BlockLine[] {
  const room = Math.max(1, rows - 2)
  const shown = progress.running.slice(0, progress.running.length > room ? room - 1 : room)
  const rest = progress.running.length - shown.length
  return [
    { text: totalsOf(progress) },
    ...shown.map((file) => lineOf(file, columns - 1, nowMs)),
    ...(rest === 0 ? [] : [{ text: `  … and ${formatCount(rest)} more`, tone: 'faint' as const }]),
  ]
}

function totalsOf(progress: GetProgress): string {
  const { running, filesDone, filesTotal, bytesDone, bytesTotal, bytesPerSecond, walked } = progress
  const left = bytesPerSecond > 0 ? (bytesTotal - bytesDone) / bytesPerSecond : undefined
  return [
    `${running.filter(({ state }) => state !== 'waiting').length} running`,
    `${formatCount(filesDone)} of ${formatCount(filesTotal)}${walked ? '' : '+'} files`,
    `${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}`,
    ...(bytesPerSecond > 0 ? [formatSpeed(bytesPerSecond)] : []),
    ...(left !== undefined && walked && left >= 3 ? [`${formatSpan(left)} left`] : []),
  ].join(' · ')
}

function lineOf(file: RunningFile, columns: number, nowMs: number): BlockLine {
  const figures = figuresOf(file, nowMs)
  const nameColumns = Math.max(8, Math.min(48, columns - figures.length - 4))
  const name = padEnd(shorten(printable(file.name), nameColumns), nameColumns)
  return file.state === 'waiting'
    ? { text: `  ${name}  ${figures}`, tone: 'wait' }
    : { text: `  ${name}  ${figures}` }
}

function figuresOf(file: RunningFile, nowMs: number): string {
  const { bytesDone, bytesTotal, bytesPerSecond, secondsLeft, failure, retryAtMs } = file
  if (failure !== undefined && retryAtMs !== undefined) return waitingSentence(failure, retryAtMs, nowMs)
  if (file.state === 'finishing') return 'finishing'.padEnd(barColumns + 26)
  const part = bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : 0
  const full = Math.floor(part * barColumns)
  const bar = bytesTotal > 0 ? '▇'.repeat(full) + '▁'.repeat(barColumns - full) : formatBytes(bytesDone)
  const percent = bytesTotal > 0 ? `${Math.floor(part * 100)} %` : ''
  const speed = bytesPerSecond > 0 ? formatSpeed(bytesPerSecond) : ''
  const time = secondsLeft === undefined || secondsLeft < 1 ? '' : formatSpan(secondsLeft)
  return `${bar.padEnd(barColumns)} ${percent.padStart(5)} ${speed.padStart(9)} ${time.padStart(9)}`
}
