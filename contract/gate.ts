// The one way from a raw request to a handler, for every transport: known name, parsed input, wrapped outcome.
// Who may speak at all is decided by the transport before it calls here.

import { createFailure, TransferError } from '../core/model/failure.ts'
import type { Outcome } from './result.ts'
import { requestParsers } from './requests.ts'
import type { Handlers, RequestName } from './treaty.ts'

export type Gate = (name: unknown, input: unknown) => Promise<Outcome<unknown>>

/** `report` receives what was refused or broke, without the request's content. */
export function createGate(handlers: Handlers, report: (message: string, error?: unknown) => void): Gate {
  return async (name, input) => {
    if (typeof name !== 'string' || !Object.hasOwn(requestParsers, name)) {
      report('refused a request with an unknown name')
      return { ok: false, failure: createFailure('invalid-request', 'unknown request') }
    }
    return answer(handlers, name as RequestName, { input, report })
  }
}

async function answer<N extends RequestName>(
  handlers: Handlers,
  name: N,
  call: { input: unknown; report: (message: string, error?: unknown) => void },
): Promise<Outcome<unknown>> {
  const parsed = requestParsers[name].safeParse(call.input)
  if (!parsed.success) {
    call.report(`refused ${name}: its content does not fit`)
    const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
    return { ok: false, failure: createFailure('invalid-request', `${name}: ${where}`) }
  }
  try {
    return { ok: true, value: await handlers[name](parsed.data) }
  } catch (error) {
    if (error instanceof TransferError) return { ok: false, failure: error.failure }
    call.report(`${name} broke`, error)
    return { ok: false, failure: createFailure('illegal-state', name) }
  }
}
