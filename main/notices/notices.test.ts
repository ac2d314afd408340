import { describe, expect, it } from 'vitest'
import type { ActivityEntry, ActivityEvent } from '../../core/model/activity.ts'
import { createFailure } from '../../core/model/failure.ts'
import type { NoticeLevel } from '../../core/model/desktop-options.ts'
import { deskWords } from '../../words/desk-words.ts'
import { createNotices, gatherMs } from './notices.ts'
import { noticeWords, type NoticeWords } from './words.ts'

const words = deskWords('en', [])
const entry = (event: ActivityEvent): ActivityEntry => ({ ...event, id: 'id', atMs: 0, seen: false })
const done = (name: string, parts: { others?: number; files?: number; transferId?: string } = {}) =>
  entry({ kind: 'completed', batchId: `batch ${name}`, name, others: 0, files: 1, bytes: 1, ...parts })
const failed = (name: string, files: number, filesFailed: number) =>
  entry({ kind: 'failed', batchId: name, name, others: 0, files, filesFailed, bytes: 1 })
const held = entry({ kind: 'held', failure: createFailure('disk-full'), cause: { scope: 'queue' } })

function stage(level: NoticeLevel = 'all') {
  const shown: NoticeWords[] = []
  const timers: (() => void)[] = []
  let listener: (entry: ActivityEntry) => void = () => undefined
  let watched = false
  const stop = createNotices({
    onAdded: (next) => {
      listener = next
      return () => (listener = () => undefined)
    },
    level: () => level,
    isWatched: () => watched,
    words: () => words,
    show: (notice) => shown.push(notice),
    after: (delayMs, run) => {
      expect(delayMs).toBe(gatherMs)
      timers.push(run)
      return () => void timers.splice(timers.indexOf(run), 1)
    },
  })
  return {
    shown,
    timers,
    stop,
    add: (...entries: ActivityEntry[]) => entries.forEach((one) => listener(one)),
    pass: () => timers.splice(0).forEach((run) => run()),
    watch: () => (watched = true),
  }
}

describe('notifications', () => {
  it('four hundred downloads that end together are one', () => {
    const { add, pass, shown } = stage()
    add(...Array.from({ length: 400 }, (_none, index) => done(String(index), { files: 2 })))
    pass()
    expect(shown).toEqual([{ title: 'Downloads finished', body: '400 downloads finished' }])
  })

  it('what comes later is another', () => {
    const { add, pass, shown } = stage()
    add(done('a'))
    pass()
    add(done('b'))
    pass()
    expect(shown.map(({ body }) => body)).toEqual(['a', 'b'])
  })

  it('nothing is said to somebody who looks', () => {
    const { add, pass, shown, watch } = stage()
    add(done('a'))
    watch()
    pass()
    expect(shown).toEqual([])
  })

  it.each([
    ['all', 2],
    ['problems', 1],
    ['none', 0],
  ] as const)('with the level %s', (level, count) => {
    const { add, pass, shown } = stage(level)
    add(done('a'))
    pass()
    add(held)
    pass()
    expect(shown).toHaveLength(count)
  })

  it('ends with its timer', () => {
    const { add, stop, timers, shown } = stage()
    add(done('a'))
    stop()
    add(done('b'))
    expect([timers, shown]).toEqual([[], []])
  })
})

it.each([
  [
    [done('a.mp4', { transferId: 't' })],
    { title: 'Download finished', body: 'a.mp4', batchId: 'batch a.mp4', transferId: 't' },
  ],
  [
    [done('Lisbon', { others: 2, files: 40 })],
    { title: 'Download finished', body: '“\u2068Lisbon\u2069” and 2 more are here', batchId: 'batch Lisbon' },
  ],
  [
    [done('cod\u202egpj.exe')],
    { title: 'Download finished', body: 'cod⟨U+202E⟩gpj.exe', batchId: 'batch cod\u202egpj.exe' },
  ],
  [[failed('a', 1, 1)], { title: 'Download failed', body: 'a' }],
  [[failed('a', 9, 2)], { title: 'Download failed', body: 'a\n2 of 9 files are missing.' }],
  [
    [held],
    {
      title: 'Transfers wait for you',
      body: 'The disk is full. Free some space; the download goes on by itself.',
    },
  ],
  [
    [done('a'), failed('b', 1, 1)],
    { title: 'Downloads need a look', body: '1 download finished\n1 problem' },
  ],
  [
    [entry({ kind: 'restored', what: 'queue', setAside: '/x' })],
    {
      title: 'Reverie repaired itself',
      body: 'The list of transfers was damaged; the newest backup is in its place',
    },
  ],
  [
    [entry({ kind: 'sync-asks', pairId: 'p', name: 'Photos', question: 'mass-change' })],
    {
      title: '“\u2068Photos\u2069” asks before it goes on',
      body: 'Much would be deleted or replaced here. Look at its plan.',
    },
  ],
  [
    [entry({ kind: 'sync-conflicts', pairId: 'p', name: 'Photos', files: 1 })],
    {
      title: '“\u2068Photos\u2069”: your changes were kept',
      body: '1 file of yours lies beside what the site has, as a conflict copy.',
    },
  ],
])('says %#', (entries, notice) => {
  expect(noticeWords(entries, words)).toEqual(notice)
})
