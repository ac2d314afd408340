import { describe, expect, it } from 'vitest'
import type { PairView } from '../../../contract/sync-views.ts'
import { createFailure } from '../../../core/model/failure.ts'
import { createWords } from '../../app/words/words.ts'
import { aPair, aSyncPlan } from '../../bridge/fake/fake-sync.ts'
import { formatSince, questionSentence, stateSentence, summaryOf, toneOf } from './sync-words.ts'

const words = createWords('en-GB')
const nowMs = new Date(2026, 10, 26, 15, 0).getTime()
const at = new Date(2026, 10, 26, 14, 2).getTime()
const busy = createFailure('server-busy')

describe('how a pair is doing', () => {
  it.each<[PairView['state'], Partial<PairView>, string, string]>([
    [{ kind: 'new' }, {}, 'Has not run yet', 'calm'],
    [{ kind: 'checking', entries: 0 }, {}, 'Looking…', 'busy'],
    [{ kind: 'checking', entries: 12_345 }, {}, 'Looking, 12,345 entries so far', 'busy'],
    [{ kind: 'running', done: 3, total: 9 }, {}, 'Bringing it in step, 3 of 9', 'busy'],
    [{ kind: 'in-step', sinceMs: at }, { files: 12_408 }, 'In step since 14:02, 12,408 files', 'done'],
    [{ kind: 'in-step', sinceMs: at }, { problemsTotal: 2 }, 'In step but for 2 problems', 'waiting'],
    [
      { kind: 'waiting', failure: busy, retryAtMs: nowMs + 12_000 },
      {},
      'Trying again in 12 s (the server was busy)',
      'waiting',
    ],
    [
      { kind: 'waiting', failure: busy, retryAtMs: nowMs - 1 },
      {},
      'Trying again now (the server was busy)',
      'waiting',
    ],
    [{ kind: 'asking', question: 'first-run' }, {}, 'Waits for you to start it', 'waiting'],
    [{ kind: 'asking', question: 'root-empty' }, {}, 'Asks before it goes on', 'trouble'],
    [{ kind: 'held', failure: busy, cause: 'disk' }, {}, 'Stopped: it needs you', 'trouble'],
    [{ kind: 'paused' }, { files: 0 }, 'Paused', 'calm'],
    [{ kind: 'paused' }, { files: 1 }, 'Paused, 1 file is here', 'calm'],
  ])('%j %j: %s', (state, parts, sentence, tone) => {
    const pair = aPair('Photos', { ...parts, state })
    expect([stateSentence(pair, { nowMs, words }), toneOf(pair)]).toEqual([sentence, tone])
  })

  it('says the day where it was not today', () => {
    expect(formatSince(new Date(2026, 10, 24, 9, 5).getTime(), { nowMs, words })).toBe('24 Nov 2026, 09:05')
  })

  it('says what a question is about', () => {
    const totals = { ...aSyncPlan('p').totals, filesDeleted: 120, filesReplaced: 3, filesKnown: 400 }
    const pair = aPair('Photos', { plan: aSyncPlan('p', { totals }) })
    expect(questionSentence('mass-change', pair, words)).toBe(
      'Of 400 files here, 123 would be deleted or replaced. That is unusual, so nothing has been done.',
    )
  })
})

it('all pairs are one line, what needs somebody first', () => {
  const inStep = aPair('A', { state: { kind: 'in-step', sinceMs: at } })
  const paused = aPair('B', { state: { kind: 'paused' } })
  const asks = aPair('C', { state: { kind: 'asking', question: 'root-empty' } })
  expect(summaryOf([inStep, inStep, paused], words)).toBe('2 folders in step · 1 paused')
  expect(summaryOf([inStep, asks], words)).toBe('\u2068C\u2069 asks before it goes on')
  expect(summaryOf([], words)).toBe('')
})
