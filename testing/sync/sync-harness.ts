// A pair on a real folder against the fake site: what sync scenarios begin with. Nothing runs by itself unless a test asks
// for it; whatever lies in the folder can be read as one value.

import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { mkdir, readdir, readFile, readlink, rename, rm, writeFile, lstat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { SyncAddRequest, SyncRunEnd } from '../../core/sync-api.ts'
import type { PlanItem, SyncPair } from '../../core/model/sync.ts'
import { planKinds } from '../../core/model/sync.ts'
import type { FakeCloudreve, FakeCloudreveOptions } from '../fake-cloudreve/index.ts'
import { startFakeCloudreve } from '../fake-cloudreve/index.ts'
import { startTestEngine, uri } from '../engine/test-engine.ts'
import type { TestEngine, TestEngineOptions } from '../engine/test-engine.ts'

/** Files by their path with their text, folders with a slash at the end, links as `-> …`. */
export type Tree = Readonly<Record<string, string>>

export interface SyncHarness extends TestEngine {
  readonly fake: FakeCloudreve
  /** The pair's folder. */
  readonly folder: string
  pair(): SyncPair
  /** A full run that says yes to everything, or asks. */
  settle(options?: { agree?: 'everything' | 'plan' | 'none' }): Promise<SyncRunEnd>
  /** What a plan would do now, as `kind path` or `kind from -> path`. */
  planned(): Promise<readonly string[]>
  /** Everything in the folder but what is ours. */
  local(): Promise<Tree>
  /** What is in the trash folder, by path without the date. */
  trashed(): Promise<Tree>
  write(path: string, text: string): Promise<void>
  move(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Adds `/w/<path>` to the site. */
  put(path: string, text: string): void
  /** Keeps the database as it is; the result puts that back. Only while stopped. */
  keepDatabase(): () => void
  /** With its backup. Only while stopped. */
  loseDatabase(): void
  /** Requests for bytes since the harness began. */
  fetched(): number
}

export interface HarnessOptions extends Omit<TestEngineOptions, 'fake'> {
  readonly site?: FakeCloudreveOptions
  readonly mode?: SyncAddRequest['mode']
  readonly rules?: SyncAddRequest['rules']
  readonly guard?: SyncAddRequest['guard']
}

export async function startSyncHarness(options: HarnessOptions = {}): Promise<SyncHarness> {
  const fake = await startFakeCloudreve(options.site)
  fake.tree.addFolder('/w')
  const test = await startTestEngine({ ...options, fake, started: false })
  const begin = () => test.engine().start({ onlyBatches: true })
  begin()
  const folder = join(test.target, 'mirror')
  const { id } = await test.engine().sync.add({
    accountId: test.accountId,
    remote: uri('cloudreve://my/w'),
    localRoot: folder,
    mode: options.mode ?? 'mirror',
    ...(options.rules === undefined ? {} : { rules: options.rules }),
    ...(options.guard === undefined ? {} : { guard: options.guard }),
  })
  const at = (path: string) => join(folder, path)
  return {
    ...test,
    fake,
    folder,
    pair: () => {
      const found = test.engine().sync.pair(id)
      if (found === undefined) throw new Error('the pair is gone')
      return found.pair
    },
    settle: ({ agree = 'everything' } = {}) => test.engine().sync.run(id, agree === 'none' ? {} : { agree }),
    planned: async () => {
      const { sync } = test.engine()
      const end = await sync.plan(id)
      if (end.kind !== 'planned') return [end.kind]
      return sync.items(id, { kinds: planKinds, offset: 0, limit: 10_000 }).items.map(lineOf)
    },
    local: async () => readTree(folder, (path) => !path.startsWith('.reverie-')),
    trashed: async () => {
      const tree = await readTree(join(folder, '.reverie-trash'), () => true)
      return Object.fromEntries(
        Object.entries(tree).flatMap(([path, text]) => {
          const rest = path.split('/').slice(1).join('/')
          return rest === '' ? [] : [[rest, text]]
        }),
      )
    },
    write: async (path, text) => {
      await mkdir(dirname(at(path)), { recursive: true })
      await writeFile(at(path), text)
    },
    move: async (from, to) => {
      await mkdir(dirname(at(to)), { recursive: true })
      await rename(at(from), at(to))
    },
    remove: (path) => rm(at(path), { recursive: true, force: true }),
    put: (path, text) => void fake.tree.addFile(`/w/${path}`, { text }),
    keepDatabase: () => keepDatabase(test.databasePath),
    loseDatabase: () => {
      for (const suffix of ['', '-wal', '-shm', '.backup'])
        rmSync(test.databasePath + suffix, { force: true })
    },
    fetched: () => fake.requests.filter(({ kind }) => kind === 'content').length,
    restart: async () => {
      await test.restart()
      begin()
    },
    close: async () => {
      await test.close()
      await fake.close()
    },
  }
}

function keepDatabase(path: string): () => void {
  const kept = `${path}.kept`
  const db = new Database(path)
  db.prepare('VACUUM INTO ?').run(kept)
  db.close()
  return () => {
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
    copyFileSync(kept, path)
  }
}

export function lineOf({ kind, path, fromPath, reason, entry }: PlanItem): string {
  const name = `${path}${entry === 'folder' ? '/' : ''}`
  const from = fromPath === undefined ? '' : `${fromPath} -> `
  return `${kind} ${from}${name} (${reason})`
}

export async function readTree(root: string, keep: (path: string) => boolean): Promise<Tree> {
  const tree: Record<string, string> = {}
  const stack = existsSync(root) ? [''] : []
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    for (const name of await readdir(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`
      if (!keep(path)) continue
      const facts = await lstat(join(root, path))
      if (facts.isDirectory()) {
        tree[`${path}/`] = ''
        stack.push(path)
      } else if (facts.isSymbolicLink()) tree[path] = `-> ${await readlink(join(root, path))}`
      else tree[path] = await readFile(join(root, path), 'utf8')
    }
  }
  return Object.fromEntries(Object.entries(tree).sort(([one], [other]) => (one < other ? -1 : 1)))
}
