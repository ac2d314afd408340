// What a notification says, as a pure function of what happened. A handful of things at once is one notification.

import type { ActivityEntry } from '../../core/model/activity.ts'
import { isProblem } from '../../core/model/activity.ts'
import type { FailureKind } from '../../core/model/failure.ts'
import type { NoticeLevel } from '../../core/model/desktop-options.ts'

export interface NoticeWords {
  readonly title: string
  readonly body: string
  /** Of one file that is here: it can be opened. */
  readonly transferId?: string
  /** Of one batch that is here: its folder can be shown. */
  readonly batchId?: string
}

export function isWanted(entry: ActivityEntry, level: NoticeLevel): boolean {
  return level === 'all' || (level === 'problems' && isProblem(entry))
}

/** Of at least one entry. */
export function noticeWords(entries: readonly ActivityEntry[]): NoticeWords {
  const [first] = entries
  if (first !== undefined && entries.length === 1) return wordsOfOne(first)
  const files = entries.reduce((sum, entry) => sum + (entry.kind === 'completed' ? entry.files : 0), 0)
  const problems = entries.filter(isProblem).length
  const here = entries.length - problems
  return {
    title: problems === 0 ? 'Downloads finished' : 'Downloads need a look',
    body: [
      ...(here === 0 ? [] : [`${countOf(here, 'download')} finished (${countOf(files, 'file')})`]),
      ...(problems === 0 ? [] : [`${countOf(problems, 'problem')}`]),
    ].join(', '),
  }
}

function wordsOfOne(entry: ActivityEntry): NoticeWords {
  switch (entry.kind) {
    case 'completed':
      return {
        title: 'Download finished',
        body: nameOf(entry),
        batchId: entry.batchId,
        ...(entry.transferId === undefined ? {} : { transferId: entry.transferId }),
      }
    case 'failed':
      return {
        title: 'Download failed',
        body:
          entry.files > 1
            ? `${nameOf(entry)}: ${entry.filesFailed} of ${countOf(entry.files, 'file')} failed`
            : nameOf(entry),
      }
    case 'held':
      return {
        title: 'Downloads wait for you',
        body: holdWords[entry.failure.kind] ?? 'Something needs you.',
      }
    case 'restored':
    case 'lost':
      return { title: 'Reverie repaired itself', body: repairWords[`${entry.what} ${entry.kind}`] }
  }
}

function nameOf({ name, others }: { name: string; others: number }): string {
  return others === 0 ? name : `${name} and ${others} more`
}

function countOf(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

const holdWords: Partial<Record<FailureKind, string>> = {
  'sign-in-required': 'Sign in again; they go on by themselves.',
  'proxy-sign-in': 'The proxy asks for a sign-in.',
  'disk-full': 'The disk is full. Free some space; they go on by themselves.',
  'disk-gone': 'The disk is away. Connect it again; they go on by themselves.',
  'conflict-undecided': 'A file of the same name is already there. Decide what to do.',
}

const repairWords = {
  'queue restored': 'The list of downloads was damaged; the newest backup is in its place.',
  'queue lost': 'The list of downloads was damaged and begins anew. What was there is kept aside.',
  'settings restored': 'The settings were damaged; the newest backup is in their place.',
  'settings lost': 'The settings were damaged and begin anew. What was there is kept aside.',
} as const
