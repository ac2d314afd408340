import { expect, it } from 'vitest'
import { trayPlace } from './tray-place.ts'

const screen = { x: 0, y: 0, width: 1_920, height: 1_040 }
const size = { width: 360, height: 480 }
const nowhere = { x: 0, y: 0, width: 0, height: 0 }

it.each([
  [
    'below an icon in the menu bar',
    { x: 1_500, y: 0, width: 24, height: 24 },
    { ...screen, y: 24 },
    { x: 1_332, y: 32 },
  ],
  [
    'above an icon in the taskbar',
    { x: 1_500, y: 1_040, width: 24, height: 40 },
    screen,
    { x: 1_332, y: 552 },
  ],
  [
    'inside of the screen at its edge',
    { x: 1_900, y: 1_040, width: 20, height: 40 },
    screen,
    { x: 1_560, y: 552 },
  ],
  [
    'beside an icon at the side',
    { x: 0, y: 1_000, width: 40, height: 24 },
    { ...screen, x: 40 },
    { x: 40, y: 512 },
  ],
  ['in the corner where nobody says', nowhere, screen, { x: 1_552, y: 552 }],
  [
    'on the second screen',
    { x: -500, y: 0, width: 20, height: 20 },
    { x: -1_280, y: 20, width: 1_280, height: 700 },
    { x: -670, y: 28 },
  ],
])('%s', (_name, icon, area, place) => {
  expect(trayPlace(icon, area)).toEqual({ ...place, ...size })
})

it('is no larger than the screen', () => {
  expect(trayPlace(nowhere, { x: 0, y: 0, width: 320, height: 400 })).toEqual({
    ...{ x: 0, y: 0, width: 320, height: 400 },
  })
})

it('is in the upper corner where the panel is there', () => {
  expect(trayPlace(nowhere, screen, 'top')).toEqual({ x: 1_552, y: 8, ...size })
})
