import { expect, test } from 'vitest'
import { createFailure } from '../../core/model/failure.ts'
import { displayWidth } from '../terminal/text.ts'
import { blockOf } from './drawn-view.ts'
import type { GetProgress, RunningFile } from './view.ts'

const file = (name: string, more: Partial<RunningFile> = {}): RunningFile => ({
  id: name,
  name,
  state: 'downloading',
  bytesDone: 62_000_000,
  bytesTotal: 100_000_000,
  bytesPerSecond: 18_000_000,
  secondsLeft: 34,
  ...more,
})
const progress = (running: readonly RunningFile[]): GetProgress => ({
  filesDone: 97,
  filesTotal: 214,
  bytesDone: 1_200_000_000,
  bytesTotal: 3_400_000_000,
  bytesPerSecond: 41_000_000,
  walked: true,
  running,
})

test('totals first, then a line for every running file, and waits in words', () => {
  const waiting = file('b.bin', { state: 'waiting', failure: createFailure('network'), retryAtMs: 5_000 })
  const lines = blockOf(progress([file('movie.mkv'), waiting]), { columns: 80, rows: 24 }, 1_000)
  expect(lines).toEqual([
    { text: '1 running · 97 of 214 files · 1.2 GB of 3.4 GB · 41.0 MB/s · 54 s left' },
    { text: `  ${'movie.mkv'.padEnd(37)}  ▇▇▇▇▇▇▇▁▁▁▁▁  62 % 18.0 MB/s      34 s` },
    { text: '  b.bin                   waiting 4 s, then trying again (the connection broke)', tone: 'wait' },
  ])
})

test('no more lines than the terminal has, and none wider', () => {
  const running = Array.from({ length: 50 }, (_, index) => file(`${'長い名前'.repeat(20)}\n${index}.mkv`))
  const lines = blockOf(progress(running), { columns: 60, rows: 10 }, 0)
  expect([lines.length, lines.at(-1)]).toEqual([9, { text: '  … and 43 more', tone: 'faint' }])
  expect(lines.slice(1).every(({ text }) => displayWidth(text) < 60 && !text.includes('\n'))).toBe(true)
})

test('totals of an unfinished walk may grow, so no time is promised', () => {
  const [totals] = blockOf({ ...progress([]), walked: false }, { columns: 80, rows: 24 }, 0)
  expect(totals?.text).toBe('0 running · 97 of 214+ files · 1.2 GB of 3.4 GB · 41.0 MB/s')
})
