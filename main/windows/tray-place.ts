// Where the tray window stands: beside the icon, on the side where there is room; in the corner where the system does not
// say where the icon is.

import type { Rectangle } from './place.ts'

export const traySize = { width: 360, height: 480 } as const
const gap = 8

/** `icon` is empty where the system does not tell; `area` is the part of its screen that windows may use. */
export function trayPlace(icon: Rectangle, area: Rectangle, corner: 'top' | 'bottom' = 'bottom'): Rectangle {
  const width = Math.min(traySize.width, area.width)
  const height = Math.min(traySize.height, area.height)
  const right = area.x + area.width
  const bottom = area.y + area.height
  const known = icon.width > 0 && icon.height > 0
  const x = known ? icon.x + icon.width / 2 - width / 2 : right - width - gap
  const below = known ? icon.y + icon.height / 2 < area.y + area.height / 2 : corner === 'top'
  const y = below
    ? known
      ? icon.y + icon.height + gap
      : area.y + gap
    : (known ? icon.y : bottom) - height - gap
  return {
    x: Math.round(Math.max(area.x, Math.min(x, right - width))),
    y: Math.round(Math.max(area.y, Math.min(y, bottom - height))),
    width,
    height,
  }
}
