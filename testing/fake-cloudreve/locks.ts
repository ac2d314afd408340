// Who holds an entry: a running upload, an editor, a test (cloudreve-api.md sections 1.4 and 9). A lock on an entry keeps
// it, what is in it and what it is in from being moved, renamed or deleted.
import { randomUUID } from 'node:crypto'
import { readUnlockBody } from './bodies.ts'
import { ApiError, codes } from './codes.ts'
import { segmentsOf, type Entry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { formatFileUri } from './file-uri.ts'
import { jsonReply, type Reply } from './reply.ts'
import type { Site } from './site.ts'

export interface Lock {
  readonly entry: Entry
  readonly application: string
}

export function lock(site: Site, entry: Entry, application: string): string {
  const token = randomUUID()
  site.locks.set(token, { entry, application })
  return token
}

export function refuseLocked(site: Site, entries: readonly Entry[]): void {
  const held = [...site.locks].filter(([, { entry }]) => entries.some((wanted) => isOnOnePath(entry, wanted)))
  if (held.length === 0) return
  throw new ApiError(codes.lockConflict, 'Lock conflict', {
    data: held.map(([token, { entry, application }]) => ({
      path: formatFileUri('my', segmentsOf(entry)),
      token,
      owner: { application: { type: application } },
      type: entry.type === 'file' ? 0 : 1,
    })),
  })
}

export function answerUnlock(site: Site, exchange: Exchange): Reply {
  exchange.account()
  const { tokens } = readUnlockBody(exchange.body)
  if (!tokens.every((token) => site.locks.has(token)))
    throw new ApiError(codes.badParameter, 'failed to unlock file')
  for (const token of tokens) site.locks.delete(token)
  return jsonReply({ code: codes.ok, msg: '' })
}

function isOnOnePath(one: Entry, other: Entry): boolean {
  return isWithin(one, other) || isWithin(other, one)
}

function isWithin(entry: Entry, above: Entry): boolean {
  for (let at: Entry | undefined = entry; at !== undefined; at = at.parent) if (at === above) return true
  return false
}
