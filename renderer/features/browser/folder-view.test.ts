import { describe, expect, it } from 'vitest'
import { defaultView, readView, withColumn, withOrder, withWidth } from './folder-view.ts'
import { createViewMemory } from './view-memory.ts'

describe('how a folder is shown', () => {
  it('takes columns in and out, but never the name', () => {
    expect(withColumn(defaultView, 'type').columns).toEqual(['name', 'size', 'modified'])
    expect(withColumn(defaultView, 'created').columns).toEqual([
      'name',
      'size',
      'modified',
      'created',
      'type',
    ])
    expect(withColumn(defaultView, 'name')).toEqual(defaultView)
  })
  it('keeps a width within bounds', () => {
    expect([1, 100.4, 9_999].map((pixels) => withWidth(defaultView, 'size', pixels).widths.size)).toEqual([
      64, 100, 480,
    ])
  })
  it('turns the order around the second time', () => {
    const bySize = withOrder(defaultView, 'size')
    expect([bySize.direction, withOrder(bySize, 'size').direction]).toEqual(['asc', 'desc'])
  })
  it('reads what was kept, and mends what does not fit', () => {
    expect(
      readView({ layout: 'x', columns: ['size', 'evil'], widths: { size: 5, type: 90 }, order: 'up' }),
    ).toEqual({
      layout: 'list',
      columns: ['name', 'size'],
      widths: { type: 90 },
      order: 'name',
      direction: 'asc',
    })
    expect(readView('nonsense')).toBeUndefined()
  })
})

describe('the memory of views', () => {
  const storage = () => {
    const kept = new Map<string, string>()
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      kept,
    }
  }
  const tiles = { ...defaultView, layout: 'tiles' as const }

  it('knows each folder again, and shows others like the one changed last', () => {
    const place = storage()
    const memory = createViewMemory(place)
    memory.keep('a', 'cloudreve://my/Photos', tiles)
    memory.keep('a', 'cloudreve://my/Music', withColumn(defaultView, 'type'))
    memory.keepPanes({ places: false, details: true })
    const again = createViewMemory(place)
    expect(again.viewOf('a', 'cloudreve://my/Photos')).toEqual(tiles)
    expect(again.viewOf('b', 'cloudreve://my/')).toEqual(withColumn(defaultView, 'type'))
    expect(again.panes()).toEqual({ places: false, details: true })
  })
  it('forgets the folders of accounts that are gone', () => {
    const place = storage()
    const memory = createViewMemory(place)
    memory.keep('a', 'cloudreve://my/Secret', tiles)
    memory.keepOnly(['b'])
    expect([...place.kept.values()].join('')).not.toContain('Secret')
  })
  it('begins anew where what was kept is damaged, and works without a place to keep it', () => {
    const place = storage()
    place.setItem('reverie.views', '{"views":[{"accountId":1}],"last":7')
    expect(createViewMemory(place).viewOf('a', 'x')).toEqual(defaultView)
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
    }
    const memory = createViewMemory(full)
    memory.keep('a', 'x', tiles)
    expect(memory.viewOf('a', 'x')).toEqual(tiles)
  })
})
