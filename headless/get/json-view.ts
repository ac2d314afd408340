// `get --json`: one object per line with the fields that docs/CLI.md promises. Signed links and passwords never appear.

import { formatCloudUri } from '../../core/model/cloud-uri.ts'
import type { Failure } from '../../core/model/failure.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import type { Output } from '../terminal/output.ts'
import { failureText } from '../words.ts'
import { leftOutOf } from './left-out.ts'
import { transferName, type GetView } from './view.ts'

export function createJsonView({ emit }: Pick<Output, 'emit'>): GetView {
  return {
    attached: (host) => emit({ event: 'attached', host }),
    added: ({ batchId, accountId, name, target, resumed }) =>
      emit({ event: 'added', batch: batchId, account: accountId, name, target, resumed }),
    progress: ({ running, ...totals }) => {
      const files = running.map(
        ({ id, name, state, bytesDone, bytesTotal, bytesPerSecond, secondsLeft }) => ({
          id,
          name,
          state,
          bytesDone,
          bytesTotal,
          bytesPerSecond: Math.round(bytesPerSecond),
          ...(secondsLeft === undefined ? {} : { secondsLeft: Math.round(secondsLeft) }),
        }),
      )
      emit({
        event: 'progress',
        ...totals,
        bytesPerSecond: Math.round(totals.bytesPerSecond),
        running: files,
      })
    },
    note: ({ id, name }, failure) => emit({ event: 'note', id, name, ...reason(failure) }),
    completed: (transfer, path) =>
      emit({ event: 'completed', ...file(transfer), path, ...leftOutOf(transfer) }),
    skipped: (transfer, path) => emit({ event: 'skipped', ...file(transfer), path }),
    failed: ({ id, name, uri, failure }) => emit({ event: 'failed', id, name, uri, ...reason(failure) }),
    waiting: ({ id, name }, failure, retryAtMs) =>
      emit({ event: 'waiting', id, name, ...reason(failure), retryAt: new Date(retryAtMs).toISOString() }),
    held: ({ id, name }, failure) => emit({ event: 'held', id, name, ...reason(failure) }),
    resting: ({ id, name }, rest) =>
      emit({
        ...{ event: 'resting', id, name, reason: rest.kind },
        ...(rest.kind === 'later' ? { start: new Date(rest.startAtMs).toISOString() } : {}),
      }),
    summary: ({ failed, end, seconds, ...figures }) =>
      emit({
        event: 'summary',
        end: end.kind,
        ...('failure' in end && end.failure !== undefined ? reason(end.failure) : {}),
        failed: failed.length,
        seconds: Math.round(seconds * 10) / 10,
        ...figures,
      }),
    suspend: () => undefined,
    resume: () => undefined,
  }
}

function file(transfer: Transfer) {
  return {
    id: transfer.id,
    name: transferName(transfer),
    uri: formatCloudUri(transfer.source.uri),
    size: transfer.source.sizeBytes,
  }
}

function reason(failure: Failure) {
  const { kind, code, status, correlationId } = failure
  return {
    kind,
    message: failureText(failure),
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(correlationId === undefined ? {} : { correlationId }),
  }
}
