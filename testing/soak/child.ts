// The process that the soak kills: an engine on a profile of its own that fetches one folder until all of it is here, and
// then writes down where each file landed. Waits pass quickly, in step with the clock of the whole soak.

import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { createEngine } from '../../core/engine.ts'
import type { Account } from '../../core/model/account.ts'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import { nameRules } from '../../core/model/local-name.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { quietNetwork } from '../../core/ports/network.ts'
import { createNodeDisk } from '../../core/ports/node-disk.ts'
import { createFileSettings, createFileVault } from '../engine/file-ports.ts'
import { createQuickClock } from '../engine/quick-clock.ts'

export interface SoakOrder {
  readonly profile: string
  readonly target: string
  readonly site: string
  readonly email: string
  readonly password: string
  readonly uri: string
  /** How much faster than real time waits pass. */
  readonly speed: number
  /** When the soak began, Unix milliseconds: a process that follows another goes on in the same quick time. */
  readonly beganAtMs: number
  /** Asks for the folder as a user does who runs the same command again; else the queue just goes on. */
  readonly again: boolean
}

/** What is left at the end, in `landed.json`: remote path and local path of each file. */
export type LandedList = readonly (readonly [remote: string, local: string])[]

const order = JSON.parse(process.argv[2] ?? '') as SoakOrder
const folder = parseCloudUri(order.uri)?.uri
if (folder === undefined) throw new Error('not a URI')

const clock = createQuickClock(order.speed)
clock.jump((Date.now() - order.beganAtMs) * (order.speed - 1))
const engine = createEngine(
  {
    clock,
    disk: createNodeDisk(),
    vault: createFileVault(order.profile),
    settings: createFileSettings(order.profile, order.target, {
      concurrency: 8,
      startFloorBytes: 0,
      keepFloorBytes: 0,
    }),
    databasePath: join(order.profile, 'reverie.db'),
    logger: silentLogger,
    network: quietNetwork,
    random: Math.random,
    uuid: randomUUID,
    nameRules: nameRules.linux,
  },
  { userAgent: 'Reverie/soak' },
)
const { queue } = engine

/** Signing in meets the same faults as everything else; its user would try again too. */
async function findAccount(): Promise<Account> {
  for (;;) {
    const [known] = engine.accounts.list()
    if (known !== undefined) return known
    try {
      const step = await engine.accounts.signIn(order)
      if (step.step !== 'done') throw new Error('the site asks for more than a password')
    } catch (error) {
      process.stdout.write(`not signed in: ${String(error)}\n`)
      await passing(100)
    }
  }
}

/** The only batch there is, once it has been added. */
const currentBatch = () => queue.batches({ view: 'all', offset: 0, limit: 1 }).batches[0]?.batch

function isOver(): boolean {
  const batch = currentBatch()
  if (batch === undefined) return false
  const left = queue.transfers({ batchId: batch.id, view: 'unfinished', offset: 0, limit: 1 }).total
  if (left > 0) return false
  if (batch.walk.kind !== 'done' && batch.walk.kind !== 'failed') return false
  if (batch.walk.kind === 'done' && queue.totals().byState.failed === 0) return true
  // What has given up is tried again, as its user would do.
  process.stdout.write('gave up\n')
  queue.retryAll()
  return false
}

function landed(batchId: string): LandedList {
  const { transfers } = queue.transfers({ batchId, view: 'completed', offset: 0, limit: 1_000_000 })
  return transfers.map(({ source, state }) => [
    `/${source.uri.segments.join('/')}`,
    state.kind === 'completed' ? state.path : '',
  ])
}

async function end(): Promise<void> {
  const batch = currentBatch()
  if (batch === undefined) return
  writeFileSync(join(order.profile, 'landed.json'), JSON.stringify(landed(batch.id)))
  await engine.close()
  process.stdout.write('over\n')
}

const account = await findAccount()
engine.start()
if (order.again || currentBatch() === undefined) {
  await queue.add({ accountId: account.id, roots: [{ uri: folder }], targetRoot: order.target })
}
const stop = queue.onChanged(() => {
  if (!isOver()) return
  stop()
  void end()
})
if (isOver()) {
  stop()
  await end()
}
