// The process that the kill test kills: an engine on a profile of its own, with its database, secrets and accounts in
// files. Signs in where it has to, downloads a file or a folder, says `completed` and ends. Its arguments are one JSON value.

import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import { isEnded, stateKinds } from '../../core/model/transfer.ts'
import { findAccount, openKillEngine, type SignInOrder } from './kill-engine.ts'

export interface DownloaderOrder extends SignInOrder {
  readonly profile: string
  readonly target: string
  readonly uri: string
}

const order = JSON.parse(process.argv[2] ?? '') as DownloaderOrder

const engine = openKillEngine(order)

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

const account = await findAccount(engine, order)
engine.start()
const uri = parseCloudUri(order.uri)?.uri
if (uri === undefined) throw new Error('not a URI')
const { batchId } = await engine.queue.add({
  accountId: account.id,
  roots: [{ uri }],
  targetRoot: order.target,
})
endWhenDone(batchId)
