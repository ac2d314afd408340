import { describe, expect, it } from 'vitest'
import { fitBounds, parsePlace, usual, type Place } from './place.ts'

const screens = [
  { x: 0, y: 25, width: 1920, height: 1055 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
]
const at = (x: number, y: number, width = 1000, height = 700): Place => ({
  bounds: { x, y, width, height },
  maximized: false,
})

describe('a window comes back', () => {
  it.each([
    ['where it was', at(100, 100), { x: 100, y: 100, width: 1000, height: 700 }],
    ['on the second screen', at(2000, 10), { x: 2000, y: 10, width: 1000, height: 700 }],
    ['half outside to the left', at(-800, 100), { x: -800, y: 100, width: 1000, height: 700 }],
    ['no larger than its screen', at(1930, 10, 3000, 2000), { x: 1930, y: 10, width: 1280, height: 1024 }],
    ['no smaller than it may be', at(100, 100, 110, 60), { x: 100, y: 100, width: 720, height: 480 }],
    ['in the usual size where it would be out of sight', at(-990, 100), usual],
    ['in the usual size where its title would be above the screen', at(100, -40), usual],
    ['in the usual size where its screen is gone', at(5000, 100), usual],
    ['in the usual size the first time', undefined, usual],
  ])('%s', (_name, place, bounds) => {
    expect(fitBounds(place, screens)).toEqual(bounds)
  })
})

it('a stored place is read back, anything else is not', () => {
  const place = at(1, 2)
  expect(
    [place, { ...place, maximized: 'yes' }, { bounds: { x: 1e9 } }, 'x', undefined].map(parsePlace),
  ).toEqual([place, undefined, undefined, undefined, undefined])
})
