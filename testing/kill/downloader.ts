// The process that the kill test kills: an engine on a profile of its own, with its database, secrets and accounts in
// files. Signs in where it has to, downloads one file, says `completed` and ends. Its arguments are one JSON value.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createEngine } from '../../core/engine.ts'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import type { Account } from '../../core/model/account.ts'
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
    settings: createFileSettings(order.profile, order.target),
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

engine.queue.onNews((news) => {
  if (news.type !== 'transfer') return
  const { kind } = news.transfer.state
  if (kind !== 'completed' && kind !== 'failed') return
  process.stdout.write(`${kind}\n`)
  setImmediate(() => void engine.close())
})
const account = await findAccount()
engine.start()
const uri = parseCloudUri(order.uri)?.uri
if (uri === undefined) throw new Error('not a URI')
await engine.queue.add({ accountId: account.id, roots: [{ uri }], targetRoot: order.target })
