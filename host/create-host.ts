// Opens a profile: lock, ports, engine, gate. The face in front of it brings its own vault, settings store and shell.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Subscribe } from '../contract/channel.ts'
import { createGate } from '../contract/gate.ts'
import type { Engine } from '../core/engine-api.ts'
import { createEngine } from '../core/engine.ts'
import { NewerSchemaError } from '../core/store/migrations.ts'
import { fail } from '../core/model/failure.ts'
import { environmentProxies } from './environment-proxies.ts'
import { createEnding } from './ending.ts'
import type { Ending } from './ending.ts'
import { keepSettings } from './kept-settings.ts'
import { createHandlers } from './handlers.ts'
import type { Host, HostParts } from './host.ts'
import { createLocalSession } from './local-session.ts'
import { openLocalSocket } from './local-socket.ts'
import { openSurroundings, type Surroundings } from './open-surroundings.ts'
import { createQuitWhenDone } from './quit-when-done.ts'
import { hostNameRules } from './name-rules.ts'
import { createOpenFolders } from './open-folders.ts'
import type { OpenFolders } from './open-folders.ts'
import { createPickedFolders } from './picked-folders.ts'
import { createNodeDisk } from '../core/ports/node-disk.ts'
import { lockProfile } from './profile-lock.ts'
import { createOffers } from './remote/offers.ts'
import { createPreviews } from './remote/previews.ts'
import { createAvatars } from './remote/avatars.ts'
import { createRemoteFiles, type RemoteParts } from './remote/remote-files.ts'
import { createThumbnailCache, thumbnailFolder } from './remote/thumbnail-cache.ts'
import { createThumbnails } from './remote/thumbnails.ts'
import { toSettingsView } from './rows.ts'
import { runProgram } from './run-program.ts'
import { ensureProfile } from './profile.ts'
import { noUpdates } from './update-handlers.ts'
import type { Updates } from './update-handlers.ts'
import { createTrustSystem } from './system-trust.ts'
import { systemClock } from '../core/ports/system-clock.ts'

/** Fails `profile-in-use` where another process has the profile's queue. The engine is not started yet. */
export async function createHost(parts: HostParts): Promise<Host> {
  ensureProfile(parts.profile)
  const unlock = lockProfile(parts.profile)
  let engine: Engine
  try {
    engine = openEngine(parts)
  } catch (error) {
    unlock()
    if (error instanceof NewerSchemaError) throw fail('illegal-state', error.message, { cause: error })
    throw error
  }
  const report = (message: string, error?: unknown) =>
    parts.logger.log('warn', message, error === undefined ? {} : { reason: describeError(error) })
  const picked = createPickedFolders()
  const { whenDone } = parts
  const quitWhenDone = whenDone === undefined ? undefined : createQuitWhenDone(engine.queue, whenDone.quit)
  const ending = createEnding(parts.shell, whenDone?.byPage === true ? quitWhenDone : undefined)
  const around = await openSurroundings(engine, parts)
  const folders = createOpenFolders(engine, systemClock)
  const previews = createPreviews(engine.content, systemClock)
  const pictures = openPictures(engine, parts)
  const offers = createOffers(engine.content, systemClock)
  const updates = parts.updates ?? noUpdates('host')
  const handlers = createHandlers(engine, {
    ...{ ...parts, picked, ending, desktop: around },
    ...{ folders, previews, offers, updates },
  })
  const subscribe = createSubscribe(engine, { ...parts, ending, around, folders, updates })
  const { local, profile, logger, shell } = parts
  const openSession = () =>
    createLocalSession({
      ...{ engine, handlers, subscribe, picked, report, collectDiagnostics: around.collectDiagnostics },
      ...(local?.onYieldAsked === undefined ? {} : { onYieldAsked: local.onYieldAsked }),
    })
  const { version } = shell.describe()
  const socket =
    local === undefined
      ? undefined
      : await openLocalSocket({ profile, version, face: local.face, openSession, logger })
  return {
    engine,
    gate: createGate(handlers, report),
    subscribe,
    serveRemote: createRemoteFiles({ previews, offers, logger, ...pictures }),
    openSession,
    quitWhenDone,
    activity: around.activity,
    places: around.places,
    saveDiagnostics: around.saveDiagnostics,
    close: async () => {
      quitWhenDone?.dispose()
      folders.dispose()
      previews.dispose()
      pictures.dispose()
      await socket?.close()
      await around.close()
      await engine.close()
      unlock()
    },
  }
}

/** What is kept of an account goes when it is signed out, also where that happened while no host ran. */
function openPictures({ content, accounts }: Engine, { profile, logger }: HostParts): Pictures {
  const cache = createThumbnailCache(thumbnailFolder(profile))
  const keep = () =>
    void cache.keepOnly(accounts.list().map(({ id }) => id)).catch((error: unknown) => {
      logger.log('warn', 'pictures of an account that is gone could not be deleted', { error: String(error) })
    })
  keep()
  const parts = { content, cache, clock: systemClock }
  const dispose = accounts.onChanged(keep)
  return { thumbnails: createThumbnails(parts), avatars: createAvatars(parts), dispose }
}

type Pictures = Pick<RemoteParts, 'thumbnails' | 'avatars'> & { readonly dispose: () => void }

function openEngine(parts: HostParts): Engine {
  const { profile, vault, settings, logger, network, power, shell } = parts
  return createEngine(
    {
      vault,
      settings: keepSettings(settings, join(profile, settingsFileName)),
      logger,
      network,
      clock: systemClock,
      disk: createNodeDisk(),
      random: Math.random,
      uuid: randomUUID,
      nameRules: hostNameRules(),
      proxyOf: parts.proxyOf ?? environmentProxies(process.env),
      trustSystem: createTrustSystem(logger),
      ...(power === undefined ? {} : { power }),
      afterActions: { open: shell.openFile, reveal: shell.reveal, run: runProgram },
      ...(shell.trash === undefined ? {} : { trash: shell.trash }),
      databasePath: join(profile, databaseName),
    },
    { userAgent: `Reverie/${shell.describe().version}` },
  )
}

export const databaseName = 'reverie.db'
/** Both hosts keep settings and accounts in it. */
const settingsFileName = 'settings.json'

export { hostNameRules }

interface Told extends Pick<HostParts, 'inbox'> {
  readonly ending: Ending
  readonly around: Surroundings
  readonly folders: OpenFolders
  readonly updates: Updates
}

function createSubscribe(engine: Engine, { inbox, ending, around, folders, updates }: Told): Subscribe {
  const { accounts, queue, settings, places, sync } = engine
  return (listener) => {
    const disposers = [
      accounts.onChanged(() => listener('account.changed', { accounts: [...accounts.list()] })),
      queue.onChanged((revision) => listener('queue.changed', { revision })),
      queue.onProgress((report) => listener('queue.progress', report)),
      settings.onChanged((value) => listener('settings.changed', toSettingsView(value))),
      places.onChanged((accountId) => listener('place.changed', { accountId })),
      folders.onChanged((folder) => listener('browser.changed', folder)),
      sync.onChanged(() => listener('sync.changed', {})),
      ending.onChanged((view) => listener('host.changed', view)),
      around.activity.onChanged((unseen) => listener('activity.changed', { unseen })),
      updates.onChanged((state) => listener('update.changed', state)),
      around.places.onAsked(() => listener('desktop.placeAsked', {})),
      inbox?.onGiven(() => listener('address.given', {})) ?? (() => undefined),
    ]
    return () => {
      for (const dispose of disposers) dispose()
    }
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
