// One client that is the owner's own shell, behind a socket or in this very process: the gate with the names of
// contract/local.ts, and the events it follows. Who may have one is decided in local-socket.ts.

import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Subscribe } from '../contract/channel.ts'
import { createGateFor, type Gate, type GateReport, type HandlersFor } from '../contract/gate.ts'
import {
  localParsers,
  type AllEvents,
  type AllRequests,
  type LocalNews,
  type LocalRequests,
} from '../contract/local.ts'
import type { Handlers } from '../contract/treaty.ts'
import type { Engine, QueueNews } from '../core/engine-api.ts'
import { fail } from '../core/model/failure.ts'
import type { PickedFolders } from './picked-folders.ts'
import { toSearch } from './queue-handlers.ts'
import { toEntryView } from './rows.ts'
import { toEndView } from './sync-handlers.ts'
import { toUri } from './to-uri.ts'

export interface LocalSession {
  readonly gate: Gate
  readonly subscribe: Subscribe<AllEvents>
}

export interface LocalSessionParts {
  readonly engine: Engine
  /** Of the treaty of a page: a local client may say all of that too. */
  readonly handlers: Handlers
  readonly subscribe: Subscribe
  readonly picked: PickedFolders
  readonly report: GateReport
  readonly collectDiagnostics: () => Promise<Buffer>
  /** Absent where this host keeps the profile until somebody ends it. */
  readonly onYieldAsked?: () => void
}

export function createLocalSession(parts: LocalSessionParts): LocalSession {
  const { engine, handlers, report } = parts
  /** Undefined: every batch; before the client has said so: none. */
  let followed: ReadonlySet<string> | undefined = new Set()
  const follow = (batchIds: readonly string[] | undefined) => {
    followed = batchIds === undefined ? undefined : new Set(batchIds)
  }
  const own: HandlersFor<LocalRequests> = {
    ...folderHandlers(parts),
    ...readHandlers(engine),
    'queue.after': ({ batchId, after }) => {
      if (engine.queue.batch(batchId) === undefined) throw fail('not-found', 'there is no such batch')
      engine.queue.setAfter(batchId, after)
      return {}
    },
    'queue.repair': ({ accountId, token, files }) =>
      engine.queue.add({
        accountId,
        targetRoot: parts.picked.pathOf(token),
        conflict: 'set-aside',
        roots: files.map(({ uri, path }) => ({
          uri: toUri(uri),
          place: { folders: path.slice(0, -1), name: path.at(-1) ?? '' },
        })),
      }),
    'queue.follow': ({ batchIds }) => {
      follow(batchIds)
      return {}
    },
    'sync.keep': () => {
      engine.sync.start()
      return {}
    },
    'sync.force': async ({ pairId }) => toEndView(await engine.sync.run(pairId, { agree: 'everything' })),
    'diagnostics.collect': async () => ({ zip: (await parts.collectDiagnostics()).toString('base64') }),
    'host.yield': () => {
      if (parts.onYieldAsked === undefined) throw fail('profile-in-use', 'this host stays')
      parts.onYieldAsked()
      return {}
    },
  }
  return {
    gate: createGateFor<AllRequests>(localParsers, { ...handlers, ...own }, report),
    subscribe: (listener) => {
      const disposers = [
        parts.subscribe(listener),
        engine.queue.onNews((raw) => {
          const batchId = batchOf(engine, raw)
          if (batchId === undefined || followed?.has(batchId) === false) return
          const news = toLocalNews(engine, raw)
          if (news !== undefined) listener('queue.news', { news })
        }),
      ]
      return () => {
        for (const dispose of disposers) dispose()
      }
    },
  }
}

function batchOf(engine: Engine, news: QueueNews): string | undefined {
  if (news.type === 'transfer') return news.transfer.batchId
  return news.type === 'walk' ? news.batch.id : engine.queue.transfer(news.transferId)?.batchId
}

function toLocalNews(engine: Engine, news: QueueNews): LocalNews | undefined {
  if (news.type !== 'note') return news
  const transfer = engine.queue.transfer(news.transferId)
  return transfer === undefined ? undefined : { type: 'note', transfer, failure: news.failure }
}

function folderHandlers({ picked }: LocalSessionParts): HandlersFor<Pick<LocalRequests, 'folder.use'>> {
  return {
    'folder.use': async ({ path }) => {
      if (!isAbsolute(path)) throw fail('invalid-request', 'the folder is not written from the root')
      const facts = await stat(path).catch(() => undefined)
      if (facts?.isDirectory() !== true) throw fail('disk-denied', `${path} is no folder`)
      return { picked: picked.add(path) }
    },
  }
}

type ReadNames = 'browser.info' | 'queue.list' | 'queue.find' | 'queue.files' | 'queue.look'

function readHandlers({ browser, queue }: Engine): HandlersFor<Pick<LocalRequests, ReadNames>> {
  return {
    'browser.info': async ({ accountId, uri }) => ({
      entry: toEntryView(await browser.info(accountId, toUri(uri))),
    }),
    'queue.list': (window) => queue.batches(window),
    'queue.find': (wish) => queue.search(toSearch(wish)),
    'queue.files': (window) => queue.transfers(window),
    'queue.look': ({ batchIds, transferIds }) => ({
      batches: batchIds.flatMap((id) => queue.batch(id) ?? []),
      transfers: transferIds.flatMap((id) => queue.transfer(id) ?? []),
    }),
  }
}
