// The transfers as they are shown: the summary, the window of the list that is looked at, the files of the one batch
// that is open, and live figures at most four times a second. Knows nothing of how rows look.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Outcome } from '../../../contract/result.ts'
import type { Bridge } from '../../../contract/treaty.ts'
import type {
  ProgressView,
  QueueOrder,
  QueueRow,
  QueueSummary,
  QueueView,
  QueueWindow,
} from '../../../contract/views.ts'
import type { ConflictPolicy } from '../../../core/model/conflict.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { TransferProgress } from '../../../core/model/progress.ts'
import type { TransferAction } from '../../../core/model/transfer.ts'
import { createAtMost } from '../../app/at-most.ts'
import type { PageClock } from '../../app/clock.ts'
import type { Connection } from '../../bridge/connection.ts'
import type { KeyStorage } from '../browser/view-memory.ts'
import { invokeAction } from './row-action.ts'
import { createColumns, type Columns } from './page/columns.ts'
import { noChoice, type Choice } from './page/choice.ts'
import { emptyBook, recordProgress, settleBook, type ProgressBook } from './progress-book.ts'
import { createSpeedHistory, type SpeedHistory } from './speed-history.ts'
import { createWindowFeed, noRows, type LoadedRows } from './window-feed.ts'

export interface QueueState {
  readonly summary: QueueSummary | undefined
  readonly bytesPerSecond: number
  readonly book: ProgressBook
  readonly view: QueueView
  readonly order: QueueOrder
  readonly narrowed: Narrowing
  readonly top: LoadedRows
  readonly openBatchId: string | undefined
  /** Where the open batch is among the top rows; kept while it is out of the loaded window. */
  readonly openIndex: number
  readonly inside: LoadedRows
}

/** What the list is narrowed to besides its view; on the page of all transfers. */
export interface Narrowing {
  readonly accountId: string | undefined
  readonly queueId: string | undefined
  /** Not empty: single files that are called so, in place of downloads. */
  readonly text: string
  /** Single files of this time alone. */
  readonly period: Period | undefined
}

/** The last so many days. */
export const periodDays = { day: 1, week: 7, month: 30 } as const
export type Period = keyof typeof periodDays
const dayMs = 86_400_000

export const notNarrowed: Narrowing = {
  accountId: undefined,
  queueId: undefined,
  text: '',
  period: undefined,
}

/** Whether the list is of single files that were found, in place of downloads. */
export const isSearching = ({ text, period }: Narrowing): boolean => text !== '' || period !== undefined

type ForAll = 'queue.pauseAll' | 'queue.resumeAll' | 'queue.retryAll' | 'queue.clearEnded' | 'queue.cancelAll'

export interface QueueFeature {
  readonly store: StoreApi<QueueState>
  readonly speeds: SpeedHistory
  /** What is chosen on the page of all transfers. */
  readonly choice: StoreApi<Choice>
  readonly columns: Columns
  start(): () => void
  /** Whether the list is on the screen: a closed drawer asks for no rows. */
  look(listening: boolean): void
  setView(view: QueueView): void
  setOrder(order: QueueOrder): void
  narrow(patch: Partial<Narrowing>): void
  /** Rows of a list by where they are, loaded or not; undefined where the host did not answer. */
  rowsAt(list: 'top' | 'inside', first: number, last: number): Promise<readonly QueueRow[] | undefined>
  toggleBatch(batchId: string): void
  show(list: 'top' | 'inside', first: number, last: number): void
  act(action: TransferAction, row: QueueRow): Promise<void>
  forAll(name: ForAll): Promise<void>
  decide(transferId: string, conflict: ConflictPolicy, forBatch: boolean): Promise<void>
}

export interface QueueParts {
  readonly connection: Connection
  readonly clock: PageClock
  /** A command that the host refused. */
  complain(failure: Failure): void
  /** Of the page, for its columns; undefined: they last as long as the page. */
  readonly storage?: KeyStorage | undefined
}

const quarterSecondMs = 250
/** Three answers are drawn for each: at most 30 times a second, however many changes the host tells of. */
const readEveryMs = 100
const summaryAgeMs = 2_000
/** As many as the treaty hands out in one window. */
const mostAtOnce = 500

export function createQueueFeature({ connection, clock, complain, storage }: QueueParts): QueueFeature {
  const { bridge } = connection
  const store = createStore<QueueState>(() => ({
    summary: undefined,
    bytesPerSecond: 0,
    book: emptyBook,
    view: 'all',
    order: 'line',
    narrowed: notNarrowed,
    top: noRows,
    openBatchId: undefined,
    openIndex: -1,
    inside: noRows,
  }))
  let looking = false
  const speeds = createSpeedHistory(clock)
  const choice = createStore<Choice>(() => noChoice)
  const read = {
    top: (offset: number, limit: number) =>
      readTop(bridge, store.getState(), { offset, limit, nowMs: clock.now() }),
    inside: (offset: number, limit: number) => {
      const { view, openBatchId } = store.getState()
      return bridge.invoke('queue.window', { view, batchId: openBatchId, offset, limit })
    },
  }
  const top = createWindowFeed({
    read: read.top,
    publish: (rows) =>
      store.setState(({ book, openBatchId, openIndex }) => ({
        top: rows,
        book: settleBook(book),
        openIndex: indexOfBatch(rows, openBatchId) ?? openIndex,
      })),
  })
  const inside = createWindowFeed({
    read: read.inside,
    publish: (rows) => store.setState({ inside: rows }),
  })
  const openBatch = (openBatchId: string | undefined) => {
    const openIndex = indexOfBatch(store.getState().top, openBatchId) ?? -1
    store.setState({ openBatchId, openIndex, inside: noRows })
    if (openBatchId !== undefined) inside.reset()
  }
  const summary = createSummaryFeed(connection, clock, store)
  const tell = async (answer: Promise<Outcome<unknown>>) => {
    const outcome = await answer
    if (!outcome.ok) complain(outcome.failure)
  }
  const refreshRows = () => {
    if (!looking) return
    top.refresh()
    if (store.getState().openBatchId !== undefined) inside.refresh()
  }

  let newest = 0
  const changes = createAtMost(clock, readEveryMs, () => {
    if (newest > (store.getState().summary?.revision ?? -1)) void summary.refresh()
    refreshRows()
  })

  const ask = (question: Pick<QueueState, 'view'> | Pick<QueueState, 'narrowed'>) => {
    store.setState(question)
    choice.setState(noChoice, true)
    openBatch(undefined)
    top.reset()
  }

  return {
    store,
    speeds,
    choice,
    columns: createColumns(storage),
    start() {
      const stops = [
        bridge.on('queue.changed', ({ revision }) => {
          newest = revision
          changes.ask()
        }),
        followProgress(connection, clock, (view) => {
          store.setState(({ book }) => ({
            book: recordProgress(book, view.items, clock.now()),
            bytesPerSecond: view.bytesPerSecond,
          }))
          speeds.record(view.bytesPerSecond)
          summary.refreshWhenOld()
        }),
        connection.onReopened(() => {
          summary.reset()
          speeds.clear()
          if (looking) top.reset()
          openBatch(undefined)
        }),
      ]
      void summary.refresh()
      return () => {
        for (const stop of stops) stop()
        changes.dispose()
        top.dispose()
        inside.dispose()
      }
    },
    look(listening) {
      if (listening === looking) return
      looking = listening
      refreshRows()
    },
    setView(view) {
      if (view !== store.getState().view) ask({ view })
    },
    setOrder(order) {
      if (order === store.getState().order) return
      store.setState({ order })
      choice.setState(noChoice, true)
      openBatch(undefined)
      top.reorder()
    },
    narrow(patch) {
      const { narrowed } = store.getState()
      const wished = { ...narrowed, ...patch }
      if (JSON.stringify(wished) !== JSON.stringify(narrowed)) ask({ narrowed: wished })
    },
    async rowsAt(list, first, last) {
      const rows: QueueRow[] = []
      while (rows.length <= last - first) {
        const offset = first + rows.length
        const outcome = await read[list](offset, Math.min(mostAtOnce, last + 1 - offset))
        if (!outcome.ok) {
          complain(outcome.failure)
          return undefined
        }
        if (outcome.value.rows.length === 0) break
        rows.push(...outcome.value.rows)
      }
      return rows
    },
    toggleBatch: (batchId) => openBatch(store.getState().openBatchId === batchId ? undefined : batchId),
    show: (list, first, last) => (list === 'top' ? top : inside).show(first, last),
    act: (action, row) => tell(invokeAction(bridge, action, row)),
    forAll: (name) => tell(bridge.invoke(name, {})),
    decide: (transferId, conflict, forBatch) =>
      tell(bridge.invoke('queue.decide', { transferId, conflict, forBatch })),
  }
}

function readTop(
  bridge: Bridge,
  { view, order, narrowed }: QueueState,
  { nowMs, ...page }: { offset: number; limit: number; nowMs: number },
): Promise<Outcome<QueueWindow>> {
  const { text, period, accountId, queueId } = narrowed
  const wish = { view, accountId, queueId, ...page }
  if (!isSearching(narrowed))
    return bridge.invoke('queue.window', order === 'line' ? wish : { ...wish, order })
  const since = period === undefined ? {} : { fromMs: Math.max(0, nowMs - periodDays[period] * dayMs) }
  return bridge.invoke('queue.search', { ...wish, text, ...since })
}

function indexOfBatch(rows: LoadedRows, batchId: string | undefined): number | undefined {
  const index = rows.rows.findIndex(({ id }) => id === batchId)
  return index === -1 ? undefined : rows.offset + index
}

/** Snapshots of the whole queue's figures: one question at a time, older revisions dropped. */
function createSummaryFeed(connection: Connection, clock: PageClock, store: StoreApi<QueueState>) {
  let generation = 0
  let busy = false
  let again = false
  let askedAtMs = 0
  const refresh = async (): Promise<void> => {
    if (busy) {
      again = true
      return
    }
    busy = true
    again = false
    askedAtMs = clock.now()
    const asked = generation
    const outcome = await connection.bridge.invoke('queue.summary', {})
    if (asked !== generation) return
    busy = false
    const shown = store.getState().summary?.revision ?? -1
    if (outcome.ok && outcome.value.revision >= shown) {
      const { bytesPerSecond } = outcome.value
      store.setState({ summary: outcome.value, bytesPerSecond })
    }
    if (again) await refresh()
  }
  return {
    refresh,
    refreshWhenOld() {
      if (clock.now() - askedAtMs >= summaryAgeMs) void refresh()
    },
    reset() {
      generation += 1
      busy = false
      store.setState({ summary: undefined, book: emptyBook, bytesPerSecond: 0 })
      void refresh()
    },
  }
}

/** Gathers progress events so that at most four a second are drawn; the last one is never lost. */
function followProgress(
  connection: Connection,
  clock: PageClock,
  draw: (view: ProgressView) => void,
): () => void {
  let bytesPerSecond = 0
  const gathered = new Map<string, TransferProgress>()
  const figures = createAtMost(clock, quarterSecondMs, () => {
    draw({ items: [...gathered.values()], bytesPerSecond })
    gathered.clear()
  })
  const stop = connection.bridge.on('queue.progress', (view) => {
    for (const item of view.items) gathered.set(item.id, item)
    bytesPerSecond = view.bytesPerSecond
    figures.ask()
  })
  return () => {
    stop()
    figures.dispose()
  }
}
