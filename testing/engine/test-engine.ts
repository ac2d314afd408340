// The whole engine on a real temporary disk against the fake Cloudreve, signed in and started: what scenario tests begin
// with. Everything it made is gone after `close`.

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../../core/engine.ts'
import type { Engine } from '../../core/engine-api.ts'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import type { CloudUri } from '../../core/model/cloud-uri.ts'
import type { ConflictPolicy } from '../../core/model/conflict.ts'
import { nameRules } from '../../core/model/local-name.ts'
import type { NameRules } from '../../core/model/local-name.ts'
import type { Settings } from '../../core/model/settings.ts'
import { isEnded } from '../../core/model/transfer.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import type { AfterActions } from '../../core/ports/after-actions.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Disk } from '../../core/ports/disk.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import type { Power } from '../../core/ports/power.ts'
import type { ProxyOf } from '../../core/ports/proxies.ts'
import type { SettingsStore } from '../../core/ports/settings-store.ts'
import type { Timeouts } from '../../core/transfer/receive.ts'
import type { FakeCloudreve } from '../fake-cloudreve/index.ts'
import { createFaultyDisk } from './faulty-disk.ts'
import type { FaultyDisk } from './faulty-disk.ts'
import { createMemorySettings } from './memory-settings.ts'
import { createMemoryVault } from './memory-vault.ts'
import type { MemoryVault } from './memory-vault.ts'
import { createQuickClock } from './quick-clock.ts'
import { createToldNetwork } from './told-network.ts'

export interface TestEngineOptions {
  readonly fake: FakeCloudreve
  readonly settings?: Partial<Settings>
  readonly clock?: Clock
  readonly nameRules?: NameRules
  readonly logger?: Logger
  readonly timeouts?: Timeouts
  readonly afterActions?: AfterActions
  readonly trash?: (path: string) => Promise<void>
  readonly proxyOf?: ProxyOf
  readonly power?: Power
  /** The disk below the faults; the real one otherwise. */
  readonly disk?: (target: string) => Disk
  /** Before somebody signs in. */
  readonly prepare?: (engine: Engine, fake: FakeCloudreve) => Promise<void>
  /** Where the fake is said to be; its own address otherwise. */
  readonly siteUrl?: (fake: FakeCloudreve) => string | Promise<string>
  /** False leaves the queue standing still. */
  readonly started?: boolean
}

export interface TestEngine {
  /** Another one after `restart`. */
  engine(): Engine
  readonly disk: FaultyDisk
  readonly vault: MemoryVault
  readonly settings: SettingsStore
  /** Where downloads go. */
  readonly target: string
  readonly databasePath: string
  readonly accountId: string
  /** The network port's "it is back", "it is gone", and "the machine woke up". */
  networkReturns(): void
  networkLost(): void
  wakes(): void
  add(
    uris: string | readonly string[],
    options?: { conflict?: ConflictPolicy; entityId?: string },
  ): Promise<string>
  /** Resolves with the batch's transfers once each has ended or reached the wanted state. */
  settled(batchId: string, wanted?: (transfer: Transfer) => boolean): Promise<readonly Transfer[]>
  /** Closes in order and opens again on the same profile. */
  restart(): Promise<void>
  /** Closes the engine only; `restart` opens it again. */
  stop(): Promise<void>
  close(): Promise<void>
}

export function uri(text: string): CloudUri {
  const parsed = parseCloudUri(text)
  if (parsed === undefined) throw new Error(`not a URI: ${text}`)
  return parsed.uri
}

export async function startTestEngine(options: TestEngineOptions): Promise<TestEngine> {
  const { fake } = options
  const folder = await mkdtemp(join(tmpdir(), 'reverie-engine-'))
  const target = join(folder, 'target')
  const disk = createFaultyDisk(options.disk?.(target))
  const vault = createMemoryVault()
  // One connection for a file unless a test is about more: then it can say exactly which bytes are asked for.
  const settings = createMemorySettings(target, { connectionsPerFile: 1, ...options.settings })
  const clock = options.clock ?? createQuickClock(50)
  const databasePath = join(folder, 'reverie.db')
  const network = createToldNetwork()

  const open = () =>
    createEngine(
      {
        clock,
        disk,
        vault,
        settings,
        databasePath,
        logger: options.logger ?? silentLogger,
        network: network.port,
        random: Math.random,
        uuid: randomUUID,
        nameRules: options.nameRules ?? nameRules.linux,
        ...(options.proxyOf === undefined ? {} : { proxyOf: options.proxyOf }),
        ...(options.power === undefined ? {} : { power: options.power }),
        ...(options.trash === undefined ? {} : { trash: options.trash }),
        ...(options.afterActions === undefined ? {} : { afterActions: options.afterActions }),
      },
      {
        userAgent: 'Reverie/test',
        timeouts: options.timeouts ?? { firstByteMs: 60_000, idleMs: 60_000 },
        // On a clock that runs fast every pause of a busy machine would look like a night.
        sleep: { lateMs: Number.POSITIVE_INFINITY },
      },
    )
  let engine: Engine | undefined = open()
  const current = () => {
    if (engine === undefined) throw new Error('the engine is stopped')
    return engine
  }
  await options.prepare?.(current(), fake)
  const { email, password } = fake.user
  const step = await current().accounts.signIn({
    site: (await options.siteUrl?.(fake)) ?? fake.url,
    email,
    password,
  })
  if (step.step !== 'done') throw new Error('the fake asks for more than a password')
  const accountId = step.account.id
  const begin = () => {
    if (options.started !== false) current().start()
  }
  begin()

  const stop = async () => {
    await engine?.close()
    engine = undefined
  }
  return {
    engine: current,
    disk,
    vault,
    settings,
    target,
    databasePath,
    accountId,
    networkReturns: network.returns,
    networkLost: network.lost,
    wakes: network.wakes,
    add: async (uris, { conflict, entityId } = {}) => {
      const roots = [uris]
        .flat()
        .map((text) => ({ uri: uri(text), ...(entityId === undefined ? {} : { entityId }) }))
      const request = { accountId, roots, targetRoot: target }
      const { batchId } = await current().queue.add(
        conflict === undefined ? request : { ...request, conflict },
      )
      return batchId
    },
    settled: (batchId, wanted = () => false) => waitForBatch(current(), batchId, wanted),
    stop,
    restart: async () => {
      await stop()
      engine = open()
      begin()
    },
    close: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function waitForBatch(
  engine: Engine,
  batchId: string,
  wanted: (transfer: Transfer) => boolean,
): Promise<readonly Transfer[]> {
  const { queue } = engine
  const look = (): readonly Transfer[] | undefined => {
    const batch = queue.batch(batchId)?.batch
    if (batch === undefined || !['done', 'failed', 'stopped'].includes(batch.walk.kind)) return undefined
    const { transfers } = queue.transfers({ batchId, view: 'all', offset: 0, limit: 100_000 })
    return transfers.every((one) => isEnded(one.state.kind) || wanted(one)) ? transfers : undefined
  }
  return new Promise((resolve) => {
    const stop = queue.onNews(() => queueMicrotask(check))
    const check = () => {
      const found = look()
      if (found === undefined) return
      stop()
      // What was told is on the disk at the end of the turn, for tests that look into the database.
      setImmediate(() => resolve(found))
    }
    check()
  })
}
