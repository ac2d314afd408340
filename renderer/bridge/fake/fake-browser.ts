// The remote drive of the host in memory: folders, places and shares as plain values that the requests really change.

import type { BrowserCommands, BrowserQueries } from '../../../contract/browser-treaty.ts'
import type { DetailsView, PlaceView, ShareView, SpaceView } from '../../../contract/browser-views.ts'
import type { EventName, Events, Handlers } from '../../../contract/treaty.ts'
import type { EntryView } from '../../../contract/views.ts'
import { childUri, formatCloudUri, parentUri, parseCloudUri } from '../../../core/model/cloud-uri.ts'
import { createFailure, TransferError } from '../../../core/model/failure.ts'
import type { SearchQuery } from '../../../core/model/search.ts'
import { aFolder } from './fixtures.ts'

export interface FakeDrive {
  /** By URI; every other folder is empty. */
  folders: Record<string, readonly EntryView[]>
  pageSize: number
  places: readonly PlaceView[]
  shares: readonly ShareView[]
  space: SpaceView
  /** What the details say beyond the entry. */
  details: Partial<DetailsView>
}

export function aDrive(): FakeDrive {
  return {
    folders: {},
    pageSize: 200,
    places: [],
    shares: [],
    space: {
      mayArchive: true,
      mayShare: true,
      mayOpenShares: true,
      directLinks: 10,
      trashSeconds: 604_800,
      thumbnailExtensions: ['jpg', 'png'],
    },
    details: {},
  }
}

type Emit = <E extends EventName>(name: E, payload: Events[E]) => void
type DriveHandlers = Pick<Handlers, keyof BrowserCommands | keyof BrowserQueries>

export function driveHandlers(drive: FakeDrive, emit: Emit): DriveHandlers {
  return {
    ...lookHandlers(drive),
    ...changeHandlers(drive, emit),
    ...shareHandlers(drive),
    ...placeHandlers(drive, emit),
  }
}

const trash = 'cloudreve://trash/'

function lookHandlers(
  drive: FakeDrive,
): Pick<
  DriveHandlers,
  `browser.${'list' | 'space' | 'details' | 'summary' | 'watch' | 'unwatch'}` | `preview.${'open' | 'close'}`
> {
  return {
    'browser.list': ({ uri, pageToken, search }) => {
      const entries = search === undefined ? (drive.folders[uri] ?? []) : find(drive, uri, search)
      const start = Number(pageToken ?? 0)
      const end = start + drive.pageSize
      const more = end < entries.length ? { nextPageToken: String(end) } : {}
      return { uri, entries: entries.slice(start, end), singleFile: false, ...more }
    },
    'browser.space': () => drive.space,
    'browser.details': ({ uri }) => ({
      entry: entryAt(drive, uri),
      may: ['download', 'rename', 'move', 'copy', 'delete', 'share', 'link'],
      versions: [],
      shares: [],
      tags: [],
      metadata: {},
      ...drive.details,
    }),
    'browser.summary': ({ uri }) => {
      const entries = find(drive, uri, {})
      return {
        sizeBytes: entries.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0),
        files: entries.filter(({ kind }) => kind === 'file').length,
        folders: entries.filter(({ kind }) => kind === 'folder').length,
        complete: true,
        calculatedAtMs: 0,
      }
    },
    'browser.watch': ({ watchId = 'watch' }) => ({ watchId, leaseMs: 60_000 }),
    'browser.unwatch': () => ({}),
    'preview.open': () => ({ kind: 'none', reason: 'kind' }),
    'preview.close': () => ({}),
  }
}

function find(drive: FakeDrive, uri: string, { names = [], kind }: SearchQuery): EntryView[] {
  return Object.entries(drive.folders)
    .filter(([folder]) => folder.startsWith(uri))
    .flatMap(([, entries]) => entries)
    .filter((entry) => kind === undefined || entry.kind === kind)
    .filter((entry) => names.every((name) => entry.name.includes(name.replaceAll('*', ''))))
}

function entryAt(drive: FakeDrive, uri: string): EntryView {
  const found = Object.values(drive.folders)
    .flat()
    .find((entry) => entry.uri === uri)
  if (found === undefined) throw new TransferError(createFailure('not-found', uri))
  return found
}

type Changes = Exclude<Extract<keyof DriveHandlers, `entry.${string}`>, never>

function changeHandlers(drive: FakeDrive, emit: Emit): Pick<DriveHandlers, Changes> {
  const put = (folder: string, entries: readonly EntryView[]) => {
    drive.folders = { ...drive.folders, [folder]: entries }
  }
  const take = (uri: string): EntryView => {
    const entry = entryAt(drive, uri)
    for (const [folder, entries] of Object.entries(drive.folders)) {
      if (entries.includes(entry))
        put(
          folder,
          entries.filter((one) => one !== entry),
        )
    }
    return entry
  }
  const putInto = (folder: string, entry: EntryView): EntryView => {
    const taken = (drive.folders[folder] ?? []).some(({ name }) => name === entry.name)
    if (taken) throw new TransferError(createFailure('name-taken', entry.name, { code: 40_004 }))
    const moved = { ...entry, uri: uriIn(folder, entry.name) }
    put(folder, [...(drive.folders[folder] ?? []), moved])
    return moved
  }
  const changed = (accountId: string, uri: string) => emit('browser.changed', { accountId, uri })
  const each = (uris: readonly string[], run: (uri: string) => void) => {
    for (const uri of uris) run(uri)
    return { done: uris.length, failed: [], undoId: 'undo' }
  }
  return {
    'entry.createFolder': ({ accountId, uri, name }) => {
      const entry = putInto(uri, aFolder(name))
      changed(accountId, uri)
      return { entry }
    },
    'entry.rename': ({ accountId, uri, name }) => {
      const entry = putInto(folderOf(uri), { ...take(uri), name })
      changed(accountId, folderOf(uri))
      return { entry, undoId: 'undo' }
    },
    'entry.move': ({ uris, to }) => each(uris, (uri) => putInto(to, take(uri))),
    'entry.copy': ({ uris, to }) => each(uris, (uri) => putInto(to, entryAt(drive, uri))),
    'entry.delete': ({ uris, forGood }) =>
      each(uris, (uri) => {
        const entry = take(uri)
        if (!forGood) put(trash, [...(drive.folders[trash] ?? []), { ...entry, uri: uriIn(trash, entry.id) }])
      }),
    'entry.restore': ({ uris }) =>
      each(uris, (uri) => {
        const entry = take(uri)
        putInto(folderOf(entry.trashed?.from ?? 'cloudreve://my/x'), entry)
      }),
    'entry.emptyTrash': () => {
      const done = drive.folders[trash]?.length ?? 0
      put(trash, [])
      return { done, failed: [] }
    },
    'entry.undo': () => ({ done: 1, failed: [] }),
    'entry.unlock': () => ({}),
    'entry.useVersion': () => ({}),
    'entry.deleteVersion': () => ({}),
    'entry.offer': ({ uri }) => ({ address: `/remote/offer/${uri.length}` }),
    'entry.directLinks': ({ uris }) => ({
      links: uris.map((uri) => ({ uri, link: `https://cloud.example.org/f/x/${nameOf(uri)}` })),
      failed: [],
    }),
  }
}

function shareHandlers(
  drive: FakeDrive,
): Pick<DriveHandlers, `share.${'create' | 'delete' | 'list' | 'link' | 'source' | 'follow'}`> {
  return {
    'share.create': ({ protect, uri }) => {
      const entry = entryAt(drive, uri)
      const link = `https://cloud.example.org/s/${entry.id}`
      const share: ShareView = {
        ...{ id: entry.id, name: entry.name, kind: entry.kind, link, protected: protect },
        ...{ createdAtMs: 0, downloads: 0, visits: 0, expired: false, showsView: false },
      }
      drive.shares = [...drive.shares, share]
      return { shareId: entry.id, link: protect ? `${link}/secret` : link }
    },
    'share.delete': ({ shareId }) => {
      drive.shares = drive.shares.filter(({ id }) => id !== shareId)
      return {}
    },
    'share.list': () => ({ shares: drive.shares }),
    'share.source': () => ({ folder: 'cloudreve://my/' }),
    'share.follow': ({ accountId }) => ({
      ...{ step: 'opened', accountId, uri: 'cloudreve://abc@share/', name: 'Lisbon' },
    }),
    'share.link': ({ shareId }) => ({ link: `https://cloud.example.org/s/${shareId}/secret` }),
  }
}

function placeHandlers(
  drive: FakeDrive,
  emit: Emit,
): Pick<DriveHandlers, `place.${'pin' | 'forget' | 'forgetRecent' | 'list'}`> {
  const keep = (accountId: string, places: readonly PlaceView[]) => {
    drive.places = places
    emit('place.changed', { accountId })
    return {}
  }
  return {
    'place.pin': ({ accountId, uri, name }) =>
      keep(accountId, [...drive.places, { kind: 'pinned', uri, name, atMs: 0 }]),
    'place.forget': ({ accountId, uri, kind }) =>
      keep(
        accountId,
        drive.places.filter((place) => place.uri !== uri || place.kind !== kind),
      ),
    'place.forgetRecent': ({ accountId }) =>
      keep(
        accountId,
        drive.places.filter(({ kind }) => kind !== 'recent'),
      ),
    'place.list': () => ({ places: [...drive.places] }),
  }
}

function uriIn(folder: string, name: string): string {
  const parsed = parseCloudUri(folder)
  return parsed === undefined ? folder : formatCloudUri(childUri(parsed.uri, name))
}

function folderOf(uri: string): string {
  const parsed = parseCloudUri(uri)
  const parent = parsed === undefined ? undefined : parentUri(parsed.uri)
  return parent === undefined ? uri : formatCloudUri(parent)
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1)
}
