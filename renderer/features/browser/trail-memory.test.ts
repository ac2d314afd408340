import { expect, it } from 'vitest'
import type { Place, Trail } from './places.ts'
import { createTrailMemory } from './trail-memory.ts'
import type { KeyStorage } from './view-memory.ts'

function aStorage(): KeyStorage & { text: () => string } {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    text: () => [...kept.values()].join(),
  }
}

const folder = (accountId: string, path: string): Place => ({
  kind: 'folder',
  accountId,
  uri: `cloudreve://my${path}`,
})
const trail: Trail = { places: [folder('a', ''), folder('b', '/Secret'), folder('a', '/Photos')], at: 2 }

it('gives back where a page was, the tab before all others', () => {
  const [tab, all] = [aStorage(), aStorage()]
  createTrailMemory([tab, all]).keep(trail)
  createTrailMemory([undefined, all]).keep({ places: [folder('b', '')], at: 0 })
  expect(createTrailMemory([tab, all]).read(['a', 'b'])).toEqual(trail)
  expect(createTrailMemory([aStorage(), all]).read(['a', 'b'])).toEqual({ places: [folder('b', '')], at: 0 })
})

it('keeps of a search the folder that it looks in', () => {
  const tab = aStorage()
  const search: Place = {
    kind: 'folder',
    accountId: 'a',
    uri: 'cloudreve://my/x',
    search: { names: ['private'] },
  }
  createTrailMemory([tab]).keep({ places: [search], at: 0 })
  expect(tab.text()).not.toContain('private')
  expect(createTrailMemory([tab]).read(['a'])).toEqual({ places: [folder('a', '/x')], at: 0 })
})

it('forgets an account that is signed out, and says nothing where that was the place', () => {
  const tab = aStorage()
  const memory = createTrailMemory([tab])
  memory.keep(trail)
  memory.keepOnly(['a'])
  expect(tab.text()).not.toContain('Secret')
  expect(memory.read(['a'])).toEqual({ places: [trail.places[0], trail.places[2]], at: 1 })
  memory.keepOnly([])
  expect([memory.read(['a', 'b']), tab.text().includes('Photos')]).toEqual([undefined, false])
})

it('keeps the last thirty places', () => {
  const tab = aStorage()
  const places = Array.from({ length: 50 }, (_none, index) => folder('a', `/${index}`))
  createTrailMemory([tab]).keep({ places, at: 40 })
  expect(createTrailMemory([tab]).read(['a'])).toEqual({ places: places.slice(11, 41), at: 29 })
})

it.each([
  '',
  '{',
  '[]',
  'null',
  '{"places":[{"kind":"folder","accountId":"a","uri":7}],"at":0}',
  '{"places":[],"at":"x"}',
])('begins anew with %j', (text) => {
  const storage = { getItem: () => text, setItem: () => undefined }
  expect(createTrailMemory([storage]).read(['a'])).toBeUndefined()
})

it('does without a storage that refuses', () => {
  const refuse = () => {
    throw new Error('private')
  }
  const memory = createTrailMemory([{ getItem: refuse, setItem: refuse }])
  memory.keep(trail)
  expect(memory.read(['a'])).toBeUndefined()
})
