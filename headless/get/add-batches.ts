// Puts what a `get` asks for into the queue: one batch per account. Where several things are asked for, those that are
// not there are told at once and do not keep the others from being fetched.

import type { Engine } from '../../core/engine-api.ts'
import type { BatchRoot } from '../../core/model/batch.ts'
import { formatCloudUri, uriName } from '../../core/model/cloud-uri.ts'
import type { ConflictPolicy } from '../../core/model/conflict.ts'
import { TransferError, type Failure } from '../../core/model/failure.ts'
import type { Cli } from '../cli.ts'
import { findFile } from '../remote-file.ts'
import { resolveRemoteName, type RemoteName, type RemotePlace } from '../remote-name.ts'
import { formatCount } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'
import type { FailedItem, GetView } from './view.ts'

export interface GetRequest {
  readonly names: readonly RemoteName[]
  readonly password: string | undefined
  readonly targetRoot: string
  readonly conflict: ConflictPolicy
  readonly speedLimit: number | undefined
  readonly archive: boolean
  readonly entityId: string | undefined
  readonly maxWaitMs: number
}

export interface AddedWork {
  readonly batchIds: readonly string[]
  /** Asked for, but not to be had: they are in no batch. */
  readonly missing: readonly FailedItem[]
}

export async function addBatches(
  cli: Cli,
  engine: Engine,
  { request, view }: { request: GetRequest; view: GetView },
): Promise<AddedWork> {
  const { names, password, entityId, targetRoot, conflict, archive } = request
  const groups = new Map<string, { root: BatchRoot; name: string }[]>()
  const missing: FailedItem[] = []
  for (const name of names) {
    const place = await resolveRemoteName(cli, engine.accounts, { name, password })
    const { accountId, uri } = place
    if (entityId !== undefined) await refuseFolder(engine, place)
    const root = entityId === undefined ? { uri } : { uri, entityId }
    const failure = names.length > 1 ? await whyMissing(engine, accountId, root) : undefined
    const member = { root, name: place.name ?? uriName(uri) }
    if (failure === undefined) groups.set(accountId, [...(groups.get(accountId) ?? []), member])
    else missing.push({ id: '', name: member.name, uri: formatCloudUri(uri), failure })
  }
  for (const item of missing) view.failed(item)
  const batchIds: string[] = []
  for (const [accountId, members] of groups) {
    const roots = members.map(({ root }) => root)
    const { batchId, resumed } = await engine.queue.add({ accountId, roots, targetRoot, conflict, archive })
    const name = labelOf(members.map((member) => member.name))
    view.added({ batchId, accountId, name, target: targetRoot, resumed })
    batchIds.push(batchId)
  }
  return { batchIds, missing }
}

/** Whatever keeps the site from answering is the queue's to tell and to wait for. */
async function refuseFolder({ browser }: Engine, place: RemotePlace): Promise<void> {
  const file = await findFile(browser, place).catch((error: unknown) => {
    if (error instanceof TransferError) return place.uri
    throw error
  })
  if (file === undefined)
    throw new UsageError(
      `--entity names a version of a file, and ${formatCloudUri(place.uri)} is a folder. Name the file, or leave --entity out.`,
    )
}

function labelOf([first = '', ...others]: readonly string[]): string {
  const name = first === '' ? 'all files' : first
  return others.length === 0 ? name : `${name} and ${formatCount(others.length)} more`
}

/** Only what will not change by trying again: a dead network is the queue's to wait for. */
async function whyMissing(
  engine: Engine,
  accountId: string,
  { uri }: BatchRoot,
): Promise<Failure | undefined> {
  if (uri.segments.length === 0) return undefined
  try {
    await engine.browser.info(accountId, uri)
    return undefined
  } catch (error) {
    if (error instanceof TransferError && error.failure.remedy === 'give-up') return error.failure
    if (error instanceof TransferError) return undefined
    throw error
  }
}
