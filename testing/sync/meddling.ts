// Random edits on both sides of a pair, made by fast-check: what makes no sense at the moment is passed over, so that any
// list of edits can be made smaller. Whatever is written here by the user has a text that nobody else writes.

import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import type { FakeCloudreve, UserTree } from '../fake-cloudreve/index.ts'
import type { SyncHarness, Tree } from './sync-harness.ts'

export type Side = 'remote' | 'local'
export interface Edit {
  readonly side: Side
  readonly act: 'file' | 'folder' | 'change' | 'move' | 'remove'
  readonly path: string
  readonly to: string
  readonly text: number
}

const name = fc.constantFrom('a', 'b', 'A', 'c.txt', 'd.tar.gz', 'é', 'e\u0301')
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))

export const edit: fc.Arbitrary<Edit> = fc.record({
  side: fc.constantFrom<Side>('remote', 'remote', 'local'),
  act: fc.constantFrom('file', 'file', 'folder', 'change', 'move', 'move', 'remove'),
  path,
  to: path,
  text: fc.nat(1_000_000),
})

/** Of other lengths: what is told apart by its length is not what these tests are about. */
export const mine = (text: number) => `mine-${String(text).padStart(9, '0')}`
const site = (text: number) => `site-${String(text).padStart(7, '0')}`

export async function meddle(s: Pick<SyncHarness, 'fake' | 'folder'>, edits: readonly Edit[]): Promise<void> {
  for (const one of edits) {
    if (one.side === 'remote') editRemote(s.fake.tree, one)
    else await editLocal(s.folder, one).catch(ifImpossible)
  }
}

function editRemote(tree: UserTree, { act, path: at, to, text }: Edit): void {
  const [here, there] = [`/w/${at}`, `/w/${to}`]
  const found = tree.stat(here)
  const isBlocked = (where: string) => {
    const names = where.split('/').slice(1)
    return names
      .slice(0, -1)
      .some((_, i) => tree.stat(`/${names.slice(0, i + 1).join('/')}`)?.type === 'file')
  }
  if (act === 'file' && found === undefined && !isBlocked(here)) tree.addFile(here, { text: site(text) })
  if (act === 'folder' && found === undefined && !isBlocked(here)) tree.addFolder(here)
  if (act === 'change' && found?.type === 'file') tree.writeVersion(here, { text: site(text) })
  if (act === 'remove' && found !== undefined) tree.remove(here)
  if (act !== 'move' || found === undefined || tree.stat(there) !== undefined) return
  if (!isBlocked(there) && !`${there}/`.startsWith(`${here}/`)) tree.rename(here, there)
}

async function editLocal(folder: string, { act, path: at, to, text }: Edit): Promise<void> {
  const [here, there] = [join(folder, at), join(folder, to)]
  if (act === 'folder') await mkdir(here, { recursive: true })
  if (act === 'file' || act === 'change') {
    await mkdir(dirname(here), { recursive: true })
    await writeFile(here, mine(text))
  }
  if (act === 'move') {
    await mkdir(dirname(there), { recursive: true })
    await rename(here, there)
  }
  // A user who deletes what he has made himself has lost it himself: only what came from the site goes.
  if (act === 'remove' && !(await hasMine(here))) await rm(here, { recursive: true })
}

async function hasMine(at: string): Promise<boolean> {
  const entries = await readdir(at, { recursive: true, withFileTypes: true }).catch(() => undefined)
  return entries === undefined || entries.some((one) => one.isFile())
}

/** No such file, a folder in the way, a folder into itself: the edit does not happen. */
function ifImpossible(error: unknown): void {
  if (!(error instanceof Error) || !('code' in error)) throw error
}

/** What the folder has to hold when it is in step; every name in these tests is the same here as on the site. */
export function projection({ tree, content }: Pick<FakeCloudreve, 'tree' | 'content'>): Tree {
  const wanted: Record<string, string> = {}
  const texts = new TextDecoder()
  const stack = ['']
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    for (const entry of tree.children(`/w/${folder}`)) {
      const at = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.type === 'folder') {
        wanted[`${at}/`] = ''
        stack.push(at)
      } else wanted[at] = texts.decode(content(`/w/${at}`).read(0, entry.sizeBytes))
    }
  }
  return wanted
}

/** Texts of the user's that lie anywhere in the folder, our own folders included. */
export function minesIn(tree: Tree): readonly string[] {
  return [...new Set(Object.values(tree).filter((text) => text.startsWith('mine-')))].sort()
}
