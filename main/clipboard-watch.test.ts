import { expect, it } from 'vitest'
import { watchClipboard } from './clipboard-watch.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

async function stage(before = '') {
  const turns: (() => void)[] = []
  const offered: string[] = []
  const state = { text: before, wanted: true, reads: 0 }
  let changed: () => void = () => undefined
  const stop = watchClipboard({
    read: () => Promise.resolve(((state.reads += 1), state.text)),
    isWanted: () => state.wanted,
    onWish: (listener) => {
      changed = listener
      return () => (changed = () => undefined)
    },
    knownSites: () => ['https://cloud.example.org'],
    offer: (link) => offered.push(link),
    every: (periodMs, run) => {
      expect(periodMs).toBeGreaterThanOrEqual(1_000)
      turns.push(run)
      return () => void turns.splice(turns.indexOf(run), 1)
    },
  })
  await settle()
  const copy = async (text: string) => {
    state.text = text
    turns.forEach((run) => run())
    await settle()
  }
  const wish = (wanted: boolean) => {
    state.wanted = wanted
    changed()
  }
  return { state, offered, turns, copy, wish, stop }
}

const link = 'https://cloud.example.org/s/aB3'

it('offers a share link of a known site once', async () => {
  const { copy, offered } = await stage()
  await copy(` ${link}\n`)
  await copy(` ${link}\n`)
  await copy('something else')
  await copy(link)
  expect(offered).toEqual([link, link])
})

it.each([
  'https://elsewhere.example/s/aB3',
  'https://cloud.example.org/home',
  'my password',
  `${link}${'a'.repeat(5_000)}`,
  '',
])('does not offer %#', async (text) => {
  const { copy, offered } = await stage()
  await copy(text)
  expect(offered).toEqual([])
})

it('what lay there before was not copied for us', async () => {
  const { copy, offered } = await stage(link)
  await copy(link)
  expect(offered).toEqual([])
})

it('does not even look unless somebody wants it', async () => {
  const { copy, state, turns, wish, offered } = await stage()
  wish(false)
  const { reads } = state
  await copy(link)
  expect([turns, state.reads, offered]).toEqual([[], reads, []])
  wish(true)
  expect(turns).toHaveLength(1)
})

it('ends with its timer', async () => {
  const { turns, stop } = await stage()
  stop()
  expect(turns).toEqual([])
})
