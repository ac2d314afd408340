// What a site says about one entry beyond its row (`GET /file/info` with `extended` or `folder_summary`,
// cloudreve-api.md sections 4.1 to 4.3), and the thumbnail of a file (section 4.4).

import { z } from 'zod'
import type { EntryDetails, FolderSummary } from '../model/entry-details.ts'
import type { Entry } from '../model/entry.ts'
import { TransferError, fail } from '../model/failure.ts'
import type { Link } from '../model/link.ts'
import { permissionsOf } from '../model/permission.ts'
import { tagsOf, toEntry } from './entries.ts'
import { badResponse, readData } from './envelope.ts'
import { readExpiry } from './link-expiry.ts'
import { info } from './listing.ts'
import type { ListingParts, ListingTarget } from './listing.ts'
import { shareSummarySchema, toOwnShare } from './own-shares.ts'
import type { People } from './people.ts'
import { fileSchema, idSchema, timeSchema } from './schemas.ts'
import { callWithSecrets, overridesFor } from './secret-uris.ts'
import { entryQuery } from './shortcuts.ts'

const person = z.object({ nickname: z.string().nullish() }).nullish().catch(undefined)
const policySchema = z.object({ id: idSchema, name: z.string(), type: z.string() }).nullish().catch(undefined)

const detailsSchema = fileSchema.extend({
  extended_info: z
    .object({
      storage_policy: policySchema,
      storage_used: z.int().nonnegative().nullish().catch(undefined),
      entities: z
        .array(
          z.object({
            id: idSchema,
            size: z.int().nonnegative(),
            type: z.int(),
            created_at: timeSchema,
            created_by: person,
            storage_policy: policySchema,
          }),
        )
        .nullish(),
      shares: z.array(shareSummarySchema).nullish(),
      direct_links: z.array(z.unknown()).nullish(),
    })
    .nullish(),
})

type WireDetails = z.infer<typeof detailsSchema>

export interface DetailsParts extends ListingParts {
  readonly people: People
}

/** Of a root there is nothing to know but its entry and whose it is: the site refuses to speak of it (section 4.3). */
export async function details(
  parts: DetailsParts,
  target: ListingTarget,
  signal?: AbortSignal,
): Promise<EntryDetails> {
  const { account, uri } = target
  if (uri.segments.length === 0) {
    const entry = await info(parts, target, signal)
    const owned = uri.fileSystem !== 'share' || entry.owned === true
    const owner = await parts.people.ownerOf(account, { uri, owned, metadata: {} })
    const facts = { may: ['list'], versions: [], shares: [], tags: [], metadata: {} } as const
    return { entry, ...facts, ...(owner === undefined ? {} : { owner }) }
  }
  const reply = await callWithSecrets(parts, { account, uris: [uri] }, ([secret]) => ({
    method: 'GET',
    route: '/file/info',
    query: { ...(uri.fileSystem === 'shared_with_me' ? entryQuery(uri) : { uri: secret }), extended: 'true' },
    signal,
  }))
  const file = readData(reply, detailsSchema, overridesFor(uri))
  const entry = toEntry(file)
  if (entry === undefined) throw badResponse(reply, 'an entry without a readable path or entity')
  const whose = { uri, owned: file.owned === true, metadata: file.metadata ?? {} }
  const owner = await parts.people.ownerOf(account, whose)
  return { ...toDetails(file, entry), ...(owner === undefined ? {} : { owner }) }
}

function toDetails(file: WireDetails, entry: Entry): EntryDetails {
  const extended = file.extended_info ?? {}
  const owned = file.owned === true
  const inTrash = entry.uri.fileSystem === 'trash'
  const metadata = file.metadata ?? {}
  return {
    entry,
    may: permissionsOf({ capability: file.capability ?? new Uint8Array(), owned, inTrash }),
    versions: versionsOf(entry, extended.entities ?? []),
    shares: (extended.shares ?? []).map(toOwnShare),
    tags: tagsOf(metadata),
    metadata: Object.fromEntries(
      Object.entries(metadata).filter(
        (pair): pair is [string, string] =>
          typeof pair[1] === 'string' && !/^(?:sys|tag|thumb):/.test(pair[0]),
      ),
    ),
    ...(owned ? { directLinks: extended.direct_links?.length ?? 0 } : {}),
    ...(extended.storage_policy ? { policy: extended.storage_policy } : {}),
    ...(typeof extended.storage_used === 'number' ? { storageUsedBytes: extended.storage_used } : {}),
  }
}

type WireEntities = NonNullable<NonNullable<WireDetails['extended_info']>['entities']>

/** Thumbnails (type 1) and live photos (type 2) stand in the same list. */
function versionsOf(entry: Entry, entities: WireEntities): EntryDetails['versions'] {
  if (entry.kind === 'folder') return []
  return entities
    .filter(({ type }) => type === 0)
    .map(({ id, size, created_at: createdAtMs, created_by: by, storage_policy: policy }) => ({
      entityId: id,
      sizeBytes: size,
      createdAtMs,
      current: id === entry.entityId,
      ...(by?.nickname ? { createdBy: by.nickname } : {}),
      ...(policy ? { policy: policy.name } : {}),
    }))
}

const summarySchema = z.object({
  folder_summary: z.object({
    size: z.int().nonnegative(),
    files: z.int().nonnegative(),
    folders: z.int().nonnegative(),
    completed: z.boolean().nullish(),
    calculated_at: timeSchema,
  }),
})

/** Fails `invalid-request` for a file and for a root: the site counts neither. */
export async function summary(
  parts: ListingParts,
  { account, uri }: ListingTarget,
  signal?: AbortSignal,
): Promise<FolderSummary> {
  const reply = await callWithSecrets(parts, { account, uris: [uri] }, ([secret]) => ({
    method: 'GET',
    route: '/file/info',
    query: { uri: secret, folder_summary: 'true' },
    signal,
  }))
  try {
    const { folder_summary: found } = readData(reply, summarySchema, overridesFor(uri))
    return {
      sizeBytes: found.size,
      files: found.files,
      folders: found.folders,
      complete: found.completed !== false,
      calculatedAtMs: found.calculated_at,
    }
  } catch (error) {
    const isFile = error instanceof TransferError && error.failure.kind === 'bad-response' && reply.code === 0
    if (isFile) throw fail('invalid-request', 'only a folder has a summary')
    throw error
  }
}

const thumbSchema = z.object({ url: z.string().max(65_536), expires: timeSchema.nullish().catch(undefined) })

/** A signed URL like any other: a secret. Fails `api-rejected` (-1) where the site has no picture of the file. */
export async function thumbnail(
  parts: ListingParts,
  { account, uri }: ListingTarget,
  signal?: AbortSignal,
): Promise<Link> {
  const reply = await callWithSecrets(parts, { account, uris: [uri] }, ([secret]) => ({
    method: 'GET',
    route: '/file/thumb',
    query: { uri: secret },
    signal,
  }))
  const { url: text, expires } = readData(reply, thumbSchema, overridesFor(uri))
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw badResponse(reply, 'no web address')
  const expiresAtMs = readExpiry(url, expires)
  return { url: text, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) }
}
