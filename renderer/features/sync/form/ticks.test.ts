import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tick, tickOf, untick, type Ticks } from './ticks.ts'

const tree: Readonly<Record<string, readonly string[]>> = {
  '': ['a', 'b'],
  a: ['a/x', 'a/y'],
  'a/x': ['a/x/1', 'a/x/2'],
  b: ['b/z'],
}
const all = Object.values(tree).flat()
const siblings = (folder: string) => tree[folder] ?? []
const everything: Ticks = { only: undefined, except: [] }
const nothing: Ticks = { only: [], except: [] }
const shown = (ticks: Ticks) => Object.fromEntries(all.map((path) => [path, tickOf(ticks, path)]))

describe('ticks', () => {
  it('a folder that is taken out leaves those above it half', () => {
    expect(shown(untick(everything, 'a/x'))).toEqual({
      ...{ a: 'mixed', b: 'on', 'a/x': 'off', 'a/y': 'on' },
      ...{ 'a/x/1': 'off', 'a/x/2': 'off', 'b/z': 'on' },
    })
  })

  it('one that comes back inside of it leaves its neighbours out', () => {
    const ticks = tick(untick(everything, 'a'), 'a/x/1', siblings)
    expect(ticks).toEqual({ only: undefined, except: ['a/y', 'a/x/2'] })
    expect(tickOf(ticks, 'a/x')).toBe('mixed')
  })

  it('only what is ticked, and not what is taken out of that', () => {
    const ticks = untick(tick(nothing, 'a', siblings), 'a/y')
    expect(ticks).toEqual({ only: ['a'], except: ['a/y'] })
    expect(untick(ticks, 'a')).toEqual(nothing)
  })

  it('whatever was clicked before, the last click holds, and nothing beside it changes', () => {
    const click = fc.record({ path: fc.constantFrom(...all), on: fc.boolean() })
    fc.assert(
      fc.property(
        fc.constantFrom(everything, nothing),
        fc.array(click, { maxLength: 12 }),
        (start, clicks) => {
          let ticks = start
          for (const { path, on } of clicks) {
            const before = shown(ticks)
            ticks = on ? tick(ticks, path, siblings) : untick(ticks, path)
            const after = shown(ticks)
            const isApart = (one: string) =>
              !`${one}/`.startsWith(`${path}/`) && !`${path}/`.startsWith(`${one}/`)
            for (const one of all) {
              if (`${one}/`.startsWith(`${path}/`)) expect(after[one]).toBe(on ? 'on' : 'off')
              else if (isApart(one)) expect(after[one]).toBe(before[one])
            }
          }
        },
      ),
    )
  })
})
