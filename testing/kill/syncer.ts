// The process that the sync kill test kills: an engine on a profile of its own that brings its one pair in step, says how
// that ended, and ends. Its arguments are one JSON value.

import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import { findAccount, openKillEngine, type SignInOrder } from './kill-engine.ts'

export interface SyncerOrder extends SignInOrder {
  readonly profile: string
  readonly folder: string
}

const order = JSON.parse(process.argv[2] ?? '') as SyncerOrder

const engine = openKillEngine({ profile: order.profile, target: order.folder })

async function findPair(): Promise<string> {
  const [known] = engine.sync.pairs()
  if (known !== undefined) return known.pair.id
  const { id: accountId } = await findAccount(engine, order)
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
