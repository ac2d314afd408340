// Pairs, plans and what happened, as `reverie sync` prints them: for a person, and as JSON.

import type { PairView, PlanItemView } from '../../contract/sync-views.ts'
import type {
  PlanKind,
  PlanReason,
  SyncHold,
  SyncPlan,
  SyncQuestion,
  SyncState,
} from '../../core/model/sync.ts'
import { shortId } from '../queue/queue-rows.ts'
import { countOf, formatBytes, formatCount, formatSpan } from '../terminal/figures.ts'
import type { Output } from '../terminal/output.ts'
import { failureText } from '../words.ts'

const questions: Record<SyncQuestion, string> = {
  'first-run': 'This is its first run, or its record was lost.',
  'mass-change': 'Much would be deleted or replaced here.',
  'root-empty': 'The folder on the site is empty, and was not before.',
}

const holds: Record<SyncHold, string> = {
  'folder-missing':
    'The folder here, or the mark in it, is not there. Is its disk connected? “reverie sync reset” starts anew.',
  'other-folder':
    'Another folder is in its place: the mark in it is not this pair’s. “reverie sync reset” takes it.',
  'sign-in': 'Sign in again with “reverie login”.',
  'remote-missing': 'The folder on the site is not there, or may not be read any more.',
  disk: 'The disk does not take it.',
  other: 'It cannot go on by itself.',
}

export const reasonWords: Record<PlanReason, string> = {
  new: 'new on the site',
  changed: 'changed on the site',
  renamed: 'renamed on the site',
  moved: 'moved on the site',
  deleted: 'deleted on the site',
  'missing-here': 'was taken away here',
  'changed-here': 'was changed here; your file is kept beside',
  'in-the-way': 'something else has the name; it is kept beside',
  'same-length': 'a file of the same length is here; compared when it has come',
  'already-here': 'is here already',
  ignored: 'left out by an ignore line',
  'not-ticked': 'not among the chosen folders',
  'too-large': 'too large',
  'too-small': 'too small',
  'other-type': 'of another type',
  uploading: 'still being uploaded',
  shortcut: 'a shortcut into another folder',
  'reserved-name': 'has the name of a folder of Reverie’s own',
  'not-listed': 'could not be listed',
  'kept-by-copy': 'deleted on the site; a copy keeps it',
  'kept-changed-here': 'deleted on the site; kept, since it was changed here',
  'not-certain': 'its deletion is not certain yet; nothing is done',
}

const signs: Record<PlanKind, string> = {
  create: '+',
  update: '~',
  rename: '>',
  delete: '-',
  conflict: '!',
  adopt: '=',
  skip: '.',
}

export function questionText(question: SyncQuestion): string {
  return questions[question]
}

export function holdText(cause: string): string {
  return holds[cause as SyncHold]
}

export function itemLine({ kind, path, fromPath, reason, entry, sizeBytes }: PlanItemView): string {
  const slash = entry === 'folder' ? '/' : ''
  const name = fromPath === undefined ? `${path}${slash}` : `${fromPath}${slash} -> ${path}${slash}`
  const size = entry === 'file' && kind !== 'rename' ? `, ${formatBytes(sizeBytes)}` : ''
  return `${signs[kind]} ${name}  (${reasonWords[reason]}${size})`
}

const nouns: Record<PlanKind, string> = {
  create: 'to create',
  update: 'to replace',
  rename: 'to rename',
  delete: 'to delete',
  conflict: 'in conflict',
  adopt: 'here already',
  skip: 'left out',
}

export function planSummary({ totals, secondsEstimated }: SyncPlan): string {
  const parts = (Object.keys(nouns) as PlanKind[])
    .filter((kind) => totals.byKind[kind] > 0)
    .map((kind) => `${formatCount(totals.byKind[kind])} ${nouns[kind]}`)
  const isIdle = (Object.keys(nouns) as PlanKind[]).every(
    (kind) => kind === 'skip' || totals.byKind[kind] === 0,
  )
  if (isIdle) return `Nothing to do${parts.length === 0 ? '' : `; ${parts.join(', ')}`}.`
  const time = secondsEstimated === undefined ? '' : `, about ${formatSpan(secondsEstimated)}`
  const fetched =
    totals.filesFetched === 0
      ? ''
      : `; ${countOf(totals.filesFetched, 'file')} to fetch, ${formatBytes(totals.bytesFetched)}${time}`
  return `${parts.join(', ')}${fetched}.`
}

export function stateText(state: SyncState, { files }: Pick<PairView, 'files'>): string {
  switch (state.kind) {
    case 'new':
      return 'not run yet'
    case 'checking':
      return `looking, ${countOf(state.entries, 'entry').replace('entrys', 'entries')} so far`
    case 'asking':
      return `asks: ${questions[state.question]}`
    case 'running':
      return `working, ${formatCount(state.done)} of ${formatCount(state.total)}`
    case 'in-step':
      return `in step since ${timeOf(state.sinceMs)}, ${countOf(files, 'file')}`
    case 'waiting':
      return `waits until ${timeOf(state.retryAtMs)}: ${failureText(state.failure)}`
    case 'held':
      return `held: ${holds[state.cause]} ${failureText(state.failure)}`
    case 'paused':
      return 'paused'
  }
}

function timeOf(atMs: number): string {
  const at = new Date(atMs)
  const pad = (figure: number) => String(figure).padStart(2, '0')
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${pad(at.getHours())}:${pad(at.getMinutes())}`
}

export function pairLine(pair: PairView): string {
  const arrow = pair.mode === 'mirror' ? '=>' : '->'
  return `${shortId(pair.id)}  ${pair.label} ${arrow} ${pair.folder}  ${stateText(pair.state, pair)}`
}

export function pairEvent(pair: PairView) {
  const { id, accountId, uri, folder, mode, rules, state, files, bytes, problemsTotal, inStepSinceMs } = pair
  return {
    event: 'pair',
    ...{ id, account: accountId, uri, folder, mode, rules, paused: pair.paused },
    state: state.kind,
    ...('question' in state ? { question: state.question } : {}),
    ...('cause' in state ? { cause: state.cause } : {}),
    ...('failure' in state ? { kind: state.failure.kind, message: failureText(state.failure) } : {}),
    ...{ files, bytes, problems: problemsTotal },
    ...(inStepSinceMs === undefined ? {} : { inStepSince: new Date(inStepSinceMs).toISOString() }),
  }
}

export function printPair(output: Output, pair: PairView): void {
  output.result(pairLine(pair))
  for (const { path, failure } of pair.problems.slice(0, 10))
    output.result(`    ${path}: ${failureText(failure)}`)
  if (pair.problemsTotal > 10)
    output.result(`    … and ${formatCount(pair.problemsTotal - 10)} more problems.`)
  output.emit(pairEvent(pair))
}

export function planEvent(pairId: string, plan: SyncPlan) {
  const { totals, question, complete, missed, secondsEstimated } = plan
  return {
    event: 'plan',
    pair: pairId,
    totals,
    question: question ?? null,
    complete,
    missed: missed.map(({ path, failure }) => ({ path, kind: failure.kind })),
    ...(secondsEstimated === undefined ? {} : { secondsEstimated }),
  }
}
