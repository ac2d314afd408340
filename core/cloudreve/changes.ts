// What changes the remote drive (cloudreve-api.md sections 8.2 and 9). Many entries go in calls of the site's batch size;
// an item that fails does not keep the others from being done, and is told by its URI. Nothing here replaces anything.

import { z } from 'zod'
import type { DirectLinks } from '../engine-api.ts'
import type { Account } from '../model/account.ts'
import type { ChangeOutcome, ItemFailure } from '../model/change.ts'
import { childUri, formatCloudUri, parseCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry } from '../model/entry.ts'
import { TransferError, fail } from '../model/failure.ts'
import { apiCodes } from './codes.ts'
import { badResponse, failureOfItem, failureOfReply, readData } from './envelope.ts'
import type { CodeOverrides, Reply } from './envelope.ts'
import { toEntry } from './entries.ts'
import { fileSchema } from './schemas.ts'
import { callWithSecrets, overridesFor } from './secret-uris.ts'
import type { AccountRequest, Sessions } from './sessions.ts'
import type { Sites } from './site.ts'
import type { Credentials } from './tokens.ts'

export interface ChangeParts {
  readonly sessions: Sessions
  readonly credentials: Credentials
  readonly sites: Sites
}

/** What these codes mean to somebody who changes something (section 9). */
const overrides: CodeOverrides = {
  40004: 'name-taken',
  40052: 'name-impossible',
  40073: 'locked',
  40077: 'not-found',
}

export async function createFolder(
  parts: ChangeParts,
  account: Account,
  { parent, name }: { parent: CloudUri; name: string },
): Promise<Entry> {
  checkName(name)
  const uri = childUri(parent, name)
  return oneEntry(parts, { account, uri }, (secret) => ({
    method: 'POST',
    route: '/file/create',
    json: { uri: secret, type: 'folder', err_on_conflict: true },
  }))
}

export async function rename(
  parts: ChangeParts,
  account: Account,
  { uri, name }: { uri: CloudUri; name: string },
): Promise<Entry> {
  checkName(name)
  return oneEntry(parts, { account, uri }, (secret) => ({
    method: 'POST',
    route: '/file/rename',
    json: { uri: secret, new_name: name },
  }))
}

/** A slash would be taken for a path; everything else is the site's to judge. */
function checkName(name: string): void {
  if (name === '' || name === '.' || name === '..' || name.includes('/'))
    throw fail('name-impossible', 'no name for an entry')
}

async function oneEntry(
  parts: ChangeParts,
  { account, uri }: { account: Account; uri: CloudUri },
  request: (secret: string) => AccountRequest,
): Promise<Entry> {
  const reply = await callWithSecrets(parts, { account, uris: [uri] }, ([secret = '']) => request(secret))
  const entry = toEntry(readData(reply, fileSchema, { ...overridesFor(uri), ...overrides }))
  if (entry === undefined) throw badResponse(reply, 'an entry without a readable path or entity')
  return entry
}

export interface MoveRequest {
  readonly uris: readonly CloudUri[]
  readonly to: CloudUri
  readonly copy: boolean
}

/**
 * Fails as a whole where the folder `to` is gone. A name that is taken there fails the server's whole call (section 9):
 * then each entry is asked for alone, so that the others get there.
 */
export function move(
  parts: ChangeParts,
  account: Account,
  { uris, to, copy }: MoveRequest,
): Promise<ChangeOutcome> {
  // The destination goes last, so that a share's password finds its way into it as well.
  const request = (secrets: readonly string[]): AccountRequest => ({
    method: 'POST',
    route: '/file/move',
    json: { uris: secrets.slice(0, -1), dst: secrets.at(-1) ?? '', copy },
  })
  return inBatches(parts, { account, uris, beside: [to] }, request)
}

export function remove(
  parts: ChangeParts,
  account: Account,
  { uris, forGood }: { uris: readonly CloudUri[]; forGood: boolean },
): Promise<ChangeOutcome> {
  return inBatches(parts, { account, uris }, (secrets) => ({
    method: 'DELETE',
    route: '/file',
    json: { uris: secrets, ...(forGood ? { skip_soft_delete: true } : {}) },
  }))
}

export function restore(
  parts: ChangeParts,
  account: Account,
  uris: readonly CloudUri[],
): Promise<ChangeOutcome> {
  return inBatches(parts, { account, uris }, (secrets) => ({
    method: 'POST',
    route: '/file/restore',
    json: { uris: secrets },
  }))
}

/** False where the site is older than the call (4.18): its bin has to be emptied entry by entry. */
export async function emptyTrash({ sessions }: ChangeParts, account: Account): Promise<boolean> {
  try {
    const reply = await sessions.call(account, { method: 'DELETE', route: '/file/trash', timeoutMs: 600_000 })
    if (reply.code !== apiCodes.ok) throw new TransferError(failureOfReply(reply, overrides))
    return true
  } catch (error) {
    if (error instanceof TransferError && error.failure.status === 404) return false
    throw error
  }
}

export async function unlock(
  { sessions }: ChangeParts,
  account: Account,
  lockIds: readonly string[],
): Promise<void> {
  const reply = await sessions.call(account, {
    method: 'DELETE',
    route: '/file/lock',
    json: { tokens: lockIds },
  })
  if (reply.code !== apiCodes.ok) throw new TransferError(failureOfReply(reply))
}

export interface VersionRequest {
  readonly uri: CloudUri
  readonly entityId: string
}

export function useVersion(parts: ChangeParts, account: Account, request: VersionRequest): Promise<void> {
  return onVersion(parts, account, { ...request, method: 'POST', route: '/file/version/current' })
}

export function deleteVersion(parts: ChangeParts, account: Account, request: VersionRequest): Promise<void> {
  return onVersion(parts, account, { ...request, method: 'DELETE', route: '/file/version' })
}

async function onVersion(
  parts: ChangeParts,
  account: Account,
  { uri, entityId, method, route }: VersionRequest & Pick<AccountRequest, 'method' | 'route'>,
): Promise<void> {
  const reply = await callWithSecrets(parts, { account, uris: [uri] }, ([secret]) => ({
    ...{ method, route },
    json: { uri: secret, version: entityId },
  }))
  if (reply.code !== apiCodes.ok) throw new TransferError(failureOfReply(reply, overrides))
}

const directSchema = z
  .array(z.object({ link: z.string().max(65_536), file_url: z.string() }))
  .nullish()
  .transform((links) => links ?? [])

/** Fails `forbidden` where the group may have none, or not as many at once. A folder has none: `not-found`. */
export async function directLinks(
  parts: ChangeParts,
  account: Account,
  uris: readonly CloudUri[],
): Promise<DirectLinks> {
  const reply = await callWithSecrets(parts, { account, uris }, (secrets) => ({
    method: 'PUT',
    route: '/file/source',
    json: { uris: secrets },
  }))
  const failed =
    reply.code === 40014 ? forbidAll(reply) : reply.code === apiCodes.ok ? [] : failuresOf(reply, uris)
  // Partly done: the links that there are come beside the failures.
  const found = readData({ ...reply, code: apiCodes.ok }, directSchema)
  const links = found.flatMap(({ link, file_url: text }) => {
    const uri = parseCloudUri(text)?.uri
    return uri !== undefined && isWebAddress(link) ? [{ uri, link }] : []
  })
  return { links, failed }
}

/** 40014: more at once than the group may have. */
function forbidAll(reply: Reply): never {
  throw new TransferError(failureOfReply(reply, { 40014: 'forbidden' }))
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

interface Batches {
  readonly account: Account
  readonly uris: readonly CloudUri[]
  /** URIs that go into every call, behind the others. */
  readonly beside?: readonly CloudUri[]
}

async function inBatches(
  parts: ChangeParts,
  { account, uris, beside = [] }: Batches,
  request: (secrets: readonly string[]) => AccountRequest,
): Promise<ChangeOutcome> {
  const failed: ItemFailure[] = []
  let done = 0
  let size = await parts.sites.maxBatchSize(account.site)
  for (let at = 0; at < uris.length;) {
    const chunk = uris.slice(at, at + size)
    try {
      const reply = await callWithSecrets(parts, { account, uris: [...chunk, ...beside] }, request)
      if (chunk.length > 1 && failsForOne.has(reply.code)) {
        size = Math.ceil(chunk.length / 2)
        if (reply.code === apiCodes.batchTooLarge) parts.sites.lowerBatchSize(account.site, size)
        continue
      }
      const missed = failuresOf(reply, chunk)
      failed.push(...missed)
      done += chunk.length - missed.length
    } catch (error) {
      // Trouble that ends all of it; what is done is told all the same.
      if (!(error instanceof TransferError) || done + failed.length === 0) throw error
      failed.push(...uris.slice(at).map((uri) => ({ uri, failure: error.failure })))
      break
    }
    at += chunk.length
    size = Math.min(await parts.sites.maxBatchSize(account.site), size * 2)
  }
  return { done, failed }
}

/** Codes with which one entry, or their number, fails the whole call: nothing of it is done, and half of it may be. */
const failsForOne: ReadonlySet<number> = new Set([40004, apiCodes.lockConflict, apiCodes.batchTooLarge])

function failuresOf(reply: Reply, chunk: readonly CloudUri[]): ItemFailure[] {
  if (reply.code === apiCodes.ok) return []
  const [only] = chunk
  if (reply.code !== apiCodes.partialFailure || (chunk.length === 1 && only !== undefined)) {
    const failure = failureOfReply(reply, overrides)
    // Trouble that is not about an entry ends all of it: the session, the site, the network.
    if (failure.remedy !== 'give-up' || only === undefined) throw new TransferError(failure)
    return chunk.map((uri) => ({ uri, failure }))
  }
  const wanted = new Map(chunk.map((uri) => [formatCloudUri(uri), uri]))
  return reply.items.map((item) => {
    const uri = item.uri === undefined ? undefined : wanted.get(formatCloudUri(item.uri))
    if (uri === undefined) throw badResponse(reply, 'a failure of something that was not asked for')
    return { uri, failure: failureOfItem(reply, item, overrides) }
  })
}
