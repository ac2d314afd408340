// One pair in the list of them.

import { Link } from '@fluentui/react-components'
import type { PairView } from '../../../contract/sync-views.ts'
import { useWords } from '../../app/words/words.ts'
import { FileName } from '../../ui/file-name.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { PairButtons } from './pair-buttons.tsx'
import { PairIcon, PairState } from './pair-state.tsx'
import { PairTrouble } from './pair-trouble.tsx'
import { PairWay } from './pair-way.tsx'
import { useSyncStyles } from './sync-styles.ts'

export function PairCard({ pair, onOpen }: { pair: PairView; onOpen: () => void }) {
  const words = useWords()
  const styles = useSyncStyles()
  return (
    <li className={styles.card} aria-label={isolateName(pair.label)}>
      <div className={styles.line}>
        <PairIcon pair={pair} />
        <span className={styles.texts}>
          <Link
            as="button"
            appearance="subtle"
            className={styles.name}
            aria-label={words('sync.action.open', { name: isolateName(pair.label) })}
            onClick={onOpen}
          >
            <FileName name={pair.label} />
          </Link>
          <PairWay pair={pair} />
          <PairState pair={pair} />
        </span>
        <PairButtons pair={pair} onPlan={onOpen} />
      </div>
      <PairTrouble pair={pair} onPlan={onOpen} onProblems={onOpen} />
    </li>
  )
}
