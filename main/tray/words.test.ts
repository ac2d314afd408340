import { expect, it } from 'vitest'
import { speedText, trayState, type TrayTotals } from './words.ts'

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

it.each([
  [{}, 0, { tooltip: 'Reverie', canPause: false, canResume: false }],
  [{ completed: 9, failed: 1 }, 0, { tooltip: 'Reverie', canPause: false, canResume: false }],
  [
    { resolving: 1, downloading: 2, finishing: 1, queued: 50, paused: 3 },
    41_200_000,
    { tooltip: 'Reverie: 4 running, 41.2 MB/s', canPause: true, canResume: true },
  ],
  [
    { waiting: 1, held: 2, queued: 1 },
    0,
    { tooltip: 'Reverie: 4 waiting', canPause: true, canResume: false },
  ],
  [{ paused: 2 }, 0, { tooltip: 'Reverie: 2 paused', canPause: false, canResume: true }],
])('%o at %d bytes a second', (counts, bytesPerSecond, state) => {
  expect(trayState({ byState: { ...none, ...counts }, bytesPerSecond })).toEqual(state)
})

it('writes speeds as people read them', () => {
  expect([0, 999, 1_000, 12_345, 999_960, 2_500_000_000].map(speedText)).toEqual([
    '0 B/s',
    '999 B/s',
    '1.0 kB/s',
    '12.3 kB/s',
    '1.0 MB/s',
    '2.5 GB/s',
  ])
})
