// What a notification says, as a pure function of what happened. A handful of things at once is one notification.

import type { ActivityEntry } from '../../core/model/activity.ts'
import { isProblem } from '../../core/model/activity.ts'
import type { NoticeLevel } from '../../core/model/desktop-options.ts'
import type { DeskWords } from '../../words/desk-words.ts'
import { failureText } from '../../words/sentences.ts'
import { isolateName, visibleName } from '../../words/visible-name.ts'

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
export function noticeWords(entries: readonly ActivityEntry[], words: DeskWords): NoticeWords {
  const [first] = entries
  if (first !== undefined && entries.length === 1) return wordsOfOne(first, words)
  const problems = entries.filter(isProblem).length
  const here = entries.length - problems
  return {
    title: problems === 0 ? words('desk.notice.finishedMany') : words('desk.notice.mixed'),
    body: [
      ...(here === 0 ? [] : [words('desk.notice.done', { count: here })]),
      ...(problems === 0 ? [] : [words('desk.notice.problems', { count: problems })]),
    ].join('\n'),
  }
}

function wordsOfOne(entry: ActivityEntry, words: DeskWords): NoticeWords {
  switch (entry.kind) {
    case 'completed':
      return {
        title: words('desk.notice.finished'),
        body:
          entry.others === 0 ? visibleName(entry.name) : words('activity.completedMore', entryValues(entry)),
        batchId: entry.batchId,
        ...(entry.transferId === undefined ? {} : { transferId: entry.transferId }),
      }
    case 'failed':
      return { title: words('desk.notice.failed'), body: failedBody(entry, words) }
    case 'held': {
      return { title: words('activity.held'), body: failureText(entry.failure.kind, words) }
    }
    case 'sync-asks':
      return {
        title: words('activity.sync.asks', { name: isolateName(entry.name) }),
        body: words(`activity.sync.${entry.question}`),
      }
    case 'sync-held': {
      return {
        title: words('activity.sync.held', { name: isolateName(entry.name) }),
        body: failureText(entry.failure.kind, words),
      }
    }
    case 'sync-conflicts':
      return {
        title: words('activity.sync.conflicts', { name: isolateName(entry.name) }),
        body: words('activity.sync.conflictsText', { count: entry.files }),
      }
    case 'restored':
    case 'lost':
      return { title: words('desk.notice.repaired'), body: words(`activity.${entry.what}.${entry.kind}`) }
  }
}

type Failed = Extract<ActivityEntry, { kind: 'failed' }>

function failedBody(entry: Failed, words: DeskWords): string {
  const { name, others, files, filesFailed: failed } = entry
  const first = others === 0 ? visibleName(name) : words('activity.failedMore', entryValues(entry))
  return files > 1 ? `${first}\n${words('activity.failedFiles', { count: failed, files })}` : first
}

const entryValues = ({ name, others }: { name: string; others: number }) => ({
  name: isolateName(name),
  count: others,
})
