// What a user changes on the remote drive, with what takes it back. The calls are made in core/cloudreve/changes.ts.

import type { Cloudreve } from '../cloudreve/cloudreve.ts'
import type { Changed, ChangesApi } from '../engine-api.ts'
import type { Account } from '../model/account.ts'
import type { ChangeOutcome } from '../model/change.ts'
import { childUri, formatCloudUri, parentUri, uriName } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { fail } from '../model/failure.ts'
import { createEmitter } from '../queue/news.ts'
import { createUndoMemory } from './undo-memory.ts'
import type { Undo } from './undo-memory.ts'
import { inTrash, trashRoot } from './trash.ts'

export interface ChangesParts {
  readonly cloudreve: Cloudreve
  readonly account: (accountId: string) => Account
  readonly uuid: () => string
}

export function createChanges({ cloudreve, account, uuid }: ChangesParts): ChangesApi {
  const memory = createUndoMemory(uuid)
  const changed = createEmitter<{ accountId: string; uri: CloudUri }>()
  const tell = (accountId: string, folders: readonly (CloudUri | undefined)[]) => {
    const distinct = new Map(
      folders.flatMap((uri) => (uri === undefined ? [] : [[formatCloudUri(uri), uri]])),
    )
    for (const uri of distinct.values()) changed.emit({ accountId, uri })
  }
  const remember = (outcome: ChangeOutcome, undo: Undo): Changed =>
    outcome.done === 0 ? outcome : { ...outcome, undoId: memory.remember(undo) }

  const move = async (accountId: string, uris: readonly CloudUri[], to: CloudUri): Promise<Changed> => {
    const outcome = await cloudreve.move(account(accountId), { uris, to, copy: false })
    tell(accountId, [to, ...uris.map(parentUri)])
    const moved = succeeded(uris, outcome).flatMap((uri) => {
      const from = parentUri(uri)
      return from === undefined ? [] : [{ uri: childUri(to, uriName(uri)), to: from }]
    })
    return remember(outcome, { kind: 'move', accountId, moved })
  }
  const restore = async (accountId: string, uris: readonly CloudUri[]): Promise<Changed> => {
    const who = account(accountId)
    const named = uris.filter(({ fileSystem }) => fileSystem !== 'trash')
    const { keys, missing } =
      named.length === 0 ? { keys: [], missing: [] } : await inTrash(cloudreve, who, { uris: named })
    const binned = [...uris.filter(({ fileSystem }) => fileSystem === 'trash'), ...keys]
    const outcome = binned.length === 0 ? { done: 0, failed: [] } : await cloudreve.restore(who, binned)
    // Where what is named by the bin went is known to the site alone: its events tell.
    tell(accountId, [trashRoot, ...named.map(parentUri)])
    return { ...outcome, failed: [...outcome.failed, ...missing] }
  }
  const undo = async (found: Undo): Promise<Changed> => {
    const { accountId } = found
    switch (found.kind) {
      case 'rename':
        await cloudreve.rename(account(accountId), found)
        tell(accountId, [parentUri(found.uri)])
        return { done: 1, failed: [] }
      case 'move':
        return moveBack(found.moved, (uris, to) => move(accountId, uris, to))
      case 'trash':
        return restore(accountId, found.uris)
    }
  }

  return {
    createFolder: async (accountId, parent, name) => {
      const entry = await cloudreve.createFolder(account(accountId), { parent, name })
      tell(accountId, [parent])
      return entry
    },
    rename: async (accountId, uri, name) => {
      const entry = await cloudreve.rename(account(accountId), { uri, name })
      tell(accountId, [parentUri(uri)])
      const back: Undo = { kind: 'rename', accountId, uri: entry.uri, name: uriName(uri) }
      return { entry, undoId: memory.remember(back) }
    },
    move,
    copy: async (accountId, uris, to) => {
      const outcome = await cloudreve.move(account(accountId), { uris, to, copy: true })
      tell(accountId, [to])
      return outcome
    },
    trash: async (accountId, uris) => {
      const outcome = await cloudreve.remove(account(accountId), { uris, forGood: false })
      tell(accountId, [trashRoot, ...uris.map(parentUri)])
      return remember(outcome, { kind: 'trash', accountId, uris: succeeded(uris, outcome) })
    },
    deleteForGood: async (accountId, uris) => {
      const outcome = await cloudreve.remove(account(accountId), { uris, forGood: true })
      tell(accountId, uris.map(parentUri))
      return outcome
    },
    restore,
    emptyTrash: async (accountId) => {
      const who = account(accountId)
      const keys = await allOfTrash(cloudreve, who)
      const atOnce = await cloudreve.emptyTrash(who)
      const outcome = atOnce
        ? { done: keys.length, failed: [] }
        : await cloudreve.remove(who, { uris: keys, forGood: true })
      tell(accountId, [trashRoot])
      return outcome
    },
    undo: async (undoId) => undo(memory.take(undoId)),
    unlock: (accountId, lockIds) => cloudreve.unlock(account(accountId), lockIds),
    useVersion: async (accountId, uri, entityId) => {
      await cloudreve.useVersion(account(accountId), { uri, entityId })
      tell(accountId, [parentUri(uri)])
    },
    deleteVersion: (accountId, uri, entityId) =>
      cloudreve.deleteVersion(account(accountId), { uri, entityId }),
    directLinks: (accountId, uris) => cloudreve.directLinks(account(accountId), uris),
    onChanged: (listener) => changed.on(listener),
  }
}

function succeeded(uris: readonly CloudUri[], { failed }: ChangeOutcome): CloudUri[] {
  const missed = new Set(failed.map(({ uri }) => formatCloudUri(uri)))
  return uris.filter((uri) => !missed.has(formatCloudUri(uri)))
}

/** A selection may have come from several folders: one call for each. */
async function moveBack(
  moved: readonly { readonly uri: CloudUri; readonly to: CloudUri }[],
  move: (uris: readonly CloudUri[], to: CloudUri) => Promise<ChangeOutcome>,
): Promise<ChangeOutcome> {
  const byFolder = new Map<string, { to: CloudUri; uris: CloudUri[] }>()
  for (const { uri, to } of moved) {
    const key = formatCloudUri(to)
    const group = byFolder.get(key) ?? { to, uris: [] }
    byFolder.set(key, group)
    group.uris.push(uri)
  }
  const outcomes: ChangeOutcome[] = []
  for (const { to, uris } of byFolder.values()) outcomes.push(await move(uris, to))
  if (outcomes.length === 0) throw fail('not-found', 'there is nothing to take back')
  return {
    done: outcomes.reduce((sum, { done }) => sum + done, 0),
    failed: outcomes.flatMap(({ failed }) => failed),
  }
}

async function allOfTrash(cloudreve: Cloudreve, account: Account): Promise<CloudUri[]> {
  const uris: CloudUri[] = []
  let pageToken: string | undefined
  do {
    const page = await cloudreve.list(account, trashRoot, { pageSize: 1_000, pageToken })
    uris.push(...page.entries.map(({ uri }) => uri))
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
  return uris
}
