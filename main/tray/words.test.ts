import { expect, it } from 'vitest'
import { createFailure, type FailureKind } from '../../core/model/failure.ts'
import { deskWords } from '../../words/desk-words.ts'
import { trayState, type TrayFacts, type TrayTotals } from './words.ts'

interface Facts extends Omit<TrayFacts, 'words'> {
  readonly bytesPerSecond?: number
  readonly holds?: TrayTotals['holds']
}

const words = deskWords('en', [])

const none: TrayTotals['byState'] = {
  queued: 0,
  resolving: 0,
  downloading: 0,
  finishing: 0,
  waiting: 0,
  held: 0,
  paused: 0,
  completed: 0,
  failed: 0,
  canceled: 0,
}

const hold = (kind: FailureKind) => ({
  ...{ cause: { scope: 'queue' as const }, failure: createFailure(kind), transfers: 1 },
})

it.each([
  ['idle', {}, {}, 'Reverie', 'idle', '--'],
  ['all done', { completed: 9, failed: 1 }, {}, 'Reverie', 'idle', '--'],
  [
    'running, a moment after the start',
    { resolving: 1, downloading: 2, finishing: 1, queued: 50, paused: 3 },
    { bytesPerSecond: 41_200_000 },
    'Reverie: 4 running, 41.2 MB/s',
    'running-0',
    'pr',
  ],
  [
    'a quarter',
    { downloading: 1 },
    { fraction: 0.25 },
    'Reverie: 25%, 1 running, 0 kB/s',
    'running-25',
    'p-',
  ],
  ['almost', { downloading: 1 }, { fraction: 0.999 }, 'Reverie: 99%, 1 running, 0 kB/s', 'running-75', 'p-'],
  ['waiting', { waiting: 1, held: 2, queued: 1 }, {}, 'Reverie: 4 waiting', 'idle', 'p-'],
  ['paused', { paused: 2 }, {}, 'Reverie: 2 paused', 'paused', '-r'],
  [
    'offline',
    { held: 2 },
    { holds: [hold('offline')] },
    'Reverie: This computer is offline.',
    'offline',
    'p-',
  ],
  [
    'resting',
    { held: 2 },
    { holds: [hold('scheduled-pause')] },
    'Reverie: Transfers rest at this hour, by your schedule.',
    'paused',
    'p-',
  ],
  [
    'somebody has to do something',
    { held: 2 },
    { holds: [hold('disk-full')] },
    'Reverie: The disk is full.',
    'error',
    'p-',
  ],
  [
    'somebody has to, but others run',
    { held: 2, downloading: 1 },
    { holds: [hold('disk-full')], fraction: 0.5 },
    'Reverie: 50%, 1 running, 0 kB/s',
    'running-50',
    'p-',
  ],
  ['unseen trouble', { failed: 2 }, { problems: 2 }, 'Reverie: 2 things went wrong', 'error', '--'],
] as const)('%s', (_name, counts, { ...facts }: Facts, text, look, can) => {
  const { bytesPerSecond = 0, holds = [], ...rest } = facts
  const state = trayState({ byState: { ...none, ...counts }, bytesPerSecond, holds }, { ...rest, words })
  expect(state).toEqual({
    look,
    tooltip: text,
    canPause: can.startsWith('p'),
    canResume: can.endsWith('r'),
  })
})

it.each([
  ['de', /^Reverie: 25\s%, 3 laufen, 41,2\sMB\/s$/],
  ['ja', /^Reverie: 25%、3 件を転送中、41\.2/],
  ['ru', /^Reverie: 25\s%, 3 загрузки, 41,2/],
] as const)('says it in %s', (language, text) => {
  const facts = { fraction: 0.25, words: deskWords(language, []) }
  const totals = { byState: { ...none, downloading: 3 }, bytesPerSecond: 41_200_000, holds: [] }
  expect(trayState(totals, facts).tooltip).toMatch(text)
})
