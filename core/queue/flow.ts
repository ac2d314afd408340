// What comes from outside and concerns many transfers at once: the hour of the week, the network that goes and comes, a
// volume that fills up, the machine that wakes up. Running transfers are stopped at what they have; nothing here counts as a failed try.

import { createFailure } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import type { SpaceClaim } from '../transfer/space.ts'
import type { Holds } from './holds.ts'
import type { QueueParts } from './queue-parts.ts'
import { createRestWatch } from './rest-watch.ts'
import type { Runner } from './runner.ts'
import { createScheduleWatch } from './schedule-watch.ts'
import type { ScheduleNow } from './schedule-watch.ts'
import { watchSleep } from './sleep-watch.ts'
import type { Apply } from './states.ts'

export interface Flow {
  start(): void
  settingsChanged(): void
  networkLost(): void
  networkReturned(): void
  /** By a hint of the system; the flow notices by itself too. */
  machineWoke(): void
  dispose(): void
}

export interface FlowParts extends QueueParts {
  readonly runner: Runner
  readonly holds: Holds
  readonly apply: Apply
  readonly pump: () => void
}

/** A connection that outlived the sleep shows it within this span; the others are dropped. */
const silenceMs = 2_000
const queueCause = { scope: 'queue' } as const

export function createFlow(parts: FlowParts): Flow {
  const { ports, store, publisher, sampler, limits, runner, holds, apply } = parts
  const { clock, network } = ports
  let stopSleepWatch = () => {}
  let stopSilence = () => {}

  /** What is being finished is left to end: it takes a moment and needs no network. */
  const fetching = () =>
    runner
      .runningIds()
      .filter((id) => ['resolving', 'downloading'].includes(store.transfers.read(id)?.state.kind ?? ''))

  const holdQueue = (failure: Failure) => {
    holds.add(queueCause, failure)
    for (const id of fetching()) {
      if (apply(id, { type: 'hold', failure, cause: queueCause }) !== undefined) runner.stop(id)
    }
    publisher.touch()
  }
  const onSchedule = ({ action, untilMs }: ScheduleNow) => {
    const settings = parts.settings()
    const limit = action?.kind === 'limit' ? { speedLimit: action.bytesPerSecond } : {}
    limits.settingsChanged({ ...settings, ...limit })
    if (action?.kind !== 'pause') return holds.releaseQueue('scheduled-pause')
    holdQueue(createFailure('scheduled-pause', '', untilMs === undefined ? {} : { retryAtMs: untilMs }))
  }
  const schedule = createScheduleWatch(clock, () => parts.settings().schedule, onSchedule)

  const rest = createRestWatch({
    power: ports.power,
    settings: parts.settings,
    hold: (reason) => holdQueue(createFailure(reason)),
    release: holds.releaseQueue,
  })

  const goOn = () => {
    parts.dropIdle()
    holds.releaseAll()
    runner.forgiveAll()
    for (const { id } of store.transfers.inStates(['waiting'])) apply(id, { type: 'requeue' })
    parts.pump()
  }
  const wake = () => {
    schedule.look()
    const before = new Map(fetching().map((id) => [id, sampler.bytesOf(id)]))
    stopSilence()
    stopSilence = clock.after(silenceMs, () => {
      for (const id of fetching()) {
        if (!before.has(id) || sampler.bytesOf(id) !== before.get(id)) continue
        if (apply(id, { type: 'recovered' }) !== undefined) runner.stop(id)
      }
    })
    goOn()
  }
  const stopLow = (claims: readonly SpaceClaim[], failure: Failure) => {
    const running = fetching()
    for (const { id, root } of claims) {
      const cause = { scope: 'volume', root } as const
      holds.add(cause, failure)
      if (running.includes(id) && apply(id, { type: 'hold', failure, cause }) !== undefined) runner.stop(id)
    }
  }
  const stopSpaceWatch = parts.download.space.onLow(stopLow)

  const isBusy = () => {
    const { resolving, downloading, finishing, waiting } = store.transfers.totals().byState
    return resolving + downloading + finishing + waiting > 0
  }

  const lose = () => holdQueue(createFailure('offline', 'the system says that there is no network'))

  return {
    start: () => {
      schedule.look()
      rest.look()
      if (!network.isOnline()) lose()
      stopSleepWatch = watchSleep({ clock, onWake: wake, isBusy, lateMs: parts.sleep?.lateMs })
    },
    settingsChanged: () => {
      schedule.look()
      rest.look()
    },
    networkLost: lose,
    networkReturned: goOn,
    machineWoke: wake,
    dispose: () => {
      schedule.dispose()
      rest.dispose()
      stopSleepWatch()
      stopSpaceWatch()
      stopSilence()
    },
  }
}
