// All folders kept in step in one line: what needs somebody, or how many are as they should be. Nothing where there are none.

import { Button, mergeClasses } from '@fluentui/react-components'
import { FolderSync20Regular } from '@fluentui/react-icons/svg/folder-sync'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { needsPerson, summaryOf } from '../sync/sync-words.ts'
import { useTrayStyles } from './tray-styles.ts'

export function PairsLine() {
  const { bridge, sync } = useReverie()
  const words = useWords()
  const styles = useTrayStyles()
  const pairs = useStore(sync.store, (state) => state.pairs)
  if (pairs.length === 0) return null
  const waiting = pairs.find(needsPerson)
  const runs = pairs.some(({ paused }) => !paused)
  const show = async () => {
    await bridge.invoke('desktop.show', {
      place: { kind: 'pairs', ...(waiting === undefined ? {} : { pairId: waiting.id }) },
    })
    await bridge.invoke('desktop.hideTray', {})
  }
  return (
    <section aria-label={words('sync.title')} className={styles.row} style={{ minBlockSize: '36px' }}>
      <Button
        appearance="subtle"
        className={mergeClasses(styles.placeName, waiting !== undefined && styles.trouble)}
        icon={<FolderSync20Regular />}
        onClick={() => void show()}
      >
        <bdi className={styles.sentence}>{summaryOf(pairs, words)}</bdi>
      </Button>
      <IconButton
        name={words(runs ? 'tray.pausePairs' : 'tray.resumePairs')}
        icon={runs ? <Pause20Regular /> : <Play20Regular />}
        onClick={() => void sync.forAll(runs ? 'pause' : 'resume')}
      />
    </section>
  )
}
