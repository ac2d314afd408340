// The keyboard inside the list: which row a key leads to, and typing to find a name. Pure but for the typed text that is
// remembered for a moment.

import { typeAhead } from './selection.ts'

export interface ListShape {
  readonly count: number
  readonly active: number
  /** Rows of a page; of tiles, rows times columns. */
  readonly pageRows: number
  /** Tiles beside each other; 1 in a list. */
  readonly columns?: number
  readonly rightToLeft?: boolean
}

/** Undefined for keys that do not move. */
export function rowForKey(key: string, shape: ListShape): number | undefined {
  const { count, active, pageRows, columns = 1, rightToLeft = false } = shape
  switch (key) {
    case 'ArrowDown':
      return active === -1 ? 0 : active + columns
    case 'ArrowUp':
      return active - columns < 0 ? (columns === 1 ? 0 : Math.max(0, active)) : active - columns
    case 'ArrowLeft':
    case 'ArrowRight':
      if (columns === 1) return undefined
      return Math.max(0, active + ((key === 'ArrowRight') === rightToLeft ? -1 : 1))
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'PageDown':
      return active + pageRows
    case 'PageUp':
      return Math.max(0, active - pageRows)
    default:
      return undefined
  }
}

export interface TypedText {
  /** Index of the row that fits what was typed so far. */
  type(
    character: string,
    atMs: number,
    list: { names: readonly string[]; active: number },
  ): number | undefined
  /** A space belongs to the name while one is typing. */
  isTyping(atMs: number): boolean
}

const pauseMs = 900

export function createTypedText(): TypedText {
  let text = ''
  let lastMs = -Infinity
  const isTyping = (atMs: number) => text !== '' && atMs - lastMs < pauseMs
  return {
    isTyping,
    type(character, atMs, { names, active }) {
      text = isTyping(atMs) ? text + character : character
      lastMs = atMs
      // The same letter again and again walks through the names that start with it.
      const repeated = text.length > 1 && [...text].every((one) => one === character)
      const from = text.length === 1 || repeated ? active + 1 : Math.max(0, active)
      return typeAhead(names, { text: repeated ? character : text, from: Math.max(0, from) })
    },
  }
}
