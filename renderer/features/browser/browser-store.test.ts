import { describe, expect, it } from 'vitest'
import type { EntryView, ListingView } from '../../../contract/views.ts'
import { fail } from '../../../core/model/failure.ts'
import { createFakeBridge, type FakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aFile, aFolder } from '../../bridge/fake/fixtures.ts'
import { createManualClock } from '../../dev/manual-clock.ts'
import { chosenCount } from './browser-state.ts'
import { createBrowserFeature, type BrowserFeature } from './browser-store.ts'
import type { FolderPlace } from './places.ts'
import { noSelection } from './selection.ts'
import { createViewMemory } from './view-memory.ts'

const root: FolderPlace = { kind: 'folder', accountId: 'home:1', uri: 'cloudreve://my/' }
const photos: FolderPlace = { ...root, uri: 'cloudreve://my/Photos' }
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
const names = ({ store }: BrowserFeature) => store.getState().entries.map(({ name }) => name)

const browserOf = (fake: FakeBridge, clock = createManualClock()) =>
  createBrowserFeature({ bridge: fake.bridge, clock, memory: createViewMemory(undefined) })

function many(count: number): EntryView[] {
  return Array.from({ length: count }, (_none, index) => aFile(`f${index}`))
}

/** Answers `browser.list` by hand, in the order that the test likes. */
function byHand(fake: FakeBridge) {
  const asked: { uri: string; answer: (page: Partial<ListingView>) => void }[] = []
  fake.answer(
    'browser.list',
    ({ uri }) =>
      new Promise((resolve) => {
        asked.push({ uri, answer: (page) => resolve({ uri, entries: [], singleFile: false, ...page }) })
      }),
  )
  return asked
}

describe('a folder', () => {
  it('shows its first page at once and fetches the next in the background', async () => {
    const fake = createFakeBridge()
    const asked = byHand(fake)
    const browser = browserOf(fake)
    browser.go(root)
    expect(browser.store.getState().status).toBe('loading')
    asked[0]?.answer({ entries: [aFile('a')], nextPageToken: 'p2' })
    await settle()
    expect(browser.store.getState()).toMatchObject({ status: 'ready', more: 'loading' })
    expect(names(browser)).toEqual(['a'])
    asked[1]?.answer({ entries: [aFile('a'), aFile('b')] })
    await settle()
    expect(names(browser)).toEqual(['a', 'b'])
    expect(browser.store.getState()).toMatchObject({ more: 'idle', nextPageToken: undefined })
    expect(fake.callsOf('browser.list').map(({ pageToken }) => pageToken)).toEqual([undefined, 'p2'])
  })

  it('is asked for again while the reason passes, less and less often, and goes on where it was', async () => {
    const fake = createFakeBridge({ folders: { [root.uri]: many(300) }, pageSize: 200 })
    const clock = createManualClock()
    let failing = true
    fake.answer('browser.list', ({ uri, pageToken }) => {
      if (failing) throw fail('server-busy', '')
      const [first, rest] = [many(300).slice(0, 200), many(300).slice(200)]
      return pageToken === undefined
        ? { uri, entries: first, singleFile: false, nextPageToken: 'p2' }
        : { uri, entries: rest, singleFile: false }
    })
    const browser = browserOf(fake, clock)
    browser.go(root)
    const after = async (ms: number) => {
      clock.advance(ms)
      for (let turn = 0; turn < 5; turn += 1) await settle()
      return fake.callsOf('browser.list').length
    }
    expect([await after(0), await after(3_000), await after(3_000), await after(3_000)]).toEqual([1, 2, 2, 3])
    expect(browser.store.getState().status).toBe('failed')
    failing = false
    await after(60_000)
    expect(browser.store.getState().status).toBe('ready')
    expect(names(browser)).toHaveLength(300)
  })

  it('is not asked for again where that is no use, nor when one has gone elsewhere', async () => {
    const fake = createFakeBridge({ folders: { [photos.uri]: [aFile('a')] } })
    const clock = createManualClock()
    fake.answer('browser.list', ({ uri }) => {
      throw fail(uri === root.uri ? 'network' : 'forbidden', '')
    })
    const browser = browserOf(fake, clock)
    browser.go(root)
    await settle()
    browser.go(photos)
    await settle()
    clock.advance(600_000)
    await settle()
    expect(fake.callsOf('browser.list').map(({ uri }) => uri)).toEqual([root.uri, photos.uri])
  })

  it('stops by itself in a huge folder, goes on when one scrolls, and loads all when asked to', async () => {
    const fake = createFakeBridge({ folders: { [root.uri]: many(15_000) }, pageSize: 2_000 })
    const browser = browserOf(fake)
    browser.go(root)
    for (let turn = 0; turn < 30; turn += 1) await settle()
    expect(names(browser)).toHaveLength(10_000)
    browser.showUntil(100)
    await settle()
    expect(names(browser)).toHaveLength(10_000)
    browser.showUntil(9_950)
    await settle()
    expect(names(browser)).toHaveLength(12_000)
    expect(await browser.loadAll()).toBe(true)
    expect(names(browser)).toHaveLength(15_000)
  })

  it('drops the answer for a folder that was left', async () => {
    const fake = createFakeBridge()
    const asked = byHand(fake)
    const browser = browserOf(fake)
    browser.go(root)
    browser.go(photos)
    asked[1]?.answer({ entries: [aFile('photo')] })
    await settle()
    asked[0]?.answer({ entries: [aFile('late')] })
    await settle()
    expect(names(browser)).toEqual(['photo'])
  })

  it('keeps the first page when a later one fails, and fetches on from there', async () => {
    const fake = createFakeBridge()
    const browser = browserOf(fake)
    const pages = ['ok', 'lost', 'ok']
    fake.answer('browser.list', ({ uri, pageToken }) => {
      if (pages.shift() === 'lost') throw fail('network')
      return pageToken === undefined
        ? { uri, entries: [aFile('f0'), aFile('f1')], nextPageToken: '2', singleFile: false }
        : { uri, entries: [aFile('f2')], singleFile: false }
    })
    browser.go(root)
    await settle()
    expect(browser.store.getState()).toMatchObject({ status: 'ready', more: 'failed' })
    browser.retryMore()
    await settle()
    expect(names(browser)).toEqual(['f0', 'f1', 'f2'])
  })

  it('says why it could not be loaded', async () => {
    const fake = createFakeBridge()
    fake.refuse('browser.list', 'forbidden')
    const browser = browserOf(fake)
    browser.go(root)
    await settle()
    expect(browser.store.getState()).toMatchObject({ status: 'failed', failure: { kind: 'forbidden' } })
  })
})

describe('going around', () => {
  it('selects the folder one came from on the way back and up', async () => {
    const fake = createFakeBridge({ folders: { [root.uri]: [aFolder('Music'), aFolder('Photos')] } })
    const browser = browserOf(fake)
    browser.go(root)
    await settle()
    browser.go(photos)
    await settle()
    browser.up()
    await settle()
    expect([...browser.store.getState().selection.keys]).toEqual(['cloudreve://my/Photos'])
    expect(browser.place()).toEqual(root)
  })

  it('asks the host for the order, and turns it around at the second click', async () => {
    const fake = createFakeBridge()
    const browser = browserOf(fake)
    browser.go(root)
    browser.sortBy('size')
    browser.sortBy('size')
    browser.sortBy('name')
    await settle()
    expect(fake.callsOf('browser.list').map(({ order, direction }) => `${order} ${direction}`)).toEqual([
      'name asc',
      'size asc',
      'size desc',
      'name asc',
    ])
  })
})

describe('select all', () => {
  it('reaches the pages that are still to come', async () => {
    const fake = createFakeBridge({ folders: { [root.uri]: many(450) } })
    const browser = browserOf(fake)
    browser.go(root)
    await settle()
    browser.selectAll()
    await browser.loadAll()
    expect(chosenCount(browser.store.getState())).toBe(450)
    browser.select(() => noSelection)
    expect(browser.store.getState().selection).toEqual(noSelection)
  })
})
