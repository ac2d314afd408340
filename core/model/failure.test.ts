// The table of failures, as the runner and the user interface rely on it.

import { describe, expect, it } from 'vitest'
import { TransferError, createFailure, fail, failureKinds, remedyOf } from './failure.ts'
import type { Remedy } from './failure.ts'

describe('a failure', () => {
  it('has the remedy that design section 4 gives its kind', () => {
    const kindsWith = (remedy: Remedy) => failureKinds.filter((kind) => remedyOf[kind] === remedy)
    expect({
      retry: kindsWith('retry'),
      'renew-link': kindsWith('renew-link'),
      restart: kindsWith('restart'),
      hold: kindsWith('hold'),
      bug: kindsWith('bug'),
    }).toEqual({
      retry: [
        'network',
        'timeout',
        'stalled',
        'server-busy',
        'truncated',
        'disk-busy',
        'proxy-unusable',
        'answer-unfit',
      ],
      'renew-link': ['link-expired', 'link-rejected'],
      restart: ['changed-remotely', 'range-refused', 'checksum-mismatch'],
      hold: [
        'sign-in-required',
        'proxy-sign-in',
        'disk-full',
        'disk-gone',
        'offline',
        'scheduled-pause',
        'on-battery',
        'metered-network',
        'site-maintenance',
        'conflict-undecided',
      ],
      bug: ['bad-response', 'illegal-state'],
    })
  })

  it.each(failureKinds)('%s is plain data that survives a round through JSON', (kind) => {
    const failure = createFailure(kind, 'why', { code: 40016, correlationId: 'c-1', retryAtMs: 5 })
    expect(failure).toEqual({
      kind,
      remedy: remedyOf[kind],
      detail: 'why',
      code: 40016,
      correlationId: 'c-1',
      retryAtMs: 5,
    })
    expect(JSON.parse(JSON.stringify(failure))).toEqual(failure)
  })

  it('holds no field that was not given', () => {
    expect(Object.keys(createFailure('network'))).toEqual(['kind', 'remedy', 'detail'])
  })
})

describe('an error', () => {
  it('carries its failure, a readable message and its cause', () => {
    const cause = new Error('ECONNRESET')
    const error = fail('network', 'the line went dead', { status: 502, cause })
    expect(error).toBeInstanceOf(TransferError)
    expect({ name: error.name, message: error.message, cause: error.cause, failure: error.failure }).toEqual({
      name: 'TransferError',
      message: 'network: the line went dead',
      cause,
      failure: { kind: 'network', remedy: 'retry', detail: 'the line went dead', status: 502 },
    })
  })

  it('has just its kind for a message where there is no detail, and no cause where none was given', () => {
    const error = fail('quota')
    expect([error.message, 'cause' in error]).toEqual(['quota', false])
  })
})
