// The walk over a tree that answers page by page from memory.

import { describe, expect, it } from 'vitest'
import type { RootContents } from '../model/batch.ts'
import { childUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, EntryPage } from '../model/entry.ts'
import { fail } from '../model/failure.ts'
import { nameRules } from '../model/local-name.ts'
import { createDiscovery, discover, labelOf } from './discover.ts'
import type { DiscoverParts, Found } from './discover.ts'

type Tree = { [name: string]: Tree | number | 'shortcut' }
const my: CloudUri = { fileSystem: 'my', owner: '', segments: [] }
const share: CloudUri = { fileSystem: 'share', owner: 'abc', segments: [] }

function entryOf(uri: CloudUri, name: string, node: Tree | number | 'shortcut'): Entry {
  const common = {
    id: `id:${uri.segments.join('/')}`,
    name,
    uri,
    createdAtMs: 0,
    modifiedAtMs: 0,
    shared: false,
  }
  return typeof node === 'number'
    ? { ...common, kind: 'file', sizeBytes: node, entityId: `e:${name}`, uploading: false }
    : { ...common, kind: 'folder', shortcut: node === 'shortcut' }
}

function createRemote(tree: Tree, perPage = 2, options: { singleFile?: boolean; rootName?: string } = {}) {
  const asked: string[] = []
  const nodeAt = (uri: CloudUri) =>
    uri.segments.reduce<Tree | number | 'shortcut' | undefined>(
      (node, name) => (typeof node === 'object' ? node[name] : undefined),
      tree,
    )
  const parts: DiscoverParts = {
    nameRules: nameRules.linux,
    list: async (uri, { pageToken, pageSize }): Promise<EntryPage> => {
      asked.push(`${uri.segments.join('/')}@${pageToken ?? '0'}`)
      const node = nodeAt(uri)
      const all = Object.entries(typeof node === 'object' ? node : {})
      const from = Number(pageToken ?? 0)
      const to = from + Math.min(perPage, pageSize)
      const entries = all.slice(from, to).map(([name, child]) => entryOf(childUri(uri, name), name, child))
      const page = { entries, singleFile: options.singleFile ?? false }
      return to < all.length ? { ...page, nextPageToken: String(to) } : page
    },
    versions: async () => [{ entityId: 'v1', sizeBytes: 77, createdAtMs: 5 }],
    info: async (uri) => {
      const node = nodeAt(uri)
      if (node === undefined) throw new Error('nothing there')
      return entryOf(uri, uri.segments.at(-1) ?? options.rootName ?? '', node)
    },
  }
  return { parts, asked }
}

async function walk(parts: DiscoverParts, roots: readonly CloudUri[], entityId?: string): Promise<Found> {
  const files: Found['files'][number][] = []
  const folders: (readonly string[])[] = []
  const wished = roots.map((uri) => (entityId === undefined ? { uri } : { uri, entityId }))
  for await (const found of discover(parts, wished, new AbortController().signal)) {
    files.push(...found.files)
    folders.push(...found.folders)
  }
  return { files, folders }
}

async function walkContents(parts: DiscoverParts, contents: RootContents): Promise<Found> {
  const files: Found['files'][number][] = []
  const folders: (readonly string[])[] = []
  const root = { uri: childUri(my, 'a'), contents }
  for await (const found of discover(parts, [root], new AbortController().signal)) {
    files.push(...found.files)
    folders.push(...found.folders)
  }
  return { files, folders }
}

const places = ({ files }: Found) => files.map(({ folders, name }) => [...folders, name].join('/')).sort()

describe('discover', () => {
  it('finds everything in a folder but what was left out, without the folder itself', async () => {
    const { parts } = createRemote({ a: { '1': 1, '2': 2, sub: { '4': 4 }, other: { '5': 5 } } })
    const found = await walkContents(parts, {
      except: [childUri(childUri(my, 'a'), '2'), childUri(childUri(my, 'a'), 'other')],
    })
    expect([places(found), found.folders]).toEqual([['1', 'sub/4'], [['sub']]])
  })
  it('finds everything that a search finds, where one name comes from many folders', async () => {
    const hits = [['x', 'a.txt'], ['y', 'a.txt'], ['z']].map((names, at) => {
      const uri = { ...my, segments: names }
      return { ...entryOf(uri, names.at(-1) ?? '', at === 2 ? {} : 1), id: `hit ${at}` }
    })
    const { parts } = createRemote({ z: { deep: 1 } })
    const searched: unknown[] = []
    const list: DiscoverParts['list'] = async (uri, options) => {
      if (options.search === undefined) return parts.list(uri, options)
      searched.push(options.search)
      return { entries: hits, singleFile: false }
    }
    const found = await walkContents({ ...parts, list }, { except: [], search: { names: ['a'] } })
    // The second of one name gets a local name of its own.
    expect(places(found).map((place) => place.replace(/^a~\w+/, 'a~id'))).toEqual([
      'a.txt',
      'a~id.txt',
      'z/deep',
    ])
    expect(searched).toEqual([{ names: ['a'] }])
  })
  it('finds every file of every page, and makes empty folders too', async () => {
    const { parts, asked } = createRemote({ a: { '1': 1, '2': 2, '3': 3, sub: { '4': 4 }, empty: {} } })
    const found = await walk(parts, [childUri(my, 'a')])
    expect(places(found)).toEqual(['a/1', 'a/2', 'a/3', 'a/sub/4'])
    expect(found.folders.map((names) => names.join('/')).sort()).toEqual(['a', 'a/empty', 'a/sub'])
    expect(asked.sort()).toEqual(['a/empty@0', 'a/sub@0', 'a@0', 'a@2', 'a@4'])
  })

  it('gives files out while the walk goes on', async () => {
    const { parts, asked } = createRemote({ a: { '1': 1, '2': 2, '3': 3 } })
    for await (const { files } of discover(
      parts,
      [{ uri: childUri(my, 'a') }],
      new AbortController().signal,
    )) {
      if (files.length > 0) break
    }
    expect(asked).toEqual(['a@0'])
  })

  it('maps hostile names, and keeps everything in its folder', async () => {
    const { parts } = createRemote({
      a: { '..': { 'x/../y': 1 }, '../../etc': { passwd: 1 }, '.': 1, '': 1 },
    })
    const found = await walk(parts, [childUri(my, 'a')])
    for (const { folders, name } of found.files) {
      for (const part of [...folders, name]) {
        expect(['', '.', '..']).not.toContain(part)
        expect(part).not.toContain('/')
      }
    }
    expect(places(found)).toEqual(['a/_', 'a/．', 'a/．．/x／..／y', 'a/..／..／etc/passwd'].sort())
  })

  it('tells twins apart over pages, the same way each time', async () => {
    const { parts } = createRemote({ a: { 'Film.mkv': 1, other: 1, 'film.mkv': 1 } }, 1)
    const rules = { ...parts, nameRules: nameRules.win32 }
    const found = places(await walk(rules, [childUri(my, 'a')]))
    expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(3)
    expect(places(await walk(rules, [childUri(my, 'a')]))).toEqual(found)
  })

  it('tells two roots of one name apart', async () => {
    const { parts } = createRemote({ a: { film: 1 }, b: { film: 2 } })
    const found = await walk(parts, [
      childUri(childUri(my, 'a'), 'film'),
      childUri(childUri(my, 'b'), 'film'),
    ])
    expect(new Set(places(found)).size).toBe(2)
  })

  it('goes a thousand levels down', async () => {
    const tree: Tree = {}
    let at = tree
    for (let level = 0; level < 1_000; level++) at = at['d'] = {}
    at['file'] = 1
    const { parts } = createRemote({ a: tree })
    const found = await walk(parts, [childUri(my, 'a')])
    expect(found.folders).toHaveLength(1_001)
    expect(found.files.map(({ folders }) => folders.length)).toEqual([1_001])
  })

  it('does not follow a shortcut, which may lead back', async () => {
    const { parts, asked } = createRemote({ a: { loop: 'shortcut', file: 1 } })
    expect(places(await walk(parts, [childUri(my, 'a')]))).toEqual(['a/file'])
    expect(asked).toEqual(['a@0'])
  })

  it('takes one file as it is, in the version that was asked for', async () => {
    const { parts } = createRemote({ film: 7 })
    const { files, folders } = await walk(parts, [childUri(my, 'film')], 'v1')
    expect(folders).toEqual([])
    expect(files).toMatchObject([
      { name: 'film', folders: [], pinned: true, entry: { entityId: 'v1', sizeBytes: 77, modifiedAtMs: 5 } },
    ])
  })

  it('takes a share of one single file without a folder around it', async () => {
    const { parts } = createRemote({ 'film.mkv': 7 }, 2, { singleFile: true })
    const found = await walk(parts, [share])
    expect([places(found), found.folders]).toEqual([['film.mkv'], []])
  })

  it('names the root of a shared folder after what is shared', async () => {
    const { parts } = createRemote({ one: 1, two: 2 }, 2, { rootName: 'Holiday' })
    expect(places(await walk(parts, [share]))).toEqual(['Holiday/one', 'Holiday/two'])
  })

  it('puts the root of a drive straight into the target', async () => {
    const { parts } = createRemote({ one: 1, sub: { two: 2 } })
    expect(places(await walk(parts, [my]))).toEqual(['one', 'sub/two'])
  })

  it('stops at an abort', async () => {
    const { parts } = createRemote({ a: { '1': 1, '2': 2, '3': 3 } }, 1)
    const controller = new AbortController()
    const seen: string[] = []
    const all = async () => {
      for await (const { files } of discover(parts, [{ uri: childUri(my, 'a') }], controller.signal)) {
        seen.push(...files.map(({ name }) => name))
        if (seen.length === 1) controller.abort()
      }
    }
    await expect(all()).rejects.toMatchObject({ name: 'AbortError' })
    expect(seen).toEqual(['1'])
  })
})

describe('labelOf', () => {
  it('is the first name, or what a root is called', () => {
    expect(labelOf([{ uri: childUri(my, 'Film') }, { uri: my }])).toBe('Film')
    expect([labelOf([{ uri: my }]), labelOf([{ uri: share }]), labelOf([])]).toEqual(['My files', 'abc', ''])
  })

  it('what is gone or forbidden is told at the end, and keeps nothing else from being found', async () => {
    const { parts } = createRemote({ a: { x: 1 }, locked: { y: 1 }, b: 3 })
    const forbidding: DiscoverParts = {
      ...parts,
      list: (uri, options) =>
        uri.segments.at(-1) === 'locked' ? Promise.reject(fail('forbidden', 'no')) : parts.list(uri, options),
      info: (uri, signal) =>
        uri.segments[0] === 'gone' ? Promise.reject(fail('not-found')) : parts.info(uri, signal),
    }
    const names: string[] = []
    const roots = ['gone', 'locked', 'a', 'b'].map((name) => ({ uri: childUri(my, name) }))
    const walked = (async () => {
      for await (const { files } of discover(forbidding, roots, new AbortController().signal)) {
        names.push(...files.map(({ name }) => name))
      }
    })()
    await expect(walked).rejects.toMatchObject({ failure: { kind: 'not-found', detail: 'gone; locked: no' } })
    expect(names).toEqual(['x', 'b'])
  })

  it('a version of a folder is refused instead of fetching all of it', async () => {
    const { parts } = createRemote({ a: { x: 1 } })
    await expect(walk(parts, [childUri(my, 'a')], 'v1')).rejects.toMatchObject({
      failure: { kind: 'invalid-request', detail: 'a: a folder has no versions to choose from' },
    })
  })

  it('a version that the site does not keep is named, not replaced by another', async () => {
    const { parts } = createRemote({ film: 3 })
    await expect(walk(parts, [childUri(my, 'film')], 'v9')).rejects.toMatchObject({
      failure: { kind: 'not-found', detail: 'film: the site keeps no such version' },
    })
  })

  it('a listing that repeats itself for ever ends as a bad answer', async () => {
    const { parts } = createRemote({ a: { x: 1, y: 1, z: 1 } })
    const circling: DiscoverParts = {
      ...parts,
      list: async (uri, options) => ({
        ...(await parts.list(uri, { ...options, pageToken: '0' })),
        nextPageToken: '2',
      }),
    }
    await expect(walk(circling, [childUri(my, 'a')])).rejects.toMatchObject({
      failure: { kind: 'bad-response' },
    })
  })
})

describe('a walk that breaks off', () => {
  /** Walks again and again until it ends, as the queue does. */
  async function walkOn(parts: DiscoverParts, roots: readonly CloudUri[]) {
    const discovery = createDiscovery(
      parts,
      roots.map((uri) => ({ uri })),
    )
    const files: string[] = []
    let breaks = 0
    for (;;) {
      try {
        for await (const found of discovery.walk(new AbortController().signal)) {
          files.push(...found.files.map(({ folders, name }) => [...folders, name].join('/')))
        }
        return { files, breaks, finished: discovery.finished() }
      } catch {
        breaks++
        if (breaks > 50) throw new Error('it never ends')
      }
    }
  }

  /** The calls with these numbers, counted from 1, fail. */
  function failing(parts: DiscoverParts, fails: (call: number, uri: CloudUri) => boolean): DiscoverParts {
    let calls = 0
    const turn = (uri: CloudUri) => {
      if (fails(++calls, uri)) throw fail(calls % 2 === 0 ? 'network' : 'bad-response', 'broken')
    }
    return {
      ...parts,
      now: () => 0,
      list: async (uri, options) => {
        turn(uri)
        return parts.list(uri, options)
      },
      info: async (uri, signal) => {
        turn(uri)
        return parts.info(uri, signal)
      },
    }
  }
  const tree = { a: { '1': 1, '2': 2, '3': 3, sub: { '4': 4, '5': 5 } }, b: { '6': 6 } }
  const roots = [childUri(my, 'a'), childUri(my, 'b')]

  it('goes on at the page that failed and asks for no other one twice', async () => {
    const { parts, asked } = createRemote(tree)
    const found = await walkOn(
      failing(parts, (call) => call % 3 === 0),
      roots,
    )
    expect(found.breaks).toBe(2)
    expect(found.files.sort()).toEqual(['a/1', 'a/2', 'a/3', 'a/sub/4', 'a/sub/5', 'b/6'])
    expect(asked.sort()).toEqual(['a/sub@0', 'a@0', 'a@2', 'b@0'])
  })

  it('tries a folder that keeps failing after all the others', async () => {
    const { parts, asked } = createRemote(tree)
    let broken = 0
    const found = await walkOn(
      failing(parts, (_call, uri) => uri.segments.join('/') === 'a/sub' && ++broken < 4),
      roots,
    )
    expect(found).toMatchObject({ breaks: 3, finished: 5 })
    expect(asked).toEqual(['a@0', 'a@2', 'b@0', 'a/sub@0'])
  })

  it('reads a folder from its first page where the place in it is too old', async () => {
    const { parts, asked } = createRemote({ a: { '1': 1, '2': 2, '3': 3 } })
    let now = 0
    const late = { ...failing(parts, (call) => call === 3), now: () => (now += 600_000) }
    const found = await walkOn(late, [childUri(my, 'a')])
    expect([...new Set(found.files)]).toEqual(['a/1', 'a/2', 'a/3'])
    expect(asked).toEqual(['a@0', 'a@0', 'a@2'])
  })

  it('lets go of a place whose token the site makes no sense of', async () => {
    const { parts, asked } = createRemote({ a: { '1': 1, '2': 2, '3': 3 } })
    let refused = 0
    const stale: DiscoverParts = {
      ...parts,
      now: () => 0,
      list: async (uri, options) => {
        if (options.pageToken !== undefined && ++refused <= 3) throw fail('bad-response', 'no such token')
        return parts.list(uri, options)
      },
    }
    const found = await walkOn(stale, [childUri(my, 'a')])
    expect(found.breaks).toBe(3)
    expect([...new Set(found.files)]).toEqual(['a/1', 'a/2', 'a/3'])
    expect(asked).toEqual(['a@0', 'a@0', 'a@2'])
  })

  it('keeps the local names of the roots', async () => {
    const { parts } = createRemote({ x: { same: { '1': 1 } }, y: { same: { '2': 2 } } })
    const twins = [childUri(childUri(my, 'x'), 'same'), childUri(childUri(my, 'y'), 'same')]
    const smooth = await walkOn(parts, twins)
    const rough = await walkOn(
      failing(parts, (call) => call % 2 === 0),
      twins,
    )
    expect(rough.files.sort()).toEqual(smooth.files.sort())
  })
})
