// Folders kept in step: all of them, or one.

import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { FolderSync24Regular } from '@fluentui/react-icons/svg/folder-sync'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { LiveRegion } from '../../ui/live-region.tsx'
import { StatePanel } from '../../ui/state-panel.tsx'
import { ListSkeleton } from '../browser/list-skeleton.tsx'
import type { Place } from '../browser/places.ts'
import { PairCard } from './pair-card.tsx'
import { PairPage } from './pair-page.tsx'
import { useSyncStyles } from './sync-styles.ts'
import { summaryOf } from './sync-words.ts'

export function PairsPage({ place }: { place: Extract<Place, { kind: 'pairs' }> }) {
  const { sync } = useReverie()
  const words = useWords()
  const styles = useSyncStyles()
  const { status, pairs, failure } = useStore(sync.store)
  const pair = pairs.find(({ id }) => id === place.pairId)
  return (
    <div className={styles.page} data-sync-page>
      {failure !== undefined && <FailureMessage failure={failure} />}
      <ListSkeleton loading={status === 'loading'} />
      {status === 'ready' &&
        (pair === undefined ? (
          <AllPairs accountId={place.accountId} />
        ) : (
          <PairPage key={pair.id} pair={pair} />
        ))}
      <LiveRegion text={status === 'ready' ? summaryOf(pairs, words) : ''} />
    </div>
  )
}

function AllPairs({ accountId }: { accountId: string }) {
  const { browser, shell, sync } = useReverie()
  const words = useWords()
  const styles = useSyncStyles()
  const pairs = useStore(sync.store, (state) => state.pairs)
  const add = (
    <Button
      appearance="primary"
      icon={<Add20Regular />}
      data-first
      onClick={() => shell.open({ kind: 'add-pair' })}
    >
      {words('sync.add')}
    </Button>
  )
  if (pairs.length === 0)
    return (
      <StatePanel
        icon={<FolderSync24Regular fontSize={40} />}
        title={words('sync.empty')}
        text={words('sync.emptyText')}
      >
        {add}
      </StatePanel>
    )
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{words('sync.title')}</h2>
        <span className={styles.grow} />
        <ForAll />
        {add}
      </div>
      <ul className={styles.list} aria-label={words('sync.list')}>
        {pairs.map((pair) => (
          <PairCard
            key={pair.id}
            pair={pair}
            onOpen={() => browser.go({ kind: 'pairs', accountId, pairId: pair.id })}
          />
        ))}
      </ul>
    </>
  )
}

function ForAll() {
  const { sync } = useReverie()
  const words = useWords()
  const some = useStore(sync.store, ({ pairs }) => pairs.some(({ paused }) => !paused))
  const several = useStore(sync.store, ({ pairs }) => pairs.length > 1)
  if (!several) return null
  return (
    <Button
      appearance="subtle"
      icon={some ? <Pause20Regular /> : <Play20Regular />}
      onClick={() => void sync.forAll(some ? 'pause' : 'resume')}
    >
      {words(some ? 'sync.pauseAll' : 'sync.resumeAll')}
    </Button>
  )
}
