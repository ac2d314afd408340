// The live part of a row: bar, percent, speed, time left. The only thing that is drawn anew when bytes arrive, and only
// for rows that can be seen.

import { ProgressBar } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { QueueRow } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { formatPercent, formatSpeed, fractionOf } from '../../ui/format/bytes.ts'
import { formatTimeLeft } from '../../ui/format/time.ts'
import { batchFigures, type ProgressBook } from './progress-book.ts'
import { useQueueStyles } from './queue-styles.ts'
import { rowName } from './row-name.tsx'
import { sizeWords, toneOf } from './row-words.ts'

interface Figures {
  readonly bytesDone: number
  readonly bytesPerSecond: number
  readonly secondsLeft: number | undefined
}

/** What a row shows right now: its snapshot, and what moved since. */
export function useFigures(row: QueueRow): Figures {
  const { queue } = useReverie()
  return useStore(
    queue.store,
    useShallow(({ book }) => figuresOf(row, book)),
  )
}

export function figuresOf(row: QueueRow, book: ProgressBook): Figures {
  if (row.type === 'batch') {
    const { bytesMore, bytesPerSecond } = batchFigures(book, row.id)
    const bytesDone = Math.min(row.bytesTotal, row.bytesDone + bytesMore)
    const known = row.walked && bytesPerSecond > 0
    return {
      bytesDone,
      bytesPerSecond,
      secondsLeft: known ? (row.bytesTotal - bytesDone) / bytesPerSecond : undefined,
    }
  }
  const line = row.state === 'downloading' ? book.get(row.id) : undefined
  return line === undefined
    ? { bytesDone: row.bytesDone, bytesPerSecond: 0, secondsLeft: undefined }
    : { bytesDone: line.bytesDone, bytesPerSecond: line.bytesPerSecond, secondsLeft: line.secondsLeft }
}

/** Bars are for what is on its way; an ended row says how it ended. */
export function hasBar(row: QueueRow): boolean {
  if (row.state === 'completed' || row.state === 'canceled') return false
  if (row.state === 'failed' || row.state === 'queued') return row.bytesDone > 0
  return true
}

export function ProgressLine({ row }: { row: QueueRow }) {
  const words = useWords()
  const { bytesDone } = useFigures(row)
  if (!hasBar(row)) return null
  const name = words('queue.progressOf', { name: rowName(row, words) })
  const unknown = row.state === 'walking' && row.bytesTotal === 0
  return unknown ? (
    <ProgressBar thickness="large" aria-label={name} />
  ) : (
    <ProgressBar
      thickness="large"
      aria-label={name}
      value={fractionOf(bytesDone, row.bytesTotal)}
      {...colorOf(row)}
    />
  )
}

function colorOf(row: QueueRow): { color?: 'error' | 'warning' } {
  const tone = toneOf(row)
  if (tone === 'trouble') return { color: 'error' }
  return tone === 'waiting' ? { color: 'warning' } : {}
}

export function PercentText({ row }: { row: QueueRow }) {
  const words = useWords()
  const styles = useQueueStyles()
  const { bytesDone } = useFigures(row)
  if (!hasBar(row) || row.bytesTotal === 0) return null
  return <span className={styles.percent}>{formatPercent(bytesDone, row.bytesTotal, words)}</span>
}

export function SizeText({ row }: { row: QueueRow }) {
  const words = useWords()
  const styles = useQueueStyles()
  const { bytesDone } = useFigures(row)
  if (row.bytesTotal === 0 && row.type === 'batch') return null
  const done = row.state === 'completed' ? row.bytesTotal : bytesDone
  return <span className={styles.size}>{sizeWords(done, row.bytesTotal, words)}</span>
}

/** "18 MB/s · about 3 min left"; nothing before there is a speed. */
export function speedWords({ bytesPerSecond, secondsLeft }: Figures, words: Words): string | undefined {
  if (bytesPerSecond <= 0) return undefined
  const speed = formatSpeed(bytesPerSecond, words)
  return secondsLeft === undefined
    ? speed
    : `${speed} · ${words('shell.time.left', { time: formatTimeLeft(secondsLeft, words) })}`
}
