// Which rows are selected and which one the keyboard is at: pure functions with the rules of a file manager. Rows are
// known by key (their URI), so that pages that arrive later change nothing.

export interface Selection {
  readonly keys: ReadonlySet<string>
  /** The row of the keyboard; -1 before there is one. */
  readonly active: number
  /** Where a Shift selection starts. */
  readonly anchor: number
  /** "Select all" was the last word: rows that are still to come belong to it. */
  readonly everything: boolean
}

export interface Modifiers {
  /** Ctrl, or Cmd on a Mac. */
  readonly add: boolean
  readonly range: boolean
}

export const noSelection: Selection = { keys: new Set(), active: -1, anchor: -1, everything: false }

export function clickRow(
  selection: Selection,
  keys: readonly string[],
  { index, add, range }: Modifiers & { index: number },
): Selection {
  if (range) return selectRange(selection, keys, { index, add })
  if (add) return toggleRow(selection, keys, index)
  return selectOnly(keys, index)
}

export function selectOnly(keys: readonly string[], index: number): Selection {
  const key = keys[index]
  return key === undefined
    ? noSelection
    : { keys: new Set([key]), active: index, anchor: index, everything: false }
}

export function toggleRow(selection: Selection, keys: readonly string[], index: number): Selection {
  const key = keys[index]
  if (key === undefined) return selection
  const next = new Set(selection.keys)
  if (!next.delete(key)) next.add(key)
  return { keys: next, active: index, anchor: index, everything: false }
}

function selectRange(
  selection: Selection,
  keys: readonly string[],
  { index, add }: { index: number; add: boolean },
): Selection {
  const anchor = Math.max(0, selection.anchor)
  const reach = keys.slice(Math.min(anchor, index), Math.max(anchor, index) + 1)
  const next = new Set(add ? [...selection.keys, ...reach] : reach)
  return { keys: next, active: index, anchor, everything: false }
}

/** Arrow keys: plain moves the selection, Shift stretches it, Ctrl moves the keyboard alone. */
export function moveActive(
  selection: Selection,
  keys: readonly string[],
  { index, add, range }: Modifiers & { index: number },
): Selection {
  if (keys.length === 0) return selection
  const to = Math.min(keys.length - 1, Math.max(0, index))
  if (range) return selectRange(selection, keys, { index: to, add: false })
  if (add) return { ...selection, active: to }
  return selectOnly(keys, to)
}

export function selectAll(selection: Selection, keys: readonly string[]): Selection {
  return { keys: new Set(keys), active: Math.max(0, selection.active), anchor: 0, everything: true }
}

/** A page more has come. */
export function growSelection(selection: Selection, added: readonly string[]): Selection {
  return selection.everything ? { ...selection, keys: new Set([...selection.keys, ...added]) } : selection
}

/** Index of the next name that starts with the text, from the row given on and around; undefined if there is none. */
export function typeAhead(
  names: readonly string[],
  { text, from }: { text: string; from: number },
): number | undefined {
  const wanted = text.toLocaleLowerCase()
  for (let step = 0; step < names.length; step += 1) {
    const index = (from + step) % names.length
    if (names[index]?.toLocaleLowerCase().startsWith(wanted) === true) return index
  }
  return undefined
}
