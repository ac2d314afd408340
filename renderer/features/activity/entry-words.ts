// What happened, in the user's words.

import type { ActivityEntry } from '../../../core/model/activity.ts'
import type { Words } from '../../app/words/words.ts'
import { formatBytes } from '../../ui/format/bytes.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { failureText, inARow } from '../../../words/sentences.ts'

export interface EntryWords {
  readonly title: string
  /** May be empty. */
  readonly text: string
}

export function entryWords(entry: ActivityEntry, words: Words): EntryWords {
  switch (entry.kind) {
    case 'completed': {
      const { name, others, files, bytes } = entry
      return {
        title: words(others === 0 ? 'activity.completed' : 'activity.completedMore', {
          ...{ name: isolateName(name), count: others },
        }),
        text: words('activity.files', { count: files, size: formatBytes(bytes, words) }),
      }
    }
    case 'failed': {
      const { name, others, files, filesFailed, failure } = entry
      const missing = files > 1 ? words('activity.failedFiles', { count: filesFailed, files }) : ''
      return {
        title: words(others === 0 ? 'activity.failed' : 'activity.failedMore', {
          ...{ name: isolateName(name), count: others },
        }),
        text: inARow([missing, failure === undefined ? '' : failureText(failure.kind, words)], words),
      }
    }
    case 'held':
      return { title: words('activity.held'), text: failureText(entry.failure.kind, words) }
    case 'sync-asks':
      return {
        title: words('activity.sync.asks', { name: isolateName(entry.name) }),
        text: words(`activity.sync.${entry.question}`),
      }
    case 'sync-held':
      return {
        title: words('activity.sync.held', { name: isolateName(entry.name) }),
        text: failureText(entry.failure.kind, words),
      }
    case 'sync-conflicts':
      return {
        title: words('activity.sync.conflicts', { name: isolateName(entry.name) }),
        text: words('activity.sync.conflictsText', { count: entry.files }),
      }
    case 'restored':
    case 'lost':
      return {
        title: words(`activity.${entry.what}.${entry.kind}`),
        text: words('activity.setAside', { path: isolateName(entry.setAside) }),
      }
  }
}
