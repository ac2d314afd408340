// Moving, copying, trashing, restoring and emptying (cloudreve-api.md section 9), with the server's ways of failing: a
// name that is taken or a lock fails the whole call, anything else only its item.
import { readDeleteBody, readMoveBody } from './bodies.ts'
import { ApiError, codes, type AggregatedItem } from './codes.ts'
import { segmentsOf, type Entry, type FolderEntry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { parseFileUri } from './file-uri.ts'
import { refuseLocked } from './locks.ts'
import { jsonReply, type Reply } from './reply.ts'
import { resolve, type Target } from './scope.ts'
import type { Site } from './site.ts'
import { withDescendants } from './tree.ts'

export function answerMove(site: Site, exchange: Exchange): Reply {
  const account = exchange.account()
  const body = readMoveBody(exchange.body)
  checkBatch(site, body.uris)
  const destination = resolve(site, parseFileUri(body.dst ?? ''), account)
  const into = destination.entry
  if (into.type !== 'folder' || destination.scope.fs !== 'my')
    throw new ApiError(codes.forbidden, 'Not supported action')
  const copy = body.copy === true
  const { good, failed } = sort(site, { exchange, uris: body.uris }, (target) => {
    if (target.scope.fs !== 'my' || target.segments.length === 0) throw notSupported()
    const intoItself = [...withDescendants(target.entry)].includes(into)
    if (intoItself || (!copy && target.entry.parent === into)) throw notSupported()
  })
  if (!copy) refuseLocked(site, good)
  const names = good.map(({ name }) => name)
  if (names.some((name, at) => into.children.has(name) || names.indexOf(name) !== at))
    throw new ApiError(codes.objectExists, 'Object existed')
  for (const entry of good) {
    if (copy) copyInto(site, entry, into)
    else site.tree.move(entry, into, entry.name)
  }
  return partly(failed)
}

function copyInto(site: Site, entry: Entry, into: FolderEntry): void {
  if (entry.type === 'file') {
    site.tree.copyFile(entry, into)
    return
  }
  const made = site.tree.makeFolders(into, [entry.name])
  for (const child of entry.children.values()) copyInto(site, child, made)
}

export function answerDelete(site: Site, exchange: Exchange): Reply {
  const body = readDeleteBody(exchange.body)
  checkBatch(site, body.uris)
  const hard = body.skip_soft_delete === true
  const { good, failed } = sort(site, { exchange, uris: body.uris }, (target) => {
    if (target.segments.length === 0 || (!hard && target.scope.fs === 'trash')) throw notSupported()
  })
  refuseLocked(site, good)
  for (const entry of good) {
    if (hard) site.tree.remove(entry)
    else site.tree.trash(entry)
  }
  return partly(failed)
}

export function answerRestore(site: Site, exchange: Exchange): Reply {
  const account = exchange.account()
  const body = readDeleteBody(exchange.body)
  checkBatch(site, body.uris)
  const { failed } = sort(site, { exchange, uris: body.uris }, ({ scope, entry }) => {
    if (scope.fs !== 'trash') throw notSupported()
    const { segments } = parseFileUri(entry.metadata['sys:restore_uri'] ?? '')
    const parent = site.tree.makeFolders(site.tree.rootOf(account.id), segments.slice(0, -1))
    const name = segments.at(-1) ?? ''
    if (parent.children.has(name)) throw new ApiError(codes.objectExists, 'Object existed')
    site.tree.restore(entry, parent, name)
  })
  return partly(failed)
}

export function answerEmptyTrash(site: Site, exchange: Exchange): Reply {
  for (const entry of [...site.tree.trashOf(exchange.account().id).values()]) site.tree.remove(entry)
  return jsonReply({ code: codes.ok, msg: '' })
}

function checkBatch(site: Site, uris: readonly string[]): void {
  if (uris.length > site.settings.maxBatchSize) throw new ApiError(codes.batchTooLarge, 'Too many files')
}

/** Looks at each item; what throws is its own failure. */
function sort(
  site: Site,
  { exchange, uris }: { exchange: Exchange; uris: readonly string[] },
  check: (target: Target) => void,
): { good: Entry[]; failed: Record<string, AggregatedItem> } {
  const account = exchange.account()
  const good: Entry[] = []
  const failed: Record<string, AggregatedItem> = {}
  for (const uri of uris.map(parseFileUri)) {
    try {
      const target = resolve(site, uri, account)
      check(target)
      good.push(target.entry)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      failed[uri.printed] = { code: error.code, msg: error.message }
    }
  }
  return { good, failed }
}

function partly(failed: Record<string, AggregatedItem>): Reply {
  if (Object.keys(failed).length === 0) return jsonReply({ code: codes.ok, msg: '' })
  throw new ApiError(codes.notFullySuccess, 'One or more operation failed', { aggregated: failed })
}

function notSupported(): ApiError {
  return new ApiError(codes.forbidden, 'Not supported action')
}

/** Where an entry is, for events and locks. */
export function pathOf(entry: Entry): string {
  return `/${segmentsOf(entry).join('/')}`
}
