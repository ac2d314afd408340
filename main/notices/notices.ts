// The system's notifications: what happened within a moment is one of them. Nothing is said while the user looks at the
// window anyway. What they said stays in the activity list.

import type { ActivityEntry } from '../../core/model/activity.ts'
import type { NoticeLevel } from '../../core/model/desktop-options.ts'
import type { DeskWords } from '../../words/desk-words.ts'
import { isWanted, noticeWords, type NoticeWords } from './words.ts'

/** Four hundred files that end one after the other are not four hundred notifications. */
export const gatherMs = 2_000

export interface NoticeParts {
  readonly onAdded: (listener: (entry: ActivityEntry) => void) => () => void
  readonly level: () => NoticeLevel
  /** The user sees the window. */
  readonly isWatched: () => boolean
  readonly words: () => DeskWords
  readonly show: (words: NoticeWords) => void
  readonly after: (delayMs: number, run: () => void) => () => void
}

/** Returns its disposer. */
export function createNotices({ onAdded, level, isWatched, words, show, after }: NoticeParts): () => void {
  let gathered: ActivityEntry[] = []
  let stopTimer: (() => void) | undefined
  const say = () => {
    stopTimer = undefined
    const entries = gathered
    gathered = []
    if (!isWatched()) show(noticeWords(entries, words()))
  }
  const stop = onAdded((entry) => {
    if (!isWanted(entry, level())) return
    gathered.push(entry)
    stopTimer ??= after(gatherMs, say)
  })
  return () => {
    stop()
    stopTimer?.()
  }
}
