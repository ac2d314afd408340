// The engine in the bench's own process, on a profile of plain files, with a switch or two that the product does not have.

import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '../../core/engine-api.ts'
import { createEngine } from '../../core/engine.ts'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import { nameRules } from '../../core/model/local-name.ts'
import type { Settings } from '../../core/model/settings.ts'
import type { Disk } from '../../core/ports/disk.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { quietNetwork } from '../../core/ports/network.ts'
import { createNodeDisk } from '../../core/ports/node-disk.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { createFileSettings, createFileVault } from '../../testing/engine/file-ports.ts'

export interface EngineOrder {
  readonly profile: string
  readonly target: string
  readonly site: string
  readonly email: string
  readonly password: string
  readonly settings?: Partial<Settings>
  /** Only the general byte source. */
  readonly general?: boolean
  /** False leaves out every datasync, to see what they cost. */
  readonly datasync?: boolean
}

export interface OpenEngine {
  readonly engine: Engine
  readonly accountId: string
  /** Adds paths of the drive as one batch. */
  add(paths: readonly string[]): Promise<string>
  /** Resolves when every transfer of the batch has come; rejects where one has failed. */
  completed(batchId: string): Promise<void>
}

export const databaseOf = (profile: string) => join(profile, 'reverie.db')

export async function openEngine(order: EngineOrder): Promise<OpenEngine> {
  mkdirSync(order.profile, { recursive: true })
  const engine = createEngine(
    {
      clock: systemClock,
      disk: order.datasync === false ? withoutDatasync(createNodeDisk()) : createNodeDisk(),
      vault: createFileVault(order.profile),
      settings: createFileSettings(order.profile, order.target, order.settings),
      databasePath: databaseOf(order.profile),
      logger: silentLogger,
      network: quietNetwork,
      random: Math.random,
      uuid: randomUUID,
      nameRules: nameRules.linux,
    },
    { userAgent: 'Reverie/bench' },
  )
  const accountId = await accountOf(engine, order)
  return {
    engine,
    accountId,
    add: async (paths) => {
      const roots = paths.map((path) => {
        const uri = parseCloudUri(`cloudreve://my${path}`)?.uri
        if (uri === undefined) throw new Error(`not a path: ${path}`)
        return { uri }
      })
      return (await engine.queue.add({ accountId, roots, targetRoot: order.target })).batchId
    },
    completed: (batchId) => untilCompleted(engine, batchId),
  }
}

async function accountOf(engine: Engine, order: EngineOrder): Promise<string> {
  const [known] = engine.accounts.list()
  if (known !== undefined) return known.id
  const step = await engine.accounts.signIn(order)
  if (step.step !== 'done') throw new Error('the site asks for more than a password')
  return step.account.id
}

function withoutDatasync(disk: Disk): Disk {
  return {
    ...disk,
    open: async (path, mode) => ({ ...(await disk.open(path, mode)), datasync: () => Promise.resolve() }),
  }
}

function untilCompleted({ queue }: Engine, batchId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const snapshot = queue.batch(batchId)
      if (snapshot === undefined || snapshot.batch.walk.kind !== 'done') return
      const { byState } = queue.totals()
      if (byState.failed > 0) reject(new Error('a transfer failed'))
      else if (queue.transfers({ batchId, view: 'unfinished', offset: 0, limit: 1 }).total > 0) return
      else resolve()
      stop()
    }
    const stop = queue.onChanged(check)
    check()
  })
}
