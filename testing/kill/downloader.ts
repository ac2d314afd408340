// The process that the kill test kills: an engine on a profile of its own, with its database, secrets and accounts in
// files. Signs in where it has to, downloads a file or a folder, says `completed` and ends. Its arguments are one JSON value.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createEngine } from '../../core/engine.ts'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import type { Account } from '../../core/model/account.ts'
import { isEnded, stateKinds } from '../../core/model/transfer.ts'
import { nameRules } from '../../core/model/local-name.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { quietNetwork } from '../../core/ports/network.ts'
import { createNodeDisk } from '../../core/ports/node-disk.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { createFileSettings, createFileVault } from '../engine/file-ports.ts'

export interface DownloaderOrder {
  readonly profile: string
  readonly target: string
  readonly site: string
  readonly email: string
  readonly password: string
  readonly uri: string
}

const order = JSON.parse(process.argv[2] ?? '') as DownloaderOrder

const engine = createEngine(
  {
    clock: systemClock,
    disk: createNodeDisk(),
    vault: createFileVault(order.profile),
    // One connection for a file: with several, a later request is no resumption of the one before it.
    settings: createFileSettings(order.profile, order.target, { connectionsPerFile: 1 }),
    databasePath: join(order.profile, 'reverie.db'),
    logger: silentLogger,
    network: quietNetwork,
    random: Math.random,
    uuid: randomUUID,
    nameRules: nameRules.linux,
  },
  { userAgent: 'Reverie/kill-test' },
)

async function findAccount(): Promise<Account> {
  const [known] = engine.accounts.list()
  if (known !== undefined) return known
  const step = await engine.accounts.signIn(order)
  if (step.step !== 'done') throw new Error('the site asks for more than a password')
  return step.account
}

/** Ends when nothing of the batch is left to do. */
function endWhenDone(batchId: string): void {
  const look = () => {
    const { batch, counts } = engine.queue.batch(batchId) ?? {}
    if (batch?.walk.kind !== 'done' || counts === undefined) return
    const open = stateKinds.filter((kind) => !isEnded(kind)).some((kind) => counts.byState[kind] > 0)
    if (open) return
    stop()
    process.stdout.write(counts.byState.failed > 0 ? 'failed\n' : 'completed\n')
    setImmediate(() => void engine.close())
  }
  const stop = engine.queue.onChanged(look)
  look()
}

const account = await findAccount()
engine.start()
const uri = parseCloudUri(order.uri)?.uri
if (uri === undefined) throw new Error('not a URI')
const { batchId } = await engine.queue.add({
  accountId: account.id,
  roots: [{ uri }],
  targetRoot: order.target,
})
endWhenDone(batchId)
