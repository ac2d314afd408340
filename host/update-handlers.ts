// Newer versions of the program, for the pages that may ask for them. The desktop program brings them; other hosts have
// none.

import type { UpdateCommands, UpdateQueries, UpdateState } from '../contract/update-treaty.ts'
import type { Handlers } from '../contract/treaty.ts'
import { fail } from '../core/model/failure.ts'

export interface Updates {
  state(): UpdateState
  check(): void
  download(): void
  cancel(): void
  install(): void
  onChanged(listener: (state: UpdateState) => void): () => void
}

export function createUpdateHandlers(
  updates: Updates,
): Pick<Handlers, keyof UpdateCommands | keyof UpdateQueries> {
  const done = (run: () => void) => () => {
    if (updates.state().kind === 'off') throw fail('invalid-request', 'this program does not update itself')
    run()
    return {}
  }
  return {
    'update.read': updates.state,
    'update.check': done(updates.check),
    'update.download': done(updates.download),
    'update.cancel': done(updates.cancel),
    'update.install': done(updates.install),
  }
}

/** Of a program that does not update itself. */
export function noUpdates(reason: Extract<UpdateState, { kind: 'off' }>['reason']): Updates {
  const nothing = () => undefined
  return {
    state: () => ({ kind: 'off', reason }),
    check: nothing,
    download: nothing,
    cancel: nothing,
    install: nothing,
    onChanged: () => nothing,
  }
}
