// Everything about the transfers at once, where the strip fills the window: sums and speed, filters and search, what can
// be done with the chosen ones, and the table.

import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { QueueList } from '../queue-list.tsx'
import { notNarrowed } from '../queue-store.ts'
import { ChoiceToolbar } from './choice-toolbar.tsx'
import { PageFilters } from './page-filters.tsx'
import { PageHead } from './page-head.tsx'
import { TransfersTable } from './transfers-table.tsx'

export function TransfersPage() {
  const { queue, queues } = useReverie()
  const chosen = useStore(queue.columns.store)
  const several = useStore(queues.store, (state) => state.queues.length > 1)
  const columns = several ? chosen : chosen.filter((id) => id !== 'queue')
  useEffect(() => queues.look(), [queues])
  // The drawer has nothing that would show what its list is narrowed to, or in which order.
  useEffect(
    () => () => {
      queue.narrow(notNarrowed)
      queue.setOrder('line')
      const { view } = queue.store.getState()
      if (view === 'running' || view === 'waiting') queue.setView('unfinished')
    },
    [queue],
  )
  return (
    <>
      <PageHead />
      <PageFilters />
      <ChoiceToolbar />
      <QueueList>
        <TransfersTable columns={columns} />
      </QueueList>
    </>
  )
}
