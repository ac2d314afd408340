// Folders kept in step: the door of this room. Which pairs there are, and who follows the site for them; what a run does is
// in run-pair.ts.

import { isAbsolute, normalize, sep } from 'node:path'
import type { SyncAddRequest, SyncApi } from '../sync-api.ts'
import { uriName } from '../model/cloud-uri.ts'
import { fail } from '../model/failure.ts'
import { defaultGuard, noRules } from '../model/sync.ts'
import type { SyncPair } from '../model/sync.ts'
import { createPairControl } from './pair-control.ts'
import type { PairControl } from './pair-control.ts'
import { previewRules } from './preview.ts'
import { scopeOf } from './scope.ts'
import type { SyncParts } from './sync-parts.ts'
import { createTurns } from './turns.ts'

export interface Sync extends SyncApi {
  accountReady(accountId: string): void
  /** The network, or the machine, is back. */
  lookAgain(): void
  close(): Promise<void>
}

const pairsAtOnce = 2
/** The site says "subscribed" first where it tells of changes: one look is enough then. */
const firstLookMs = 3_000
/** The site has gathered for five seconds already (cloudreve-api.md section 7). */
const hintMs = 300

export function createSync(parts: SyncParts, onTouched: () => void): Sync {
  const { store, ports } = parts
  const controls = new Map<string, PairControl>()
  const follows = new Map<string, { dispose: () => void; live: boolean }>()
  const listeners = new Set<() => void>()
  const takeTurn = createTurns(pairsAtOnce)
  let started = false
  let telling: (() => void) | undefined
  const changed = () => {
    // Figures run by the thousand; people look a few times a second.
    telling ??= ports.clock.after(200, () => {
      telling = undefined
      for (const listener of [...listeners]) listener()
    })
  }
  const controlOf = (pairId: string): PairControl => {
    const known = controls.get(pairId)
    if (known !== undefined) return known
    const control = createPairControl({ ...parts, pairId, takeTurn, onChanged: changed })
    controls.set(pairId, control)
    return control
  }
  const need = (pairId: string): SyncPair => {
    const row = store.pairs.read(pairId)
    if (row === undefined) throw fail('not-found', 'there is no such pair')
    return row.pair
  }
  const follow = (pair: SyncPair) => {
    const account = parts.account(pair.accountId)
    if (!started || pair.paused || !pair.confirmed || follows.has(pair.id)) return
    const control = controlOf(pair.id)
    const followed = { dispose: (): void => undefined, live: false }
    follows.set(pair.id, followed)
    control.keep({ told: () => followed.live })
    control.hint(undefined, firstLookMs)
    if (account === undefined) return
    followed.dispose = parts.remote.follow({
      account,
      uri: pair.remote,
      // One for each folder: what is kept for it while nobody listens would mix otherwise (section 7).
      clientId: pair.id,
      onState: (state) => {
        followed.live = state === 'live'
        changed()
      },
      onEvent: (news) =>
        news.type === 'rescan'
          ? control.hint(undefined, hintMs)
          : control.hint(scopeOf(news.changes), hintMs),
    })
  }
  const unfollow = (pairId: string) => {
    follows.get(pairId)?.dispose()
    follows.delete(pairId)
  }
  const stop = async (pairId: string) => {
    unfollow(pairId)
    await controls.get(pairId)?.stop()
    changed()
  }
  const batchOf = (pairId: string) => {
    const batchId = store.pairs.read(pairId)?.progress.batchId
    return batchId === undefined ? undefined : parts.fetchQueue.find(batchId)
  }
  const followAll = () => {
    for (const { pair } of store.pairs.list()) follow(pair)
  }

  return {
    add: async (request) => {
      const pair = await newPair(parts, request)
      store.pairs.insert(pair, { generation: 0, marker: ports.uuid(), marked: false, problems: [] })
      onTouched()
      changed()
      return pair
    },
    change: (pairId, { mode, rules, guard }) => {
      const pair = need(pairId)
      store.pairs.save({
        ...pair,
        mode: mode ?? pair.mode,
        rules: rules ?? pair.rules,
        guard: guard ?? pair.guard,
      })
      onTouched()
      controlOf(pairId).hint(undefined, 0)
      changed()
    },
    remove: async (pairId) => {
      need(pairId)
      await stop(pairId)
      batchOf(pairId)?.close()
      store.pairs.remove(pairId)
      controls.delete(pairId)
      onTouched()
      changed()
    },
    pairs: () => store.pairs.list().flatMap(({ pair }) => controlOf(pair.id).snapshot() ?? []),
    pair: (pairId) => (store.pairs.read(pairId) === undefined ? undefined : controlOf(pairId).snapshot()),
    plan: async (pairId) => {
      need(pairId)
      const end = await controlOf(pairId).plan()
      if (end.kind === 'done' || end.kind === 'asks') return { kind: 'planned', plan: end.plan }
      return end
    },
    items: (pairId, { kinds, ...page }) => {
      const row = store.pairs.read(pairId)
      if (row === undefined) throw fail('not-found', 'there is no such pair')
      const items = store.items(row.seq)
      return { total: items.count(kinds), items: items.window(kinds, page) }
    },
    run: async (pairId, { agree } = {}) => {
      if (need(pairId).paused) throw fail('invalid-request', 'the pair is paused: resume it first')
      const end = await controlOf(pairId).run(agree)
      onTouched()
      const pair = store.pairs.read(pairId)?.pair
      if (pair !== undefined) follow(pair)
      return end
    },
    pause: async (pairId) => {
      store.pairs.save({ ...need(pairId), paused: true })
      await stop(pairId)
      batchOf(pairId)?.pause()
    },
    resume: (pairId) => {
      const pair = { ...need(pairId), paused: false }
      store.pairs.save(pair)
      follow(pair)
      changed()
    },
    compareAnew: async (pairId) => {
      const row = store.pairs.read(pairId)
      if (row === undefined) throw fail('not-found', 'there is no such pair')
      await stop(pairId)
      store.known(row.seq).clear()
      store.walk(row.seq).clear()
      store.pairs.saveProgress(pairId, {
        ...{ generation: 0, marker: ports.uuid(), marked: false, problems: [] },
        batchId: row.progress.batchId,
      })
      store.pairs.save({ ...row.pair, confirmed: false })
      controls.delete(pairId)
      onTouched()
      changed()
    },
    locate: async (pairId, localRoot) => {
      const folder = await freeFolder(parts, localRoot, need(pairId))
      await stop(pairId)
      // What was on its way was on its way into the old folder.
      batchOf(pairId)?.close()
      const row = store.pairs.read(pairId)
      if (row === undefined) return
      store.pairs.saveProgress(pairId, { ...row.progress, batchId: undefined })
      store.pairs.save({ ...row.pair, localRoot: folder })
      controls.delete(pairId)
      onTouched()
      follow({ ...row.pair, localRoot: folder })
      changed()
    },
    activity: (pairId, page) => {
      const row = store.pairs.read(pairId)
      return row === undefined ? [] : store.pairs.activity(row.seq, page)
    },
    preview: ({ accountId, remote, rules }) => {
      const account = parts.account(accountId)
      if (account === undefined) throw fail('sign-in-required', 'there is no such account')
      return previewRules(parts, account, { remote, rules })
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start: () => {
      started = true
      followAll()
    },
    accountReady: (accountId) => {
      for (const { pair } of store.pairs.list()) {
        if (pair.accountId !== accountId || !started) continue
        unfollow(pair.id)
        follow(pair)
      }
    },
    lookAgain: () => {
      for (const id of follows.keys()) controlOf(id).hint(undefined, firstLookMs)
    },
    close: async () => {
      started = false
      telling?.()
      await Promise.all([...controls.keys()].map(stop))
    },
  }
}

async function newPair(parts: SyncParts, request: SyncAddRequest): Promise<SyncPair> {
  const { ports } = parts
  const { accountId, remote, mode } = request
  const account = parts.account(accountId)
  if (account === undefined) throw fail('sign-in-required', 'there is no such account')
  if (!['my', 'share'].includes(remote.fileSystem))
    throw fail('invalid-request', 'only your own files and shares can be kept in step')
  const localRoot = await freeFolder(parts, request.localRoot)
  const entry = await parts.remote.info(account, remote)
  if (entry.kind !== 'folder')
    throw fail('invalid-request', 'only a folder can be kept in step; this is a file')
  if (entry.shortcut) throw fail('invalid-request', 'this is a shortcut: choose the folder it leads to')
  // It can be asked then which names it takes for one, before anything gets a name.
  await ports.disk.ensureFolder(localRoot, [])
  const name = uriName(remote)
  return {
    ...{ id: ports.uuid(), accountId, remote, localRoot, mode },
    label: name !== '' ? name : remote.fileSystem === 'share' ? entry.name : 'My files',
    rules: request.rules ?? noRules,
    guard: request.guard ?? defaultGuard,
    ...{ paused: false, confirmed: false, addedAtMs: ports.clock.now() },
  }
}

/** Tidied; fails where it is no folder, or no other pair's business. */
async function freeFolder(parts: SyncParts, path: string, self?: SyncPair): Promise<string> {
  const { ports, store } = parts
  if (!isAbsolute(path)) throw fail('invalid-request', 'the folder is not written from the root')
  const localRoot = tidy(path)
  for (const { pair } of store.pairs.list()) if (pair.id !== self?.id) refuseOverlap(parts, localRoot, pair)
  const kind = (await ports.disk.stat(localRoot))?.kind
  if (kind !== undefined && kind !== 'folder')
    throw fail('disk-denied', 'there is something else than a folder of that name')
  return localRoot
}

function tidy(path: string): string {
  const clean = normalize(path)
  return clean.length > 1 && clean.endsWith(sep) ? clean.slice(0, -1) : clean
}

/** Two pairs in one folder would take each other's files for strangers. */
function refuseOverlap({ ports }: SyncParts, folder: string, other: SyncPair): void {
  const fold = (path: string) => {
    const formed = path.normalize('NFC')
    return `${ports.nameRules.caseSensitive ? formed : formed.toLowerCase()}${sep}`
  }
  const [one, two] = [fold(folder), fold(other.localRoot)]
  if (one.startsWith(two) || two.startsWith(one))
    throw fail('invalid-request', `the folder overlaps with that of “${other.label}”: ${other.localRoot}`)
}
