// The lines of one pair's activity, as many as somebody has asked for; read again when the pair did something.

import { useEffect, useState } from 'react'
import type { PairView } from '../../../contract/sync-views.ts'
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
const mostLines = 500

export function useActivity(pair: PairView) {
  const { bridge } = useReverie()
  const [wanted, setWanted] = useState(pageLines)
  const [lines, setLines] = useState<Lines>({ activity: [], loading: true })
  const { id: pairId, state, files } = pair
  // While it works lines come with every file: the figures say when.
  const stamp = state.kind === 'running' ? `running ${state.done}` : `${state.kind} ${files}`
  useEffect(() => {
    let current = true
    const limit = Math.min(mostLines, wanted)
    void bridge.invoke('sync.activity', { pairId, offset: 0, limit }).then((outcome) => {
      if (!current) return
      if (outcome.ok) setLines({ activity: outcome.value.activity, loading: false })
      else setLines((before) => ({ ...before, loading: false, failure: outcome.failure }))
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
