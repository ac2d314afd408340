// Where a window stood and whether it may stand there again: a screen can be gone, or smaller than it was.

import { z } from 'zod'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Place {
  readonly bounds: Rectangle
  readonly maximized: boolean
}

export const smallest = { width: 720, height: 480 } as const
export const usual = { width: 1120, height: 720 } as const

const pixels = z.int().min(-100_000).max(100_000)
const placeShape = z.object({
  bounds: z.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  maximized: z.boolean(),
})

/** Undefined for what no version of ours wrote. */
export function parsePlace(stored: unknown): Place | undefined {
  const parsed = placeShape.safeParse(stored)
  return parsed.success ? parsed.data : undefined
}

/** A bar of the window that the mouse can take has to be on a screen. */
const handle = { width: 100, height: 30 } as const

/** Bounds for a window on one of these screens; without x and y where the system should place it. */
export function fitBounds(
  place: Place | undefined,
  screens: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  if (place === undefined) return usual
  const { x, y, width, height } = place.bounds
  const screen = screens.find((area) => shows(area, place.bounds))
  if (screen === undefined) return usual
  return {
    x,
    y,
    width: Math.max(smallest.width, Math.min(width, screen.width)),
    height: Math.max(smallest.height, Math.min(height, screen.height)),
  }
}

function shows(area: Rectangle, window: Rectangle): boolean {
  const left = Math.max(area.x, window.x)
  const right = Math.min(area.x + area.width, window.x + window.width)
  const roomBelow = area.y + area.height - window.y
  return right - left >= handle.width && window.y >= area.y && roomBelow >= handle.height
}
