import { describe, expect, it } from 'vitest'
import { createWords } from '../../app/words/words.ts'
import { aSummary } from '../../bridge/fake/fixtures.ts'
import { possible } from './for-all-buttons.tsx'
import { announcement, summaryLine } from './summary-words.ts'

const words = createWords('en')

describe('the calm line', () => {
  it.each([
    ['No transfers', aSummary(), 0],
    [
      '4 running · 41.2 MB/s · about 12 min left · 9,903 queued · 1 failed',
      aSummary({ downloading: 3, finishing: 1, queued: 9_903, failed: 1 }, { secondsLeft: 720 }),
      41_200_000,
    ],
    ['1 running', aSummary({ resolving: 1 }, { secondsLeft: 3 }), 0],
    ['1 waiting · 2 held · 3 paused', aSummary({ waiting: 1, held: 2, paused: 3 }), 0],
    ['Everything is here', aSummary({ completed: 12, canceled: 1 }), 0],
    ['2 failed', aSummary({ completed: 12, failed: 2 }), 0],
    ['Nothing left to do', aSummary({ canceled: 2 }), 0],
  ])('%s', (line, summary, speed) => {
    expect(summaryLine(summary, speed, words)).toBe(line)
  })
})

describe('what is said aloud', () => {
  it.each([
    ['', aSummary({ queued: 12 })],
    ['3 of 12 finished', aSummary({ completed: 3, downloading: 2, queued: 6, failed: 1 })],
    ['Everything is here', aSummary({ completed: 12 })],
    ['11 of 12 finished', aSummary({ completed: 11, failed: 1 })],
  ])('%s', (text, summary) => {
    expect(announcement(summary, words)).toBe(text)
  })
})

describe('buttons for all', () => {
  it('are on only where they would do something', () => {
    expect(possible(aSummary({ paused: 2, failed: 1 }))).toEqual({
      pause: false,
      resume: true,
      retry: true,
      clear: true,
      cancel: true,
      ended: 1,
    })
    expect(possible(aSummary({ finishing: 1 }))).toMatchObject({ pause: false, resume: false, clear: false })
    expect(Object.values(possible(undefined))).toEqual([false, false, false, false, false, 0])
  })
})
