// The treaty's names on the engine's methods: what the user interface may ask, and nothing else. Paths come from dialogs
// and settings only; a page gets tokens for them.

import type { QueueCommands, QueueQueries } from '../contract/queue-treaty.ts'
import type { Handlers, Input } from '../contract/treaty.ts'
import type { AddRequest, Engine } from '../core/engine-api.ts'
import { formatCloudUri } from '../core/model/cloud-uri.ts'
import { fail } from '../core/model/failure.ts'
import { createAccountHandlers } from './account-handlers.ts'
import { defaultQueueId } from '../core/model/named-queue.ts'
import type { AddressInbox } from './address-inbox.ts'
import { createBrowserHandlers, keepShare } from './browser-handlers.ts'
import { createDesktopHandlers, type DesktopHandlerParts } from './desktop-handlers.ts'
import type { Ending } from './ending.ts'
import type { OpenFolders } from './open-folders.ts'
import type { PickedFolders } from './picked-folders.ts'
import { createQueueHandlers } from './queue-handlers.ts'
import { toRow, toSettingsView, toTransferRow } from './rows.ts'
import type { Offers } from './remote/offers.ts'
import type { Previews } from './remote/previews.ts'
import type { Shell } from './shell.ts'
import { createSyncHandlers } from './sync-handlers.ts'
import { toRoot } from './to-root.ts'
import { createUpdateHandlers, type Updates } from './update-handlers.ts'
import { toUri } from './to-uri.ts'

export interface HandlerParts {
  readonly shell: Shell
  readonly picked: PickedFolders
  readonly inbox?: AddressInbox
  /** What a page may say of it. */
  readonly ending: Ending
  readonly desktop: DesktopHandlerParts
  readonly folders: OpenFolders
  readonly previews: Previews
  readonly offers: Offers
  readonly updates: Updates
}

export function createHandlers(engine: Engine, parts: HandlerParts): Handlers {
  const { shell, picked, inbox, ending, folders, previews, offers } = parts
  return {
    ...createAccountHandlers(engine, { shell, picked }),
    ...shareHandlers(engine),
    ...queueHandlers(engine),
    ...folderHandlers(engine, shell, picked),
    ...createBrowserHandlers(engine, folders),
    ...createDesktopHandlers(parts.desktop),
    ...createQueueHandlers(engine, picked),
    ...createSyncHandlers(engine, { picked, shell }),
    ...createUpdateHandlers(parts.updates),
    'entry.offer': ({ accountId, uri }) => ({ address: offers.make(accountId, toUri(uri)) }),
    'preview.open': ({ accountId, uri, entityId }) => previews.open({ accountId, uri: toUri(uri), entityId }),
    'preview.close': ({ previewId }) => {
      previews.close(previewId)
      return {}
    },
    'host.describe': ending.describe,
    'host.quitWhenDone': ({ on }) => {
      ending.set(on)
      return ending.describe()
    },
    'address.take': () => ({ addresses: inbox?.take() ?? [] }),
    'settings.read': () => toSettingsView(engine.settings.read()),
    'settings.save': (patch) => toSettingsView(engine.settings.save(patch)),
  }
}

type ShareNames = 'share.open'

function shareHandlers(engine: Engine): Pick<Handlers, ShareNames> {
  return {
    'share.open': async ({ link, password }) => {
      const step = await engine.accounts.openShare(link, password === undefined ? {} : { password })
      if (step.step === 'password') return step
      keepShare(engine, { accountId: step.account.id, uri: step.uri, name: step.name })
      return { step: 'opened', accountId: step.account.id, uri: formatCloudUri(step.uri), name: step.name }
    },
  }
}

type QueueNames = Exclude<
  Extract<keyof Handlers, `queue.${string}`>,
  keyof QueueCommands | keyof QueueQueries
>

function queueHandlers(engine: Engine): Omit<Pick<Handlers, QueueNames>, 'queue.add'> {
  const { queue } = engine
  const done =
    <T>(run: (input: T) => void) =>
    (input: T) => {
      run(input)
      return {}
    }
  return {
    'queue.pause': done(queue.pause),
    'queue.resume': done(queue.resume),
    'queue.cancel': done(queue.cancel),
    'queue.retry': done(queue.retry),
    'queue.remove': done(queue.remove),
    'queue.pauseAll': done(queue.pauseAll),
    'queue.resumeAll': done(queue.resumeAll),
    'queue.cancelAll': done(queue.cancelAll),
    'queue.retryAll': done(queue.retryAll),
    'queue.clearEnded': done(queue.clearEnded),
    'queue.decide': done(({ transferId, conflict, forBatch }) =>
      queue.decide(transferId, conflict, forBatch),
    ),
    'queue.summary': () => queue.totals(),
    'queue.window': ({ view, batchId, queueId, accountId, order, offset, limit }) => {
      if (batchId === undefined) {
        const { batches, ...page } = queue.batches({ view, queueId, accountId, order, offset, limit })
        return { ...page, rows: batches.map(toRow) }
      }
      const { transfers, ...page } = queue.transfers({ batchId, view, offset, limit })
      const isPaused = queue.batch(batchId)?.queuePaused === true
      return { ...page, rows: transfers.map((one) => toTransferRow(one, isPaused)) }
    },
  }
}

type PlaceWish = Pick<Input<'queue.add'>, 'queueId' | 'priority' | 'startAtMs' | 'connections' | 'speedLimit'>

function toPlace({
  queueId,
  priority,
  startAtMs,
  connections,
  speedLimit,
}: PlaceWish): Pick<AddRequest, 'queueId' | 'priority' | 'startAtMs' | 'pace'> {
  const pace = {
    ...(connections === undefined ? {} : { connections }),
    ...(speedLimit === undefined ? {} : { speedLimit }),
  }
  return {
    ...(Object.keys(pace).length === 0 ? {} : { pace }),
    ...(queueId === undefined ? {} : { queueId }),
    ...(priority === undefined ? {} : { priority }),
    ...(startAtMs === undefined ? {} : { startAtMs }),
  }
}

type FolderNames = 'queue.add' | 'settings.useFolder' | 'folder.pick' | 'file.open' | 'file.reveal'

function folderHandlers(engine: Engine, shell: Shell, picked: PickedFolders): Pick<Handlers, FolderNames> {
  const landedPath = (transferId: string) => {
    const state = engine.queue.transfer(transferId)?.state
    if (state?.kind !== 'completed') throw fail('not-found', 'the file is not finished')
    return state.path
  }
  const defaultFolder = (accountId: string, queueId: string | undefined) => {
    const { queues } = engine.queue.queues()
    const own = queues.find(({ id }) => id === (queueId ?? defaultQueueId))?.folder
    return own ?? engine.accounts.folderOf(accountId)
  }
  return {
    'queue.add': ({ accountId, roots, target, conflict, archive, ...place }) => {
      // The site packs what it is told by name; what nobody has listed yet has to be walked.
      if (archive === true && roots.some(({ contents }) => contents !== undefined))
        throw fail('invalid-request', 'a zip is made of entries that are named')
      return engine.queue.add({
        accountId,
        roots: roots.map(toRoot),
        targetRoot:
          target.kind === 'default' ? defaultFolder(accountId, place.queueId) : picked.pathOf(target.token),
        ...toPlace(place),
        ...(conflict === undefined ? {} : { conflict }),
        ...(archive === undefined ? {} : { archive }),
      })
    },
    'settings.useFolder': ({ token }) =>
      toSettingsView(engine.settings.save({ downloadFolder: picked.pathOf(token) })),
    'folder.pick': async ({ wish }) => {
      const path = await shell.pickFolder(wish)
      return { picked: path === undefined ? null : picked.add(path) }
    },
    'file.open': async ({ transferId }) => {
      await shell.openFile(landedPath(transferId))
      return {}
    },
    'file.reveal': async ({ transferId, batchId }) => {
      const folder = batchId === undefined ? undefined : engine.queue.batch(batchId)?.batch.targetRoot
      if (transferId === undefined && folder === undefined)
        throw fail('not-found', 'there is nothing to show')
      await shell.reveal(transferId === undefined ? (folder ?? '') : landedPath(transferId))
      return {}
    },
  }
}
