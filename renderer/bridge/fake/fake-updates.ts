// Newer versions, as the host in memory knows them: each step shows at once.

import type { UpdateCommands, UpdateQueries, UpdateState } from '../../../contract/update-treaty.ts'
import type { Handlers } from '../../../contract/treaty.ts'
import type { FakeBridge } from './fake-bridge.ts'

export interface FakeUpdates {
  update: UpdateState
}

export const someUpdates = (): FakeUpdates => ({ update: { kind: 'idle' } })

export const aRelease = {
  version: '0.2.0',
  notes: 'Pairs of folders are kept in step.',
  sizeBytes: 98_000_000,
}

export function updateHandlers(
  state: FakeUpdates,
  emit: FakeBridge['emit'],
): Pick<Handlers, keyof UpdateCommands | keyof UpdateQueries> {
  const become = (update: UpdateState) => () => {
    state.update = update
    emit('update.changed', update)
    return {}
  }
  return {
    'update.read': () => state.update,
    'update.check': become({ kind: 'available', release: aRelease }),
    'update.download': become({ kind: 'ready', release: aRelease }),
    'update.cancel': become({ kind: 'available', release: aRelease }),
    'update.install': become({ kind: 'installing', release: aRelease }),
  }
}
