// The items of a plan as they are looked at: pages of it, loaded around what can be seen, a few kept. A plan may be as
// long as a tree of a million entries; it is never here whole.

import { useCallback, useEffect, useRef, useState } from 'react'
import type { PlanItemView } from '../../../../contract/sync-views.ts'
import type { PlanKind } from '../../../../core/model/sync.ts'
import { useReverie } from '../../../app/reverie.ts'

const pageRows = 200
const mostPages = 12

export interface PlanItems {
  readonly total: number | undefined
  at(index: number): PlanItemView | undefined
  /** Rows [first, last] can be seen. */
  show(first: number, last: number): void
}

interface Pages {
  readonly total: number | undefined
  readonly pages: ReadonlyMap<number, readonly PlanItemView[]>
}

const none: Pages = { total: undefined, pages: new Map() }

export function usePlanItems({ pairId, kinds }: { pairId: string; kinds: readonly PlanKind[] }): PlanItems {
  const { bridge } = useReverie()
  const [loaded, setLoaded] = useState(none)
  const asked = useRef(new Set<number>())
  const shown = kinds.join()
  const load = useCallback(
    async (page: number) => {
      if (asked.current.has(page)) return
      asked.current.add(page)
      const outcome = await bridge.invoke('sync.items', {
        ...{ pairId, kinds: [...(shown.split(',') as PlanKind[])] },
        ...{ offset: page * pageRows, limit: pageRows },
      })
      // Asked again when somebody looks there again.
      if (!outcome.ok) return void asked.current.delete(page)
      setLoaded(({ pages }) => {
        const kept = new Map([...pages, [page, outcome.value.items] as const])
        for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostPages))) {
          kept.delete(old)
          asked.current.delete(old)
        }
        return { total: outcome.value.total, pages: kept }
      })
    },
    [bridge, pairId, shown],
  )
  useEffect(() => void load(0), [load])
  const show = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / pageRows); page <= Math.floor(last / pageRows); page += 1)
        void load(page)
    },
    [load],
  )
  return {
    total: loaded.total,
    at: (index) => loaded.pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    show,
  }
}
