// The windows and the program around a page, for the pages that may ask for them. Made by the desktop program; other
// hosts have none.

import type { DesktopPlace } from '../contract/desktop-treaty.ts'
import { fail } from '../core/model/failure.ts'

export interface Desk {
  show(place: DesktopPlace): void
  hideTray(): void
  quit(): void
}

/** What the main window was asked to show and where it was when it was dropped, until a page takes it. In memory only. */
export interface PlaceBox {
  ask(place: DesktopPlace): void
  take(): DesktopPlace | null
  onAsked(listener: () => void): () => void
  keep(view: string): void
  kept(): string | null
}

export function createPlaceBox(): PlaceBox {
  const listeners = new Set<() => void>()
  let waiting: DesktopPlace | null = null
  let view: string | null = null
  return {
    ask: (place) => {
      waiting = place
      for (const listener of [...listeners]) listener()
    },
    take: () => {
      const place = waiting
      waiting = null
      return place
    },
    onAsked: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    keep: (next) => void (view = next),
    kept: () => view,
  }
}

function refuse(): never {
  throw fail('invalid-request', 'this host has no windows')
}

export const noDesk: Desk = { show: refuse, hideTray: refuse, quit: refuse }
