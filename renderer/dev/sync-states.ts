// States of folders kept in step worth looking at on the development page. No part of the product.

import type { PairView, PlanItemView } from '../../contract/sync-views.ts'
import { createFailure } from '../../core/model/failure.ts'
import { noRules, planKinds, type PlanKind, type PlanReason, type SyncPlan } from '../../core/model/sync.ts'
import { aSyncPlan, aPair } from '../bridge/fake/fake-sync.ts'
import type { FakeBridge } from '../bridge/fake/fake-bridge.ts'
import { aHost, anAccount, aFolder, someSettings } from '../bridge/fake/fixtures.ts'
import { aDriveInUse } from './browser-states.ts'

const minute = 60_000

const reasons: Readonly<Record<PlanKind, PlanReason>> = {
  create: 'new',
  update: 'changed',
  rename: 'moved',
  delete: 'deleted',
  conflict: 'changed-here',
  adopt: 'already-here',
  skip: 'ignored',
}

export function somePlanItems(count: number): PlanItemView[] {
  return Array.from({ length: count }, (_none, index): PlanItemView => {
    const kind = planKinds[Math.floor(index / 7) % planKinds.length] ?? 'create'
    const name = `IMG_${String(index + 1).padStart(5, '0')}.heic`
    return {
      ...{ kind, action: 'fetch', reason: reasons[kind], entry: index % 50 === 49 ? 'folder' : 'file' },
      ...{ id: `i${index}`, parentId: '', remoteName: name, localName: name, entityId: `e${index}` },
      ...{ sizeBytes: 3_000_000 + index, modifiedAtMs: 0, path: `2026-08 Lisbon/day ${index % 9}/${name}` },
      ...(kind === 'rename' ? { fromPath: `to sort/${name}` } : {}),
    }
  })
}

export function aPlanOf(
  pairId: string,
  items: readonly PlanItemView[],
  parts: Partial<SyncPlan> = {},
): SyncPlan {
  const count = (kind: PlanKind) => items.filter((item) => item.kind === kind).length
  const byKind = Object.fromEntries(planKinds.map((kind) => [kind, count(kind)])) as Record<PlanKind, number>
  const fetched = items.filter(({ kind }) => kind === 'create' || kind === 'update')
  return aSyncPlan(pairId, {
    madeAtMs: Date.now() - 2 * minute,
    totals: {
      ...{ byKind, filesDeleted: byKind.delete, filesReplaced: byKind.update, filesKnown: items.length },
      ...{ filesFetched: fetched.length, bytesFetched: fetched.reduce((sum, one) => sum + one.sizeBytes, 0) },
    },
    ...parts,
  })
}

function everyPair(): PairView[] {
  const items = somePlanItems(600)
  const since = Date.now() - 58 * minute
  const mass = aPlanOf('pair Archive', items, { question: 'mass-change' })
  return [
    aPair('Photos', { state: { kind: 'in-step', sinceMs: since }, files: 12_408, inStepSinceMs: since }),
    aPair('Archive', { state: { kind: 'asking', question: 'mass-change' }, files: 600, plan: mass }),
    aPair('Invoices', {
      ...{ state: { kind: 'in-step', sinceMs: since }, files: 214, mode: 'copy', problemsTotal: 2 },
      rules: { ...noRules, ignore: ['*.tmp'] },
      problems: [
        { path: '2026/scan of a long day.pdf', failure: createFailure('disk-denied', 'EACCES') },
        { path: '2026/CON', failure: createFailure('name-impossible', 'a device name') },
      ],
      told: false,
    }),
    aPair('Music', { state: { kind: 'running', done: 1_240, total: 4_800 }, files: 1_240 }),
    aPair('Videos', { state: { kind: 'checking', entries: 48_211 } }),
    aPair('Disk in a drawer', {
      folder: '/media/ada/Backup disk with quite a long name/and a folder in it/Disk in a drawer',
      state: { kind: 'held', cause: 'folder-missing', failure: createFailure('disk-gone') },
    }),
    aPair('Work', {
      accountId: 'work:7',
      state: { kind: 'held', cause: 'sign-in', failure: createFailure('sign-in-required') },
    }),
    aPair('Shared with the club', {
      uri: 'cloudreve://abc@share/',
      state: { kind: 'held', cause: 'remote-missing', failure: createFailure('share-gone') },
    }),
    aPair('Library', {
      state: { kind: 'waiting', failure: createFailure('server-busy'), retryAtMs: Date.now() + 12_000 },
    }),
    aPair('تقارير', { state: { kind: 'paused' }, paused: true, files: 31 }),
  ]
}

function withPairs(pairs: PairView[], parts: Parameters<typeof aDriveInUse>[0] = {}): FakeBridge {
  const work = anAccount({ id: 'work:7', site: 'https://work.example.com', siteTitle: 'Work' })
  const fake = aDriveInUse({
    accounts: [anAccount(), { ...work, health: 'sign-in-required' }],
    host: aHost({ hasTrash: true }),
    pairs,
    place: { kind: 'pairs' },
    ...parts,
  })
  fake.state.folders['cloudreve://my/Photos'] = [
    ...['2024', '2025', '2026'].map((name) => aFolder(name, { uri: `cloudreve://my/Photos/${name}` })),
    ...(fake.state.folders['cloudreve://my/Photos'] ?? []),
  ]
  fake.answer('sync.preview', ({ rules }) => {
    const sample = rules.ignore.map((line, index) => ({
      path: `2026/day ${index}/${line}`,
      reason: 'ignored' as const,
    }))
    return {
      entries: 4_210,
      whole: true,
      hidden: sample.length * 12,
      hiddenBytes: sample.length * 40_000_000,
      sample,
    }
  })
  return fake
}

function onePair(pair: PairView, items: PlanItemView[] = []): FakeBridge {
  return withPairs([pair], {
    place: { kind: 'pairs', pairId: pair.id },
    planItems: { [pair.id]: items },
    syncActivity: {
      [pair.id]: [
        {
          ...{
            atMs: Date.now() - minute,
            kind: 'conflict',
            path: 'letters/draft.odt',
            reason: 'changed-here',
          },
          keptAs: 'draft (conflict 2026-11-26).odt',
        },
        { atMs: Date.now() - 2 * minute, kind: 'rename', path: 'letters/new.odt', fromPath: 'old.odt' },
        {
          ...{ atMs: Date.now() - 3 * minute, kind: 'delete', path: 'gone.txt' },
          keptAs: '.reverie-trash/2026-11-26/gone.txt',
        },
        { atMs: Date.now() - 2_000 * minute, kind: 'create', path: '2026-08 Lisbon/IMG_00001.heic' },
        {
          atMs: Date.now() - 2_001 * minute,
          kind: 'problem',
          path: 'x.bin',
          failure: createFailure('disk-full'),
        },
      ],
    },
  })
}

export const syncStates: Readonly<Record<string, () => FakeBridge>> = {
  pairs: () => withPairs(everyPair()),
  'pairs-dark': () => withPairs(everyPair(), { settings: someSettings({ theme: 'dark' }) }),
  'pairs-none': () => withPairs([]),
  'pairs-first': () => {
    const items = somePlanItems(10_000)
    const plan = aPlanOf('pair Photos', items, { question: 'first-run', secondsEstimated: 245 })
    return onePair(aPair('Photos', { state: { kind: 'asking', question: 'first-run' }, plan }), items)
  },
  'pairs-mass': () => {
    const items = somePlanItems(600)
    const missed = [{ path: '2026/locked', failure: createFailure('forbidden') }]
    const plan = aPlanOf('pair Archive', items, { question: 'mass-change', complete: false, missed })
    return onePair(
      aPair('Archive', { state: { kind: 'asking', question: 'mass-change' }, files: 600, plan }),
      items,
    )
  },
  'pairs-held': () =>
    onePair(
      aPair('Backup', {
        state: { kind: 'held', cause: 'folder-missing', failure: createFailure('disk-gone') },
      }),
    ),
  'pairs-activity': () =>
    onePair(aPair('Photos', { files: 12_408, state: { kind: 'in-step', sinceMs: Date.now() } })),
  'pairs-problems': () => {
    const pair = everyPair().find(({ label }) => label === 'Invoices')
    return onePair(pair ?? aPair('Invoices'))
  },
}
