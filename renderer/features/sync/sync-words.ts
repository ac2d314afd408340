// How a pair is doing, in the user's words, and how loudly. Pure.

import type { PairView } from '../../../contract/sync-views.ts'
import type { SyncQuestion } from '../../../core/model/sync.ts'
import type { Words } from '../../app/words/words.ts'
import { formatCountdown, formatDate } from '../../ui/format/time.ts'
import { isolateName } from '../../../words/visible-name.ts'

export type PairTone = 'calm' | 'busy' | 'done' | 'waiting' | 'trouble'

interface Facts {
  readonly nowMs: number
  readonly words: Words
}

export function toneOf({ state, problemsTotal }: PairView): PairTone {
  switch (state.kind) {
    case 'checking':
    case 'running':
      return 'busy'
    case 'in-step':
      return problemsTotal > 0 ? 'waiting' : 'done'
    case 'waiting':
      return 'waiting'
    case 'asking':
      return state.question === 'first-run' ? 'waiting' : 'trouble'
    case 'held':
      return 'trouble'
    case 'new':
    case 'paused':
      return 'calm'
  }
}

/** Somebody has to answer or to do something before it goes on. */
export function needsPerson({ state }: Pick<PairView, 'state'>): boolean {
  return state.kind === 'asking' || state.kind === 'held'
}

/** "In step since 14:02, 12,408 files". */
export function stateSentence(pair: PairView, { nowMs, words }: Facts): string {
  const { state, files, problemsTotal } = pair
  switch (state.kind) {
    case 'new':
      return words('sync.state.new')
    case 'checking':
      return state.entries === 0
        ? words('sync.state.checking')
        : words('sync.state.checkingMany', { count: state.entries })
    case 'running':
      return words('sync.state.running', { done: Math.min(state.done, state.total), total: state.total })
    case 'in-step':
      return problemsTotal > 0
        ? words('sync.state.inStepButProblems', { count: problemsTotal })
        : words('sync.state.inStep', { count: files, time: formatSince(state.sinceMs, { nowMs, words }) })
    case 'waiting': {
      const because = words(`failure.${state.failure.kind}.because`)
      const wait = state.retryAtMs - nowMs
      return wait > 0
        ? words('sync.state.waiting', { time: formatCountdown(wait, words), because })
        : words('sync.state.tryingNow', { because })
    }
    case 'asking':
      return words(state.question === 'first-run' ? 'sync.state.askingFirst' : 'sync.state.asking')
    case 'held':
      return words('sync.state.held')
    case 'paused':
      return files > 0 ? words('sync.state.pausedFiles', { count: files }) : words('sync.state.paused')
  }
}

/** The time alone while it is today. */
export function formatSince(atMs: number, { nowMs, words }: Facts): string {
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString()
  return isToday ? words.dates({ timeStyle: 'short' }).format(atMs) : formatDate(atMs, words)
}

/** What is asked, with what it is about. */
export function questionSentence(question: SyncQuestion, pair: PairView, words: Words): string {
  if (question !== 'mass-change') return words(`sync.question.${question}`)
  const { filesDeleted = 0, filesReplaced = 0, filesKnown = pair.files } = pair.plan?.totals ?? {}
  return words('sync.question.mass-change', { count: filesDeleted + filesReplaced, known: filesKnown })
}

/** All pairs in one line: what needs somebody first, then what is not as it should be, then how many are. */
export function summaryOf(pairs: readonly PairView[], words: Words): string {
  const asks = pairs.find(({ state }) => state.kind === 'asking')
  if (asks !== undefined) return words('sync.summary.asks', { name: isolateName(asks.label) })
  const held = pairs.find(({ state }) => state.kind === 'held')
  if (held !== undefined) return words('sync.summary.held', { name: isolateName(held.label) })
  const count = (kinds: readonly string[]) => pairs.filter(({ state }) => kinds.includes(state.kind)).length
  const parts = [
    ['inStep', count(['in-step'])],
    ['working', count(['checking', 'running'])],
    ['waiting', count(['waiting', 'new'])],
    ['paused', count(['paused'])],
  ] as const
  return parts
    .filter(([, number]) => number > 0)
    .map(([name, number]) => words(`sync.summary.${name}`, { count: number }))
    .join(' · ')
}
