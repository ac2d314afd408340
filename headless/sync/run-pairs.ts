// `reverie sync plan` and `reverie sync run`: a look at pairs, and a run of them, in the Reverie that runs the profile or
// in this process.

import type { PairView, SyncEndView } from '../../contract/sync-views.ts'
import { TransferError, type Failure } from '../../core/model/failure.ts'
import { planKinds } from '../../core/model/sync.ts'
import type { PlanKind, SyncState } from '../../core/model/sync.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-code.ts'
import { waitingSentence } from '../get/sentences.ts'
import { shortId } from '../queue/queue-rows.ts'
import { formatCount } from '../terminal/figures.ts'
import { Interrupted } from '../usage-error.ts'
import { failureText } from '../words.ts'
import { choosePairs, listPairs } from './choose-pairs.ts'
import { holdText, itemLine, planEvent, planSummary, questionText, stateText } from './pair-lines.ts'

export interface RunWish {
  readonly names: readonly string[]
  readonly what: 'plan' | 'run'
  /** Says yes to whatever the plan asks. */
  readonly yes: boolean
  /** Items of a plan that are listed of each kind. */
  readonly listed: number
}

export async function runPairs(cli: Cli, attachment: Attachment, wish: RunWish): Promise<ExitCode> {
  const pairs = (await choosePairs(attachment, wish.names)).filter(
    ({ paused }) => wish.names.length > 0 || !paused,
  )
  if (pairs.length === 0) cli.output.report('There are no pairs. “reverie sync add” makes one.')
  attachment.start()
  let worst: ExitCode = exitCodes.done
  for (const pair of pairs) {
    const stop = drawState(cli, attachment, pair.id)
    const end = await interrupted(cli, endOf(askFor(attachment, pair, wish))).finally(stop)
    const code =
      'failure' in end && end.kind === 'failed'
        ? tellFailure(cli, pair, end.failure)
        : await tellEnd(cli, attachment, { pair, end, wish })
    if (worst === exitCodes.done || worst === exitCodes.planAsks)
      worst = code === exitCodes.done ? worst : code
  }
  return worst
}

function askFor(
  attachment: Attachment,
  { id: pairId }: PairView,
  { what, yes }: RunWish,
): Promise<SyncEndView> {
  if (what === 'plan') return ask(attachment, 'sync.plan', { pairId })
  return yes ? ask(attachment, 'sync.force', { pairId }) : ask(attachment, 'sync.run', { pairId })
}

interface Failed {
  readonly kind: 'failed'
  readonly failure: Failure
}

/** One pair that cannot be looked at is no reason to leave the others alone. */
async function endOf(asked: Promise<SyncEndView>): Promise<SyncEndView | Failed> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof TransferError) return { kind: 'failed', failure: error.failure }
    throw error
  }
}

function tellFailure({ output }: Cli, pair: PairView, failure: Failure): ExitCode {
  const name = `${shortId(pair.id)}  ${pair.label}`
  const way =
    failure.kind === 'share-password'
      ? ' The password of the share is another one now: “reverie ls” with its link asks for it, and keeps it for the pair.'
      : ` ${failureText(failure)}`
  output.problem(`${name}: not looked at.${way}`)
  const message = failureText(failure)
  output.emit({ event: 'run', pair: pair.id, end: 'failed', kind: failure.kind, message })
  return exitCodeOf(failure.kind)
}

/** Ctrl-C ends the command; what runs here stops at a recorded point, what runs elsewhere goes on. */
export async function interrupted<T>(cli: Cli, work: Promise<T>): Promise<T> {
  let stop: () => void = () => undefined
  const interruption = new Promise<never>((_, reject) => {
    stop = cli.interruption.onInterrupt(() => reject(new Interrupted()))
  })
  work.catch(() => undefined)
  try {
    return await Promise.race([work, interruption])
  } finally {
    if (!cli.interruption.signal.aborted) stop()
  }
}

function drawState({ output }: Cli, attachment: Attachment, pairId: string): () => void {
  let over = false
  let toldMs = 0
  const show = async () => {
    const pair = (await listPairs(attachment)).find(({ id }) => id === pairId)
    if (pair === undefined || over) return
    if (output.drawing) output.draw([{ text: `${pair.label}: ${stateText(pair.state, pair)}` }])
    else if (pair.state.kind === 'waiting' && pair.state.retryAtMs !== toldMs) {
      toldMs = pair.state.retryAtMs
      tellWaiting(output, pair, pair.state)
    }
  }
  const stop = attachment.bridge.on('sync.changed', () => void show().catch(() => undefined))
  return () => {
    over = true
    stop()
    output.draw([])
  }
}

function tellWaiting(
  output: Cli['output'],
  { id, label }: PairView,
  { failure, retryAtMs }: SyncState & { kind: 'waiting' },
): void {
  output.report(`${label}: ${waitingSentence(failure, retryAtMs, Date.now())}`)
  const retryAt = new Date(retryAtMs).toISOString()
  output.emit({ event: 'waiting', pair: id, kind: failure.kind, message: failureText(failure), retryAt })
}

interface Ended {
  readonly pair: PairView
  readonly end: SyncEndView
  readonly wish: RunWish
}

async function tellEnd(cli: Cli, attachment: Attachment, { pair, end, wish }: Ended): Promise<ExitCode> {
  const { output } = cli
  const name = `${shortId(pair.id)}  ${pair.label}`
  if (end.kind === 'stopped') {
    output.problem(`${name}: stopped; the same command goes on.`)
    output.emit({ event: 'run', pair: pair.id, end: 'stopped' })
    return exitCodes.interrupted
  }
  if (end.kind === 'held') {
    output.problem(`${name}: ${holdText(end.cause)} ${failureText(end.failure)}`)
    output.emit({ event: 'run', pair: pair.id, end: 'held', cause: end.cause, kind: end.failure.kind })
    return exitCodeOf(end.failure.kind)
  }
  const isPlan = end.kind !== 'done'
  if (isPlan) await printItems(cli, attachment, { pair, listed: wish.listed })
  output.result(`${name}: ${isPlan ? planSummary(end.plan) : doneSummary(end)}`)
  for (const { path, failure } of end.plan.missed)
    output.problem(
      `${path === '' ? pair.label : path}: not listed, nothing is deleted in it. ${failureText(failure)}`,
    )
  output.emit({ ...planEvent(pair.id, end.plan), end: end.kind })
  if (end.kind === 'done') return tellProblems(cli, attachment, { pair, end })
  if (end.plan.question !== undefined) {
    const how = wish.what === 'plan' ? 'runs it' : 'agrees and runs it'
    output.report(
      `${questionText(end.plan.question)} Nothing was done. “reverie sync run --yes ${shortId(pair.id)}” ${how}.`,
    )
  }
  return end.kind === 'asks' ? exitCodes.planAsks : exitCodes.done
}

type Planned = SyncEndView & { kind: 'done' | 'asks' | 'planned' }

function isInStep({ problemsTotal, plan }: Planned): boolean {
  return problemsTotal === 0 && plan.missed.length === 0
}

function doneSummary(end: Planned): string {
  return isInStep(end) ? 'in step.' : 'not all of it could be done.'
}

async function tellProblems(
  { output }: Cli,
  attachment: Attachment,
  { pair, end }: { pair: PairView; end: Planned },
): Promise<ExitCode> {
  if (isInStep(end)) return exitCodes.done
  // These have been told in words of their own.
  const missed = new Set(end.plan.missed.map(({ path }) => path))
  const now = (await listPairs(attachment)).find(({ id }) => id === pair.id)
  for (const { path, failure } of now?.problems ?? []) {
    if (!missed.has(path)) output.problem(`${path === '' ? pair.label : path}: ${failureText(failure)}`)
    output.emit({ event: 'problem', pair: pair.id, path, kind: failure.kind, message: failureText(failure) })
  }
  return exitCodes.failed
}

async function printItems(
  { output }: Cli,
  attachment: Attachment,
  { pair, listed }: { pair: PairView; listed: number },
): Promise<void> {
  for (const kind of planKinds) {
    const total = await printKind(output, attachment, { pairId: pair.id, kind, listed })
    const rest = total - listed
    if (rest > 0 && !output.json)
      output.result(`  … and ${formatCount(rest)} more (--list ${total} shows all)`)
  }
}

async function printKind(
  output: Cli['output'],
  attachment: Attachment,
  { pairId, kind, listed }: { pairId: string; kind: PlanKind; listed: number },
): Promise<number> {
  for (let offset = 0; ;) {
    // A script gets all of it.
    const limit = output.json ? 500 : Math.min(500, listed - offset)
    const { total, items } = await ask(attachment, 'sync.items', {
      ...{ pairId, kinds: [kind], offset, limit: Math.max(1, limit) },
    })
    if (limit <= 0) return total
    for (const item of items) {
      output.result(itemLine(item))
      output.emit({ event: 'item', pair: pairId, ...item })
    }
    offset += items.length
    if (items.length === 0 || offset >= total) return total
  }
}
