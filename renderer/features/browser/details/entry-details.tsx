// The details of one entry, asked for when it has been selected for a moment: walking through a list by keyboard asks
// for nothing on the way.

import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { DetailsView } from '../../../../contract/browser-views.ts'
import type { Failure } from '../../../../core/model/failure.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { useDelayed } from '../../../ui/use-delayed.ts'
import { Facts } from './facts.tsx'
import { EntryShares } from './entry-shares.tsx'
import { FolderSummary } from './folder-summary.tsx'
import { Versions } from './versions.tsx'

const restMs = 250

export function EntryDetails({ accountId, uri }: { accountId: string; uri: string }) {
  const { bridge } = useReverie()
  const words = useWords()
  const [view, setView] = useState<{ details?: DetailsView; failure?: Failure }>({})
  const [turn, setTurn] = useState(0)
  const again = () => setTurn((before) => before + 1)
  useEffect(() => {
    let wanted = true
    const ask = async () => {
      const outcome = await bridge.invoke('browser.details', { accountId, uri })
      if (wanted) setView(outcome.ok ? { details: outcome.value } : { failure: outcome.failure })
    }
    const timer = setTimeout(() => void ask(), turn === 0 ? restMs : 0)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [accountId, bridge, uri, turn])
  const slow = useDelayed(view.details === undefined && view.failure === undefined, restMs + 150)
  if (view.failure !== undefined) return <FailureMessage failure={view.failure} />
  if (view.details === undefined) {
    return slow ? (
      <Skeleton aria-label={words('details.loading')}>
        <SkeletonItem style={{ marginBlock: '12px' }} />
        <SkeletonItem style={{ marginBlock: '12px' }} />
      </Skeleton>
    ) : null
  }
  const { details } = view
  return (
    <>
      <Facts accountId={accountId} details={details} />
      {details.entry.kind === 'folder' && <FolderSummary accountId={accountId} uri={uri} />}
      {details.versions.length > 0 && <Versions details={details} onChanged={again} />}
      {details.shares.length > 0 && <EntryShares accountId={accountId} shares={details.shares} />}
    </>
  )
}
