// The process that the sync kill test kills: an engine on a profile of its own that brings its one pair in step, says how
// that ended, and ends. Its arguments are one JSON value.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createEngine } from '../../core/engine.ts'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import { nameRules } from '../../core/model/local-name.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { quietNetwork } from '../../core/ports/network.ts'
import { createNodeDisk } from '../../core/ports/node-disk.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { createFileSettings, createFileVault } from '../engine/file-ports.ts'

export interface SyncerOrder {
  readonly profile: string
  readonly folder: string
  readonly site: string
  readonly email: string
  readonly password: string
}

const order = JSON.parse(process.argv[2] ?? '') as SyncerOrder

const engine = createEngine(
  {
    clock: systemClock,
    disk: createNodeDisk(),
    vault: createFileVault(order.profile),
    settings: createFileSettings(order.profile, order.folder, { connectionsPerFile: 1 }),
    databasePath: join(order.profile, 'reverie.db'),
    logger: silentLogger,
    network: quietNetwork,
    random: Math.random,
    uuid: randomUUID,
    nameRules: nameRules.linux,
  },
  { userAgent: 'Reverie/sync-kill-test' },
)

async function findPair(): Promise<string> {
  const [known] = engine.sync.pairs()
  if (known !== undefined) return known.pair.id
  const [account] = engine.accounts.list()
  const step = account === undefined ? await engine.accounts.signIn(order) : undefined
  const accountId = account?.id ?? (step?.step === 'done' ? step.account.id : '')
  const remote = parseCloudUri('cloudreve://my/w')?.uri
  if (remote === undefined) throw new Error('not a URI')
  const pair = await engine.sync.add({ accountId, remote, localRoot: order.folder, mode: 'mirror' })
  return pair.id
}

const pairId = await findPair()
engine.start({ onlyBatches: true })
process.stdout.write('running\n')
const end = await engine.sync.run(pairId, { agree: 'everything' })
process.stdout.write(end.kind === 'done' && end.problems.length === 0 ? 'done\n' : `${JSON.stringify(end)}\n`)
await engine.close()
