// The one way from a raw request to a handler, for every transport: known name, parsed input, wrapped outcome.
// Who may speak at all is decided by the transport before it calls here.

import type { z } from 'zod'
import { createFailure, TransferError } from '../core/model/failure.ts'
import type { Outcome } from './result.ts'
import { requestParsers } from './requests.ts'
import type { Calls, Handlers, Requests } from './treaty.ts'

export type Gate = (name: unknown, input: unknown) => Promise<Outcome<unknown>>
/** Receives what was refused or broke, without the request's content. */
export type GateReport = (message: string, error?: unknown) => void
export type ParsersFor<R extends Calls<R>> = { readonly [N in keyof R]: z.ZodType<R[N]['input']> }
export type HandlersFor<R extends Calls<R>> = {
  readonly [N in keyof R]: (input: R[N]['input']) => Promise<R[N]['output']> | R[N]['output']
}

/** The gate of a page: the names of the treaty and no others. */
export function createGate(handlers: Handlers, report: GateReport): Gate {
  return createGateFor<Requests>(requestParsers, handlers, report)
}

export function createGateFor<R extends Calls<R>>(
  parsers: ParsersFor<R>,
  handlers: HandlersFor<R>,
  report: GateReport,
): Gate {
  const answer = async <N extends keyof R & string>(name: N, input: unknown): Promise<Outcome<unknown>> => {
    const parsed = parsers[name].safeParse(input)
    if (!parsed.success) {
      report(`refused ${name}: its content does not fit`)
      const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
      return { ok: false, failure: createFailure('invalid-request', `${name}: ${where}`) }
    }
    try {
      return { ok: true, value: await handlers[name](parsed.data) }
    } catch (error) {
      if (error instanceof TransferError) return { ok: false, failure: error.failure }
      report(`${name} broke`, error)
      return { ok: false, failure: createFailure('illegal-state', name) }
    }
  }
  return async (name, input) => {
    if (typeof name === 'string' && Object.hasOwn(parsers, name))
      return answer(name as keyof R & string, input)
    report('refused a request with an unknown name')
    return { ok: false, failure: createFailure('invalid-request', 'unknown request') }
  }
}
