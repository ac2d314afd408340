// A host in memory: answers every request of the treaty from plain values and keeps a list of what was asked. For tests
// and for the development page; what it does not know it refuses, as a host would.

import {
  createFailure,
  TransferError,
  type FailureKind,
  type FailureFacts,
} from '../../../core/model/failure.ts'
import type { Bridge, EventName, Events, Handlers, Input, RequestName } from '../../../contract/treaty.ts'
import type { HostView, QueueOrder, QueueRow, QueueSummary, QueueView } from '../../../contract/views.ts'
import type { AccountView } from '../../../core/model/account.ts'
import type { AccountDetails } from '../../../core/model/account-details.ts'
import type { Settings } from '../../../core/model/settings.ts'
import { aDrive, driveHandlers, type FakeDrive } from './fake-browser.ts'
import { accountHandlers } from './fake-accounts.ts'
import { aDesktop, desktopHandlers, type FakeDesktop } from './fake-desktop.ts'
import { namedQueueHandlers, someQueues, type FakeQueues } from './fake-queue.ts'
import { someUpdates, updateHandlers, type FakeUpdates } from './fake-updates.ts'
import { noSync, syncHandlers, type FakeSync } from './fake-sync.ts'
import { aHost, aSummary, someSettings } from './fixtures.ts'

export interface FakeState extends FakeDrive, FakeDesktop, FakeQueues, FakeSync, FakeUpdates {
  host: HostView
  accounts: AccountView[]
  /** By account id, or by the address of a site. */
  accountDetails: Record<string, AccountDetails>
  settings: Settings
  summary: QueueSummary
}

export interface FakeCall {
  readonly name: RequestName
  readonly input: unknown
}

export interface FakeBridge {
  readonly bridge: Bridge
  readonly state: FakeState
  readonly calls: readonly FakeCall[]
  callsOf<N extends RequestName>(name: N): readonly Input<N>[]
  /** From now on this request is answered so. */
  answer<N extends RequestName>(name: N, handler: Handlers[N]): void
  /** From now on this request fails so. */
  refuse(name: RequestName, kind: FailureKind, facts?: FailureFacts): void
  emit<E extends EventName>(name: E, payload: Events[E]): void
}

/** Handlers throw what the host would answer as a failure. */
export function createFakeBridge(parts: Partial<FakeState> = {}): FakeBridge {
  const state: FakeState = {
    host: aHost(),
    accounts: [],
    accountDetails: {},
    settings: someSettings(),
    ...aDrive(),
    ...aDesktop(),
    ...noSync(),
    ...someUpdates(),
    queues: someQueues(),
    revision: 1,
    rows: [],
    files: {},
    summary: aSummary(),
    ...parts,
  }
  const calls: FakeCall[] = []
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  const emit: FakeBridge['emit'] = (name, payload) => {
    for (const listener of listeners.get(name) ?? []) listener(structuredClone(payload) as never)
  }
  const handlers: Handlers = {
    ...readHandlers(state),
    ...changeHandlers(state, emit),
    ...accountHandlers(state, emit),
    ...driveHandlers(state, emit),
    ...desktopHandlers(state, emit),
    ...syncHandlers(state, () => emit('sync.changed', {})),
    ...updateHandlers(state, emit),
    ...namedQueueHandlers(state, () => emit('queue.changed', { revision: ++state.revision })),
  }
  const bridge: Bridge = {
    async invoke(name, input) {
      calls.push({ name, input })
      try {
        // What crosses must be plain: a copy is what really arrives.
        const value = await handlers[name](structuredClone(input))
        return structuredClone({ ok: true, value }) as never
      } catch (error) {
        if (!(error instanceof TransferError)) throw error
        return { ok: false, failure: error.failure }
      }
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener)
      return () => set.delete(listener)
    },
  }
  return {
    bridge,
    state,
    calls,
    callsOf: <N extends RequestName>(name: N) =>
      calls.filter((call) => call.name === name).map((call) => call.input as Input<N>),
    answer(name, handler) {
      handlers[name] = handler
    },
    refuse(name, kind, facts = {}) {
      const handler = () => {
        throw new TransferError(createFailure(kind, 'made by the fake', facts))
      }
      Object.assign(handlers, { [name]: handler })
    },
    emit,
  }
}

type Reads = 'host.describe' | 'queue.window' | 'queue.summary' | 'settings.read'

function readHandlers(state: FakeState): Pick<Handlers, Reads> {
  return {
    'host.describe': () => state.host,
    'queue.window': ({ view, batchId, order, offset, limit }) => {
      const all = batchId === undefined ? inOrder(state.rows, order) : (state.files[batchId] ?? [])
      const fitting = all.filter((row) => isIn(view, row))
      const rows = fitting.slice(offset, offset + limit)
      return { revision: state.revision, total: fitting.length, rows }
    },
    'queue.summary': () => ({ ...state.summary, revision: state.revision }),
    'settings.read': () => state.settings,
  }
}

function inOrder(rows: readonly QueueRow[], order: QueueOrder = 'line'): readonly QueueRow[] {
  if (order === 'line') return rows
  const sign = order === 'newest' ? -1 : 1
  return [...rows].sort((a, b) => sign * (a.addedAtMs - b.addedAtMs))
}

function isIn(view: QueueView, { state }: QueueRow): boolean {
  const ended = state === 'completed' || state === 'failed' || state === 'canceled'
  const runs = ['walking', 'running', 'resolving', 'downloading', 'finishing'].includes(state)
  if (view === 'running') return runs
  if (view === 'waiting') return !ended && !runs
  return view === 'all' || (view === 'unfinished' ? !ended : state === view)
}

type AccountNames = keyof ReturnType<typeof accountHandlers>
type DriveNames =
  | keyof ReturnType<typeof driveHandlers>
  | keyof ReturnType<typeof desktopHandlers>
  | keyof ReturnType<typeof namedQueueHandlers>
  | keyof ReturnType<typeof syncHandlers>
  | keyof ReturnType<typeof updateHandlers>

function changeHandlers(
  state: FakeState,
  emit: FakeBridge['emit'],
): Omit<Handlers, Reads | DriveNames | AccountNames> {
  const nothing = () => ({})
  const saveSettings = (patch: Partial<Settings>) => {
    state.settings = { ...state.settings, ...patch }
    emit('settings.changed', state.settings)
    return state.settings
  }
  return {
    'share.open': () => ({ step: 'opened', accountId: 'home:guest', uri: shareUri, name: 'Lisbon' }),
    'queue.add': () => ({ batchId: 'batch', resumed: false }),
    'queue.pause': nothing,
    'queue.resume': nothing,
    'queue.cancel': nothing,
    'queue.retry': nothing,
    'queue.remove': nothing,
    'queue.pauseAll': nothing,
    'queue.resumeAll': nothing,
    'queue.cancelAll': nothing,
    'queue.retryAll': nothing,
    'queue.clearEnded': nothing,
    'queue.decide': nothing,
    'host.quitWhenDone': ({ on }) => {
      state.host = { ...state.host, quitWhenDone: on }
      emit('host.changed', state.host)
      return state.host
    },
    'settings.save': (patch) =>
      saveSettings(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))),
    'settings.useFolder': () => saveSettings({ downloadFolder: '/home/ada/Pictures' }),
    'folder.pick': ({ wish }) => ({
      picked: {
        token: 'folder',
        path: wish === undefined ? '/home/ada/Pictures' : `/home/ada/Downloads/${wish}`,
      },
    }),
    'address.take': () => ({ addresses: [] }),
    'file.open': nothing,
    'file.reveal': nothing,
  }
}

export const shareUri = 'cloudreve://abc@share/'
