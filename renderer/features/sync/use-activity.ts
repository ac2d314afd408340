// The lines of one pair's activity, as many as somebody has asked for; read again when the pair did something.

import { useEffect, useState } from 'react'
import type { PairView } from '../../../contract/sync-views.ts'
import type { Bridge } from '../../../contract/treaty.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { SyncActivity } from '../../../core/model/sync.ts'
import { useReverie } from '../../app/reverie.ts'

interface Lines {
  readonly activity: readonly SyncActivity[]
  readonly loading: boolean
  readonly failure?: Failure
}

const pageLines = 100
/** What one request may ask for. */
const mostAtOnce = 500
/** What is kept of a pair (core/store/sync-pairs.ts). */
const mostLines = 1_000

export function useActivity(pair: PairView) {
  const { bridge } = useReverie()
  const [wanted, setWanted] = useState(pageLines)
  const [lines, setLines] = useState<Lines>({ activity: [], loading: true })
  const { id: pairId, state, files } = pair
  // While it works lines come with every file: the figures say when.
  const stamp = state.kind === 'running' ? `running ${state.done}` : `${state.kind} ${files}`
  useEffect(() => {
    let current = true
    void readLines(bridge, pairId, wanted).then((read) => {
      if (!current) return
      if ('failure' in read) setLines((before) => ({ ...before, loading: false, failure: read.failure }))
      else setLines({ activity: read.activity, loading: false })
    })
    return () => {
      current = false
    }
  }, [bridge, pairId, stamp, wanted])
  return {
    ...lines,
    canMore: lines.activity.length === wanted && wanted < mostLines,
    more: () => setWanted((before) => Math.min(mostLines, before + pageLines)),
  }
}

/** In as many requests as it takes. */
export async function readLines(
  bridge: Bridge,
  pairId: string,
  wanted: number,
): Promise<{ readonly activity: readonly SyncActivity[] } | { readonly failure: Failure }> {
  const activity: SyncActivity[] = []
  while (activity.length < wanted) {
    const limit = Math.min(mostAtOnce, wanted - activity.length)
    const outcome = await bridge.invoke('sync.activity', { pairId, offset: activity.length, limit })
    if (!outcome.ok) return { failure: outcome.failure }
    activity.push(...outcome.value.activity)
    if (outcome.value.activity.length < limit) break
  }
  return { activity }
}
