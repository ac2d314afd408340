// Everything that the user shares, newest first as the site lists it, page by page.

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Share28Regular } from '@fluentui/react-icons/svg/share'
import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { ShareView } from '../../../../contract/browser-views.ts'
import type { Failure } from '../../../../core/model/failure.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { StatePanel } from '../../../ui/state-panel.tsx'
import { ListSkeleton } from '../list-skeleton.tsx'
import { ShareLine } from './share-line.tsx'

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    minBlockSize: 0,
    overflowY: 'auto',
    paddingInline: tokens.spacingHorizontalL,
    paddingBlock: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

interface Shown {
  readonly shares: readonly ShareView[]
  readonly nextPageToken?: string | undefined
  readonly failure?: Failure
  readonly loading: boolean
}

export function OwnShares({ accountId }: { accountId: string }) {
  const { bridge, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const [shown, setShown] = useState<Shown>({ shares: [], loading: true })
  // A share that has been taken back is gone when its dialog closes.
  const dialog = useStore(shell.store, (state) => state.dialog.kind)
  const ask = useCallback(
    async (before: readonly ShareView[], pageToken?: string) => {
      const outcome = await bridge.invoke('share.list', {
        accountId,
        ...(pageToken === undefined ? {} : { pageToken }),
      })
      setShown(
        outcome.ok
          ? {
              shares: [...before, ...outcome.value.shares],
              nextPageToken: outcome.value.nextPageToken,
              loading: false,
            }
          : { shares: before, nextPageToken: pageToken, failure: outcome.failure, loading: false },
      )
    },
    [accountId, bridge],
  )
  useEffect(() => {
    if (dialog === 'none') void ask([])
  }, [ask, dialog])
  const { shares, nextPageToken, failure, loading } = shown
  if (!loading && failure === undefined && shares.length === 0) {
    return (
      <StatePanel icon={<Share28Regular />} title={words('shares.empty')} text={words('shares.emptyText')} />
    )
  }
  return (
    <div className={styles.page}>
      {failure !== undefined && (
        <FailureMessage
          failure={failure}
          actions={<Button onClick={() => void ask(shares, nextPageToken)}>{words('shell.tryAgain')}</Button>}
        />
      )}
      <ul className="bare-list" aria-label={words('shares.list')}>
        {shares.map((share) => (
          <li key={share.id}>
            <ShareLine accountId={accountId} share={share} />
          </li>
        ))}
      </ul>
      <ListSkeleton loading={loading} />
      {nextPageToken !== undefined && failure === undefined && (
        <Button onClick={() => void ask(shares, nextPageToken)}>{words('shares.more')}</Button>
      )}
    </div>
  )
}
