// The names of the treaty that are about the remote drive, on the engine's methods: looking, changing, sharing, and the
// places one comes back to. Previews and thumbnails are in remote-files.ts.

import type { BrowserCommands, BrowserQueries } from '../contract/browser-treaty.ts'
import type { ChangeView } from '../contract/browser-views.ts'
import type { Handlers, Input } from '../contract/treaty.ts'
import type { Changed, Engine } from '../core/engine-api.ts'
import { formatCloudUri, uriName } from '../core/model/cloud-uri.ts'
import type { CloudUri } from '../core/model/cloud-uri.ts'
import { fail } from '../core/model/failure.ts'
import type { OpenFolders } from './open-folders.ts'
import { toEntryView } from './rows.ts'
import { toUri } from './to-uri.ts'

type BrowserNames = keyof BrowserCommands | keyof BrowserQueries
export type BrowserHandlers = Omit<Pick<Handlers, BrowserNames>, `preview.${string}` | 'entry.offer'>

export function createBrowserHandlers(engine: Engine, folders: OpenFolders): BrowserHandlers {
  return {
    ...lookHandlers(engine),
    ...changeHandlers(engine),
    ...bulkHandlers(engine),
    ...shareHandlers(engine),
    ...placeHandlers(engine),
    'browser.watch': ({ accountId, uri, watchId }) => folders.watch({ accountId, uri: toUri(uri), watchId }),
    'browser.unwatch': ({ watchId }) => {
      folders.unwatch(watchId)
      return {}
    },
  }
}

type Look = `browser.${'list' | 'space' | 'details' | 'summary'}`

function lookHandlers({ browser, places }: Engine): Pick<BrowserHandlers, Look> {
  const list = async ({ uri: text, pageToken, pageSize, search, ...request }: Input<'browser.list'>) => {
    const uri = toUri(text)
    const { entries, ...page } = await browser.list({
      ...request,
      uri,
      ...(pageToken === undefined ? {} : { pageToken }),
      ...(pageSize === undefined ? {} : { pageSize }),
      ...(search === undefined ? {} : { search }),
    })
    const isVisit = search === undefined && pageToken === undefined && uri.segments.length > 0
    if (isVisit) places.visit(request.accountId, { kind: 'recent', uri, name: uriName(uri) })
    return { ...page, uri: formatCloudUri(uri), entries: entries.map(toEntryView) }
  }
  return {
    'browser.list': list,
    'browser.space': ({ accountId }) => browser.space(accountId),
    'browser.details': async ({ accountId, uri }) => {
      const { entry, ...details } = await browser.details(accountId, toUri(uri))
      return { ...details, entry: toEntryView(entry) }
    },
    'browser.summary': ({ accountId, uri }) => browser.summary(accountId, toUri(uri)),
  }
}

type One = `entry.${'createFolder' | 'rename' | 'unlock' | 'useVersion' | 'deleteVersion' | 'directLinks'}`

function changeHandlers({ changes }: Engine): Pick<BrowserHandlers, One> {
  return {
    'entry.createFolder': async ({ accountId, uri, name }) => ({
      entry: toEntryView(await changes.createFolder(accountId, toUri(uri), name)),
    }),
    'entry.rename': async ({ accountId, uri, name }) => {
      const { entry, undoId } = await changes.rename(accountId, toUri(uri), name)
      return { entry: toEntryView(entry), undoId }
    },
    'entry.unlock': async ({ accountId, lockIds }) => {
      await changes.unlock(accountId, lockIds)
      return {}
    },
    'entry.useVersion': async ({ accountId, uri, entityId }) => {
      await changes.useVersion(accountId, toUri(uri), entityId)
      return {}
    },
    'entry.deleteVersion': async ({ accountId, uri, entityId }) => {
      await changes.deleteVersion(accountId, toUri(uri), entityId)
      return {}
    },
    'entry.directLinks': async ({ accountId, uris }) => {
      const { links, failed } = await changes.directLinks(accountId, uris.map(toUri))
      return {
        links: links.map(({ uri, link }) => ({ uri: formatCloudUri(uri), link })),
        failed: toChangeView({ done: links.length, failed }).failed,
      }
    },
  }
}

type Bulk = `entry.${'move' | 'copy' | 'delete' | 'restore' | 'emptyTrash' | 'undo'}`

function bulkHandlers({ changes }: Engine): Pick<BrowserHandlers, Bulk> {
  return {
    'entry.move': async ({ accountId, uris, to }) =>
      toChangeView(await changes.move(accountId, uris.map(toUri), toUri(to))),
    'entry.copy': async ({ accountId, uris, to }) =>
      toChangeView(await changes.copy(accountId, uris.map(toUri), toUri(to))),
    'entry.delete': async ({ accountId, uris, forGood }) => {
      const entries = uris.map(toUri)
      return toChangeView(
        await (forGood ? changes.deleteForGood(accountId, entries) : changes.trash(accountId, entries)),
      )
    },
    'entry.restore': async ({ accountId, uris }) =>
      toChangeView(await changes.restore(accountId, uris.map(toUri))),
    'entry.emptyTrash': async ({ accountId }) => toChangeView(await changes.emptyTrash(accountId)),
    'entry.undo': async ({ undoId }) => toChangeView(await changes.undo(undoId)),
  }
}

function toChangeView({ failed, ...rest }: Changed): ChangeView {
  const toView = ({ uri, failure }: Changed['failed'][number]) => ({
    uri: formatCloudUri(uri),
    name: uriName(uri),
    failure,
  })
  return { ...rest, failed: failed.map(toView) }
}

type Shares = `share.${'create' | 'delete' | 'list' | 'link' | 'source' | 'follow'}`

function shareHandlers(engine: Engine): Pick<BrowserHandlers, Shares> {
  const { shares } = engine
  return {
    'share.create': ({ accountId, uri, ...order }) => shares.create(accountId, { ...order, uri: toUri(uri) }),
    'share.delete': async ({ accountId, shareId }) => {
      await shares.delete(accountId, shareId)
      return {}
    },
    'share.list': ({ accountId, pageToken }) => shares.list(accountId, pageToken),
    'share.follow': async ({ accountId, uri }) => {
      const step = await engine.accounts.followShortcut(accountId, toUri(uri))
      if (step.step === 'password') return step
      const { account, name } = step
      keepShare(engine, { accountId: account.id, uri: step.uri, name })
      return { step: 'opened', accountId: account.id, uri: formatCloudUri(step.uri), name }
    },
    'share.source': async ({ accountId, shareId }) => {
      const { folder, file } = await shares.source(accountId, shareId)
      return { folder: formatCloudUri(folder), ...(file === undefined ? {} : { file: formatCloudUri(file) }) }
    },
    'share.link': async ({ accountId, shareId }) => ({ link: await shares.link(accountId, shareId) }),
  }
}

type Places = `place.${'pin' | 'forget' | 'forgetRecent' | 'list'}`

function placeHandlers({ places, accounts }: Engine): Pick<BrowserHandlers, Places> {
  const check = (accountId: string) => {
    const known = accounts.list().some(({ id }) => id === accountId)
    if (!known) throw fail('sign-in-required', 'there is no such account')
  }
  return {
    'place.pin': ({ accountId, uri, name }) => {
      check(accountId)
      places.pin(accountId, toUri(uri), name)
      return {}
    },
    'place.forget': ({ accountId, kind, uri }) => {
      places.forget(accountId, kind, toUri(uri))
      return {}
    },
    'place.forgetRecent': ({ accountId }) => {
      places.forgetRecent(accountId)
      return {}
    },
    'place.list': ({ accountId }) => ({
      places: places.list(accountId).map((place) => ({ ...place, uri: formatCloudUri(place.uri) })),
    }),
  }
}

/** A share that was opened is kept, so that its link is not needed again. */
export function keepShare(engine: Engine, opened: { accountId: string; uri: CloudUri; name: string }): void {
  const { accountId, uri, name } = opened
  engine.places.visit(accountId, { kind: 'share', uri: { ...uri, segments: [] }, name: name || uri.owner })
}
