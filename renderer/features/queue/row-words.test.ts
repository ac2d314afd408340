import { describe, expect, it } from 'vitest'
import { createFailure } from '../../../core/model/failure.ts'
import type { QueueRow } from '../../../contract/views.ts'
import { createWords } from '../../app/words/words.ts'
import { aBatch, aTransfer, someTimeMs } from '../../bridge/fake/fixtures.ts'
import { formatDate } from '../../ui/format/time.ts'
import { sizeWords, stateSentence, toneOf } from './row-words.ts'

const words = createWords('en')
const say = (row: QueueRow) => stateSentence(row, { nowMs: someTimeMs, words, siteName: 'Home cloud' })
const busy = createFailure('server-busy')

describe('what a transfer says', () => {
  it.each<[string, QueueRow]>([
    ['Queued', aTransfer('x', 'queued')],
    ['Queued: it runs next', aTransfer('x', 'queued', { next: true })],
    ['Its queue is paused', aTransfer('x', 'queued', { queuePaused: true })],
    [
      `Starts by itself: ${formatDate(someTimeMs, words)}`,
      aTransfer('x', 'queued', { startAtMs: someTimeMs, queuePaused: true }),
    ],
    ['Getting the link', aTransfer('x', 'resolving')],
    ['Renewing the link', aTransfer('x', 'resolving', { failure: createFailure('link-expired') })],
    ['Starting', aTransfer('x', 'downloading')],
    ['Checking and moving into place', aTransfer('x', 'finishing')],
    [
      'Waiting 12 s, then trying again (the server was busy)',
      aTransfer('x', 'waiting', { failure: busy, retryAtMs: someTimeMs + 12_000 }),
    ],
    [
      'Trying again now (the server was busy)',
      aTransfer('x', 'waiting', { failure: busy, retryAtMs: someTimeMs - 1 }),
    ],
    ['Held: sign in to Home cloud', aTransfer('x', 'held', { failure: createFailure('sign-in-required') })],
    ['Held: the disk was full', aTransfer('x', 'held', { failure: createFailure('disk-full') })],
    [
      'A file of this name is already there.',
      aTransfer('x', 'held', { failure: createFailure('conflict-undecided') }),
    ],
    ['Paused', aTransfer('x', 'paused')],
    ['Paused at 62%', aTransfer('x', 'paused', { bytesDone: 62, bytesTotal: 100 })],
    ['Finished', aTransfer('x', 'completed', { outcome: 'downloaded' })],
    ['Skipped: it is already there', aTransfer('x', 'completed', { outcome: 'skipped' })],
    [
      'It is no longer there. It was moved, renamed or deleted on the site. Refresh the folder.',
      aTransfer('x', 'failed', { failure: createFailure('not-found') }),
    ],
    ['Canceled', aTransfer('x', 'canceled')],
  ])('%s', (sentence, row) => {
    expect(say(row)).toBe(sentence)
  })
})

describe('what a batch says', () => {
  it.each<[string, QueueRow]>([
    ['Looking into the folders, 1,480 files so far', aBatch('b', 'walking', { filesTotal: 1_480 })],
    ['97 of 214 files', aBatch('b', 'running')],
    ['Its queue is paused · 97 of 214 files', aBatch('b', 'running', { queuePaused: true })],
    [`Starts by itself: ${formatDate(someTimeMs, words)}`, aBatch('b', 'later', { startAtMs: someTimeMs })],
    ['97 of 214 files · 2 files failed', aBatch('b', 'running', { filesFailed: 2 })],
    ['1 of 1 file', aBatch('b', 'running', { filesTotal: 1, filesDone: 1 })],
    ['Held: names are already taken', aBatch('b', 'held', { failure: createFailure('conflict-undecided') })],
    ['Paused at 31%', aBatch('b', 'paused')],
    ['Finished, 214 files', aBatch('b', 'completed')],
    ['Finished, no files inside', aBatch('b', 'completed', { filesTotal: 0 })],
    ['1 file failed', aBatch('b', 'failed', { filesFailed: 1 })],
    [
      'You have no permission for this. Ask the owner of the file or of the site.',
      aBatch('b', 'failed', { failure: createFailure('forbidden') }),
    ],
    ['Canceled', aBatch('b', 'canceled')],
  ])('%s', (sentence, row) => {
    expect(say(row)).toBe(sentence)
  })
})

describe('colours and sizes', () => {
  it('keeps red for what needs the user', () => {
    const offline = aTransfer('x', 'held', { failure: createFailure('offline') })
    const full = aTransfer('x', 'held', { failure: createFailure('disk-full') })
    expect([offline, full, aTransfer('x', 'completed'), aTransfer('x', 'paused')].map(toneOf)).toEqual([
      'waiting',
      'trouble',
      'done',
      'calm',
    ])
  })
  it('tells both sizes only while one is missing some', () => {
    expect([0, 310e6, 1.2e9].map((done) => sizeWords(done, 1.2e9, words))).toEqual([
      '1.2 GB',
      '310 MB of 1.2 GB',
      '1.2 GB',
    ])
  })
})
