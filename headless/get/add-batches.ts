// Puts what a `get` asks for into the queue: one batch per account. Where several things are asked for, those that are
// not there are told at once and do not keep the others from being fetched.

import type { AfterAction } from '../../core/model/after-action.ts'
import type { BatchRoot } from '../../core/model/batch.ts'
import { formatCloudUri, uriName } from '../../core/model/cloud-uri.ts'
import type { ConflictPolicy } from '../../core/model/conflict.ts'
import { TransferError, type Failure } from '../../core/model/failure.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { RemoteAccess } from '../attach/remote-access.ts'
import type { Priority } from '../../core/model/priority.ts'
import type { Cli } from '../cli.ts'
import { findQueue } from '../queue/named-queues.ts'
import { findFile } from '../remote-file.ts'
import { resolveRemoteName, type RemoteName, type RemotePlace } from '../remote-name.ts'
import { formatCount } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'
import type { FailedItem, GetView } from './view.ts'

/** How the batches are to be fetched. */
export interface AddOptions {
  readonly targetRoot: string
  readonly conflict: ConflictPolicy
  readonly archive: boolean
  /** Bytes per second. */
  readonly speedLimit: number | undefined
  /** Of each file at most, 1 to 16. */
  readonly connections: number | undefined
  /** Once all of a batch is here; undefined leaves it to the settings. */
  readonly after: AfterAction | undefined
  readonly place?: PlaceWish
}

/** What is left out is the default queue's, normal, and now. */
export interface PlaceWish {
  /** The name of a queue. */
  readonly queue: string | undefined
  readonly priority: Priority | undefined
  readonly startAtMs: number | undefined
}

export interface GetRequest extends AddOptions {
  readonly names: readonly RemoteName[]
  readonly password: string | undefined
  readonly entityId: string | undefined
}

/** What is to be fetched with one account. */
export interface WantedGroup {
  readonly accountId: string
  readonly roots: readonly BatchRoot[]
  readonly label: string
}

export interface Wanted {
  readonly groups: readonly WantedGroup[]
  /** Asked for, but not to be had: they are in no batch. */
  readonly missing: readonly FailedItem[]
}

/** Finds out what the names mean; what is missing is told to the view. */
export async function resolveWanted(
  cli: Cli,
  access: RemoteAccess,
  { request, view }: { request: GetRequest; view: Pick<GetView, 'failed'> },
): Promise<Wanted> {
  const { names, password, entityId } = request
  const groups = new Map<string, { root: BatchRoot; name: string }[]>()
  const missing: FailedItem[] = []
  for (const name of names) {
    const place = await resolveRemoteName(cli, access.accounts, { name, password })
    const { accountId, uri } = place
    if (entityId !== undefined) await refuseFolder(access, place)
    const root = entityId === undefined ? { uri } : { uri, entityId }
    const failure = names.length > 1 ? await whyMissing(access, accountId, root) : undefined
    const member = { root, name: place.name ?? uriName(uri) }
    if (failure === undefined) groups.set(accountId, [...(groups.get(accountId) ?? []), member])
    else missing.push({ id: '', name: member.name, uri: formatCloudUri(uri), failure })
  }
  for (const item of missing) view.failed(item)
  return {
    missing,
    groups: [...groups].map(([accountId, members]) => ({
      accountId,
      roots: members.map(({ root }) => root),
      label: labelOf(members.map(({ name }) => name)),
    })),
  }
}

/** Returns the ids of the batches, one per account. */
export async function addBatches(
  attachment: Attachment,
  groups: readonly WantedGroup[],
  { request, view }: { request: AddOptions; view: Pick<GetView, 'added'> },
): Promise<readonly string[]> {
  const { targetRoot, conflict, archive } = request
  const { picked } = await ask(attachment, 'folder.use', { path: targetRoot })
  const place = await resolvePlace(attachment, request.place)
  const batchIds: string[] = []
  for (const { accountId, roots, label } of groups) {
    const { batchId, resumed } =
      conflict === 'set-aside'
        ? await repair(attachment, { accountId, roots, token: picked.token })
        : await ask(attachment, 'queue.add', {
            accountId,
            roots: roots.map(({ uri, entityId }) => ({ uri: formatCloudUri(uri), entityId })),
            target: { kind: 'picked', token: picked.token },
            conflict,
            archive,
            connections: request.connections,
            ...place,
          })
    if (request.after !== undefined) await ask(attachment, 'queue.after', { batchId, after: request.after })
    view.added({ batchId, accountId, name: label, target: targetRoot, resumed })
    batchIds.push(batchId)
  }
  return batchIds
}

async function resolvePlace(attachment: Attachment, place: PlaceWish | undefined) {
  if (place === undefined) return {}
  const { queue, priority, startAtMs } = place
  return { priority, startAtMs, queueId: queue && (await findQueue(attachment, queue)).id }
}

function repair(
  attachment: Attachment,
  { accountId, roots, token }: { accountId: string; roots: readonly BatchRoot[]; token: string },
) {
  const files = roots.map(({ uri, place }) => ({
    uri: formatCloudUri(uri),
    path: place === undefined ? [uriName(uri)] : [...place.folders, place.name],
  }))
  return ask(attachment, 'queue.repair', { accountId, token, files })
}

/** Whatever keeps the site from answering is the queue's to tell and to wait for. */
async function refuseFolder({ browser }: RemoteAccess, place: RemotePlace): Promise<void> {
  const file = await findFile(browser, place).catch((error: unknown) => {
    if (error instanceof TransferError) return place.uri
    throw error
  })
  if (file === undefined)
    throw new UsageError(
      `--entity names a version of a file, and ${formatCloudUri(place.uri)} is a folder. Name the file, or leave --entity out.`,
    )
}

export function labelOf([first = '', ...others]: readonly string[]): string {
  const name = first === '' ? 'all files' : first
  return others.length === 0 ? name : `${name} and ${formatCount(others.length)} more`
}

/** Only what will not change by trying again: a dead network is the queue's to wait for. */
async function whyMissing(
  { browser }: RemoteAccess,
  accountId: string,
  { uri }: BatchRoot,
): Promise<Failure | undefined> {
  if (uri.segments.length === 0) return undefined
  try {
    await browser.info(accountId, uri)
    return undefined
  } catch (error) {
    if (error instanceof TransferError && error.failure.remedy === 'give-up') return error.failure
    if (error instanceof TransferError) return undefined
    throw error
  }
}
