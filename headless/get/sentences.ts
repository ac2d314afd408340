// Sentences that the plain and the drawn view of a `get` share.

import type { Failure } from '../../core/model/failure.ts'
import type { HostFace } from '../../host/local-handshake.ts'
import { assertNever } from '../../core/model/assert-never.ts'
import { countOf, formatBytes, formatCount, formatSpan } from '../terminal/figures.ts'
import type { Output } from '../terminal/output.ts'
import { failureReason, failureText } from '../words.ts'
import { formatMoment } from '../terminal/moment.ts'
import type { AddedBatch, GetEnd, GetSummary, Rest } from './view.ts'

/** More failures than this are counted, not listed; `reverie queue --view failed` has them all. */
const listedFailures = 20

export function addedSentence({ name, target, resumed }: AddedBatch): string {
  return resumed ? `Going on with ${name} in ${target}` : `Downloading ${name} to ${target}`
}

const hosts: Record<HostFace, string> = {
  desktop: 'the app',
  serve: '“reverie serve”',
  get: 'another “reverie get”',
  queue: 'another “reverie queue”',
}

export function attachedSentence(host: HostFace): string {
  return `Joined the queue of ${hosts[host]}, which runs on this profile`
}

/** `waiting 4 s, then trying again (the connection broke)` */
export function waitingSentence(failure: Failure, retryAtMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((retryAtMs - nowMs) / 1000))
  return `waiting ${formatSpan(seconds)}, then trying again (${failureReason(failure.kind)})`
}

export function restSentence(rest: Rest): string {
  return rest.kind === 'later'
    ? `starts ${formatMoment(rest.startAtMs)}`
    : 'waiting, its queue is paused (“reverie queue resume --queue <name>” lets it go on)'
}

export function noteSentence(failure: Failure): string {
  const act = failure.remedy === 'renew-link' ? 'renewing the link' : 'starting again from the beginning'
  return `${act} (${failureReason(failure.kind)})`
}

/** The figures go to stdout, what failed and why it stopped to stderr. */
export function printSummary(output: Output, summary: GetSummary): void {
  const { completed, skipped, failed, unfinished, bytes, seconds, end } = summary
  const parts = [
    `${countOf(completed, 'file')}, ${formatBytes(bytes)} in ${formatSpan(seconds)}`,
    ...(skipped === 0 ? [] : [`${formatCount(skipped)} skipped`]),
    ...(unfinished === 0 ? [] : [`${formatCount(unfinished)} not finished`]),
    ...(failed.length === 0 ? [] : [`${formatCount(failed.length)} failed`]),
  ]
  output.report(`${parts.join(', ')}${failed.length === 0 ? '.' : ':'}`)
  for (const { name, failure } of failed.slice(0, listedFailures))
    output.problem(`${name}: ${failureText(failure)}`)
  if (failed.length > listedFailures)
    output.problem(
      `… and ${formatCount(failed.length - listedFailures)} more; “reverie queue --view failed” lists them.`,
    )
  const reason = endSentence(end, unfinished)
  if (reason !== undefined) output.problem(reason)
}

/** It runs its whole queue until somebody ends it. */
export function isLasting(host: HostFace): boolean {
  return host === 'desktop' || host === 'serve'
}

function endSentence(end: GetEnd, unfinished: number): string | undefined {
  switch (end.kind) {
    case 'ended':
      return unfinished === 0
        ? undefined
        : `${countOf(unfinished, 'file')} paused or canceled. “reverie queue” shows them.`
    case 'interrupted':
      return 'Stopped. What has arrived is kept; the same command goes on where it stopped.'
    case 'detached':
      return isLasting(end.host)
        ? `No longer watching. The download goes on in ${hosts[end.host]}; “reverie queue” shows it, “reverie queue cancel” ends it.`
        : `No longer watching. The download goes on while ${hosts[end.host]} runs; the same command goes on where it stops.`
    case 'gave-up': {
      const cause = end.failure === undefined ? '' : ` (${failureReason(end.failure.kind)})`
      return `Nothing has arrived for too long${cause}. What is here is kept; the same command goes on where it stopped.`
    }
    case 'blocked':
      return failureText(end.failure)
    default:
      return assertNever(end)
  }
}
