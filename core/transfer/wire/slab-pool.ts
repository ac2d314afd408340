// Memory that sockets read into, allocated once and used again. A slab is lent out in views; it comes back when its owner
// has closed it and every view was recycled, and not a moment earlier: somebody may still be writing it to a disk.

export const slabSizes = [65_536, 262_144, 524_288] as const
export type SlabSize = (typeof slabSizes)[number]

export interface Slab {
  readonly bytes: Uint8Array
  /** A view for a reader, given back with `pool.recycle`. */
  lend(from: number, to: number): Uint8Array
  /** Nothing more will be read into it. */
  close(): void
}

export interface SlabPool {
  /** Never refuses: over the cap it gives the smallest slab, and `isShort` tells to wait before asking for more. */
  take(size: SlabSize): Slab
  /** Views that are not this pool's, or came back before, are ignored. */
  recycle(view: Uint8Array): void
  isShort(): boolean
  /** Calls `run` once when memory has come back; the result takes it back. */
  onRoom(run: () => void): () => void
  /** One more answer under way; the result ends it. */
  join(): () => void
  /** The largest slab that so many answers at once should use. */
  largest(): SlabSize
  /** Frees what nobody uses, once no answer is under way. */
  trim(): void
  /** Bytes allocated, lent or not. */
  allocatedBytes(): number
  /** Bytes of slabs that are not free. */
  usedBytes(): number
}

interface Owned {
  readonly bytes: Uint8Array
  readonly size: SlabSize
  views: number
  closed: boolean
}

export const defaultCapBytes = 32 * 1_048_576

export function createSlabPool(capBytes: number = defaultCapBytes): SlabPool {
  const free = new Map<SlabSize, Uint8Array[]>(slabSizes.map((size) => [size, []]))
  const lent = new WeakMap<Uint8Array, Owned>()
  const waiting = new Set<() => void>()
  let allocated = 0
  let used = 0
  let active = 0

  const stir = () => {
    if (isShort()) return
    const woken = [...waiting]
    waiting.clear()
    for (const run of woken) run()
  }
  // A view that was dropped instead of recycled takes its slab with it; the bookkeeping must not wait for it for ever.
  const lost = new FinalizationRegistry<SlabSize>((size) => {
    allocated -= size
    used -= size
    stir()
  })
  const isShort = () => used >= capBytes

  const largest = () => (active <= 8 ? slabSizes[2] : active <= 32 ? slabSizes[1] : slabSizes[0])
  const settle = (owned: Owned) => {
    if (!owned.closed || owned.views > 0) return
    lost.unregister(owned)
    used -= owned.size
    // Slabs of a time with fewer answers are of no use to many: they go.
    if (allocated > capBytes || owned.size > largest()) allocated -= owned.size
    else free.get(owned.size)?.push(owned.bytes)
    stir()
  }

  /** Free memory of other sizes makes room before the cap is passed. */
  const makeRoom = (size: SlabSize) => {
    for (const [other, list] of free) {
      while (allocated + size > capBytes && list.pop() !== undefined) allocated -= other
    }
  }

  const allocate = (size: SlabSize): Uint8Array => {
    const kept = free.get(size)?.pop()
    if (kept !== undefined) return kept
    makeRoom(size)
    allocated += size
    return new Uint8Array(size)
  }

  return {
    take: (wanted) => {
      const size = used + wanted > capBytes ? slabSizes[0] : wanted
      const owned: Owned = { bytes: allocate(size), size, views: 0, closed: false }
      used += size
      lost.register(owned, size, owned)
      return {
        bytes: owned.bytes,
        lend: (from, to) => {
          const view = owned.bytes.subarray(from, to)
          owned.views += 1
          lent.set(view, owned)
          return view
        },
        close: () => {
          if (owned.closed) return
          owned.closed = true
          settle(owned)
        },
      }
    },
    recycle: (view) => {
      const owned = lent.get(view)
      if (owned === undefined) return
      lent.delete(view)
      owned.views -= 1
      settle(owned)
    },
    isShort,
    onRoom: (run) => {
      waiting.add(run)
      return () => void waiting.delete(run)
    },
    join: () => {
      active += 1
      return () => void (active -= 1)
    },
    largest,
    trim: () => {
      if (active > 0) return
      for (const [size, list] of free) {
        allocated -= size * list.length
        list.length = 0
      }
    },
    allocatedBytes: () => allocated,
    usedBytes: () => used,
  }
}
