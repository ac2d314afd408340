// Puts the engine together: the one public door of core. No decisions here, only who gets what.

import type { AccountsApi, Engine } from './engine-api.ts'
import { createContent } from './browser/content.ts'
import { createPlaces } from './browser/places.ts'
import { createAccounts } from './accounts.ts'
import { entityInLink, linkAddresses } from './cloudreve/link-origin.ts'
import { hasSpeedLimit } from './cloudreve/speed-limit.ts'
import { addressesOf } from './model/account.ts'
import type { Account } from './model/account.ts'
import type { Settings } from './model/settings.ts'
import type { Ports } from './ports/ports.ts'
import { createEmitter, createPublisher } from './queue/news.ts'
import { createQueue } from './queue/queue.ts'
import { createSampler } from './queue/sampler.ts'
import { createTempo } from './queue/tempo.ts'
import { createSync } from './sync/sync.ts'
import { createStore } from './store/store.ts'
import { createConnectionBudget } from './transfer/connection-budget.ts'
import { createFolderCache } from './transfer/folder-cache.ts'
import { createFolderSync } from './transfer/folder-sync.ts'
import { createHasherPool } from './transfer/hasher.ts'
import { createLimits } from './transfer/limits.ts'
import { createSpace } from './transfer/space.ts'
import { createByteSource } from './transfer/open-stream.ts'
import { tellingHosts } from './transfer/told-host.ts'
import type { Timeouts } from './transfer/receive.ts'
import { createWireSource } from './transfer/wire/wire-source.ts'
import { checkStillSame } from './verify/still-same.ts'
import { createWriteMemory } from './transfer/write-memory.ts'

export interface EngineOptions {
  /** Sent to storage as User-Agent. */
  readonly userAgent: string
  readonly timeouts?: Timeouts
  /** How late a timer has to be to mean that the machine slept; half a minute by default. */
  readonly sleep?: { readonly lateMs?: number }
}

export const defaultTimeouts: Timeouts = { firstByteMs: 30_000, idleMs: 30_000 }

/** Fails with NewerSchemaError where a later version of the product wrote the database. */
export function createEngine(ports: Ports, options: EngineOptions): Engine {
  const { clock, disk, logger, settings } = ports
  const room = createAccounts(ports)
  const store = createStore({ path: ports.databasePath, clock, logger })
  const { userAgent } = options
  const wire = createWireSource({
    userAgent,
    general: createByteSource({ userAgent, proxyOf: ports.proxyOf }),
    clock,
    needsGeneral: ({ url, way }) => {
      const proxy = (way === undefined ? ports : way).proxyOf?.(url)
      return proxy instanceof Promise ? proxy.then((found) => found !== undefined) : proxy !== undefined
    },
  })
  const source = tellingHosts(wire, ports.trustSystem)
  // What the site itself serves is asked for where the site has just answered: the address it names may lead nowhere, or to
  // another server (cloudreve-api.md section 5; a default install names localhost).
  const addresses = (account: Account, url: string) =>
    linkAddresses(url, room.cloudreve.addresses.order(account))
  const hashers = createHasherPool()
  const syncFolder = createFolderSync(disk)
  const limits = createLimits(clock, settings.settings())
  const publisher = createPublisher(clock)
  const sampler = createSampler(clock, (report) => publisher.progress.emit(report))
  const tempo = createTempo(clock)
  const settingsChanged = createEmitter<Settings>()
  const queue = createQueue({
    ports,
    store,
    publisher,
    sampler,
    account: room.find,
    settings: () => settings.settings(),
    remote: {
      list: room.cloudreve.list,
      info: room.cloudreve.info,
      infoById: room.cloudreve.infoById,
      versions: room.cloudreve.versions,
      links: room.cloudreve.links,
      addresses,
      way: room.cloudreve.ways.ofAccount,
      isSpeedLimited: hasSpeedLimit,
      entityIn: (account, url) =>
        addressesOf(account).reduce<string | undefined>(
          (found, site) => found ?? entityInLink(url, site),
          undefined,
        ),
      isReachable: () => anySiteAnswers(room.accounts),
      isSignedIn: async (accountId) => {
        const account = room.find(accountId)
        return account !== undefined && (await room.cloudreve.isSignedIn(account))
      },
    },
    limits,
    tempo,
    dropIdle: wire.dropIdle,
    stillSame: (landing, how) => checkStillSame({ disk, hashers }, landing, how),
    ...(options.sleep === undefined ? {} : { sleep: options.sleep }),
    download: {
      source,
      clock,
      timeouts: options.timeouts ?? defaultTimeouts,
      disk,
      space: createSpace({ disk, clock, settings: () => settings.settings(), bytesOf: sampler.bytesOf }),
      resumePoints: store.resumePoints,
      landings: store.landings,
      hashers,
      memory: createWriteMemory(),
      budget: createConnectionBudget(() => settings.settings(), clock),
      connectionsPerFile: () => settings.settings().connectionsPerFile,
      connectionsOf: (transferId) => store.transfers.read(transferId)?.connections,
      sha256: () => settings.settings().sha256,
      nameRules: ports.nameRules,
      now: () => clock.now(),
      syncFolder,
      folders: createFolderCache(disk, clock),
      onLatency: tempo.note,
    },
  })
  const places = createPlaces(store.places, { clock, logger })
  const content = createContent({
    ...{ source, clock, addresses, way: room.cloudreve.ways.ofAccount },
    timeouts: options.timeouts ?? defaultTimeouts,
    cloudreve: room.cloudreve,
    account: room.known,
  })
  const sync = createSync(
    {
      ...{ ports, hashers, syncFolder, landings: store.landings, store: store.sync, account: room.find },
      remote: room.cloudreve,
      fetchQueue: queue.fetching,
    },
    store.touched,
  )
  const disposers = [
    room.cloudreve.onHealthChanged((accountId) => {
      if (room.cloudreve.health(accountId) !== 'ready') return
      queue.accountReady(accountId)
      sync.accountReady(accountId)
    }),
    room.onWayChanged(queue.accountReady),
    ports.network.onWake(room.cloudreve.addresses.forgive),
    ports.network.onReturn(room.cloudreve.addresses.forgive),
    ports.network.onWake(sync.lookAgain),
    ports.network.onReturn(sync.lookAgain),
    ports.network.onLost(queue.networkLost),
    ports.network.onWake(queue.machineWoke),
    ports.network.onReturn(queue.networkReturned),
  ]
  return {
    opening: store.opening,
    accounts: room.accounts,
    browser: room.browser,
    content,
    changes: room.changes,
    shares: room.shares,
    places,
    queue,
    settings: {
      read: () => settings.settings(),
      save: (patch) => {
        const next = { ...settings.settings(), ...patch }
        settings.saveSettings(next)
        queue.settingsChanged()
        settingsChanged.emit(next)
        return next
      },
      onChanged: (listener) => settingsChanged.on(listener),
    },
    sync,
    start: (start = {}) => {
      const onlyBatches = start.onlyBatches ?? false
      queue.start({ onlyBatches })
      if (!onlyBatches) sync.start()
    },
    close: async () => {
      for (const dispose of disposers) dispose()
      room.dispose()
      await sync.close()
      await queue.close()
      source.dispose()
      store.close()
    },
  }
}

/** One answer is enough. Without an account there is nobody to ask, and nothing to wait for. */
async function anySiteAnswers(accounts: AccountsApi): Promise<boolean> {
  const sites = [...new Set(accounts.list().flatMap(addressesOf))]
  if (sites.length === 0) return true
  return Promise.any(sites.map((site) => accounts.describeSite(site))).then(
    () => true,
    () => false,
  )
}
