// The envelope of every answer between host and user interface. Failures cross as data: an Error would lose all but
// its message on the way.

import type { Failure } from '../core/model/failure.ts'

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }
