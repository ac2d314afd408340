// The process whose memory the leak test watches: one engine that fetches folder after folder of small files, and after
// each says what is left on the heap and which handles are open. Run with --expose-gc.

import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { createEngine } from '../../core/engine.ts'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import { nameRules } from '../../core/model/local-name.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { quietNetwork } from '../../core/ports/network.ts'
import { createNodeDisk } from '../../core/ports/node-disk.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { createFileSettings, createFileVault } from '../engine/file-ports.ts'

export interface LeakOrder {
  readonly profile: string
  readonly target: string
  readonly site: string
  readonly email: string
  readonly password: string
  /** Fetched one after the other. */
  readonly folders: readonly string[]
}

/** One line of output for each folder. */
export interface LeakMark {
  readonly transfers: number
  readonly heapBytes: number
  /** Open files and sockets of the process; undefined where the system has no /proc. */
  readonly descriptors?: number
  /** What keeps the event loop busy, by Node's own names, sorted. */
  readonly resources: readonly string[]
}

const order = JSON.parse(process.argv[2] ?? '') as LeakOrder

const engine = createEngine(
  {
    clock: systemClock,
    disk: createNodeDisk(),
    vault: createFileVault(order.profile),
    // Few connections: how many are open at a moment is not what is looked at.
    settings: createFileSettings(order.profile, order.target, { connections: 8, connectionsPerOrigin: 8 }),
    databasePath: join(order.profile, 'reverie.db'),
    logger: silentLogger,
    network: quietNetwork,
    random: Math.random,
    uuid: randomUUID,
    nameRules: nameRules.linux,
  },
  { userAgent: 'Reverie/leak-test' },
)
const { queue } = engine

async function fetchFolder(accountId: string, path: string): Promise<void> {
  const uri = parseCloudUri(`cloudreve://my${path}`)?.uri
  if (uri === undefined) throw new Error('not a path')
  const { batchId } = await queue.add({ accountId, roots: [{ uri }], targetRoot: order.target })
  const isOver = () =>
    queue.batch(batchId)?.batch.walk.kind === 'done' &&
    queue.transfers({ batchId, view: 'unfinished', offset: 0, limit: 1 }).total === 0
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!isOver()) return
      stop()
      resolve()
    }
    const stop = queue.onChanged(look)
    look()
  })
}

async function mark(): Promise<LeakMark> {
  // Timers of what has just ended run out, and what only they hold is collected.
  for (let turn = 0; turn < 4; turn++) {
    await passing(100)
    globalThis.gc?.()
  }
  return {
    transfers: queue.totals().byState.completed,
    heapBytes: process.memoryUsage().heapUsed,
    ...descriptors(),
    resources: process.getActiveResourcesInfo().sort(),
  }
}

function descriptors(): Pick<LeakMark, 'descriptors'> {
  try {
    return { descriptors: readdirSync('/proc/self/fd').length }
  } catch {
    return {}
  }
}

const step = await engine.accounts.signIn(order)
if (step.step !== 'done') throw new Error('the site asks for more than a password')
engine.start()
for (const folder of order.folders) {
  await fetchFolder(step.account.id, folder)
  process.stdout.write(`${JSON.stringify(await mark())}\n`)
}
await engine.close()
