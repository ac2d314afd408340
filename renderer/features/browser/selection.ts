// Which rows are selected and which one the keyboard is at: pure functions with the rules of a file manager. Rows are
// known by key (their URI), so that pages that arrive later change nothing. "Everything" is kept as what it leaves out:
// a folder of 100,000 entries is selected at once, those that no page has brought yet among them.

export interface Selection {
  /** True: all are selected but `keys`. False: `keys` are. */
  readonly everything: boolean
  readonly keys: ReadonlySet<string>
  /** The row of the keyboard; -1 before there is one. */
  readonly active: number
  /** Where a Shift selection starts. */
  readonly anchor: number
}

export interface Modifiers {
  /** Ctrl, or Cmd on a Mac. */
  readonly add: boolean
  readonly range: boolean
}

export const noSelection: Selection = { keys: new Set(), active: -1, anchor: -1, everything: false }

export function isSelected({ everything, keys }: Selection, key: string): boolean {
  return keys.has(key) !== everything
}

/** Of as many rows as are known. */
export function selectedCount({ everything, keys }: Selection, total: number): number {
  return everything ? total - keys.size : keys.size
}

export function hasSelected(selection: Selection, total: number): boolean {
  return selectedCount(selection, total) > 0
}

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
  return { ...selection, keys: next, active: index, anchor: index }
}

function selectRange(
  selection: Selection,
  keys: readonly string[],
  { index, add }: { index: number; add: boolean },
): Selection {
  const anchor = Math.max(0, selection.anchor)
  const reach = keys.slice(Math.min(anchor, index), Math.max(anchor, index) + 1)
  if (!add) return { keys: new Set(reach), active: index, anchor, everything: false }
  const next = new Set(selection.keys)
  for (const key of reach) {
    if (selection.everything) next.delete(key)
    else next.add(key)
  }
  return { ...selection, keys: next, active: index, anchor }
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

export function selectAll(selection: Selection): Selection {
  return { keys: new Set(), active: Math.max(0, selection.active), anchor: 0, everything: true }
}

/** The rows are others now: what is gone is no longer selected, and the keyboard stays with its row. */
export function keepSelection(
  selection: Selection,
  { before, after }: { before: readonly string[]; after: readonly string[] },
): Selection {
  const there = new Set(after)
  const at = (index: number) => {
    const key = before[index]
    if (key === undefined) return -1
    const found = after.indexOf(key)
    return found === -1 ? Math.min(index, after.length - 1) : found
  }
  const keys = new Set([...selection.keys].filter((key) => there.has(key)))
  return { ...selection, keys, active: at(selection.active), anchor: at(selection.anchor) }
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
