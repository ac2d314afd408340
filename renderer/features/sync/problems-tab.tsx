// What could not be brought in step, each with its reason and what helps.

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkCircle32Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { useStore } from 'zustand'
import type { PairView } from '../../../contract/sync-views.ts'
import type { Failure } from '../../../core/model/failure.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { FileName } from '../../ui/file-name.tsx'
import { StatePanel } from '../../ui/state-panel.tsx'
import { failureText } from './pair-trouble.tsx'
import { useSyncStyles } from './sync-styles.ts'

const useStyles = makeStyles({
  list: { margin: 0, paddingBlock: 0, paddingInline: tokens.spacingHorizontalL, listStyleType: 'none' },
  entry: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    paddingBlock: tokens.spacingVerticalS,
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke3,
  },
  path: { maxInlineSize: '100%', fontWeight: tokens.fontWeightSemibold },
})

export function ProblemsTab({ pair }: { pair: PairView }) {
  const { host, sync } = useReverie()
  const words = useWords()
  const shared = useSyncStyles()
  const styles = useStyles()
  const canOpen = useStore(host.store, (state) => state.host?.canOpenFiles === true)
  const { id: pairId, label, paused, problems, problemsTotal } = pair
  if (problemsTotal === 0)
    return (
      <StatePanel
        icon={<CheckmarkCircle32Regular />}
        title={words('sync.trouble.none')}
        text={words('sync.trouble.noneText')}
      />
    )
  return (
    <>
      <div className={shared.head}>
        <Button size="small" disabledFocusable={paused} onClick={() => void sync.run(pairId)}>
          {words('sync.action.lookAgain')}
        </Button>
      </div>
      <ul className={styles.list} aria-label={words('sync.trouble.list')}>
        {problems.map(({ path, failure }) => (
          <li key={path} className={styles.entry}>
            <FileName name={path === '' ? label : path} className={styles.path} />
            <span>{failureText(failure, words)}</span>
            <span className={shared.actions}>
              {canOpen && liesHere(failure) && path !== '' && (
                <Button size="small" onClick={() => void sync.reveal(pairId, path)}>
                  {words('sync.action.reveal')}
                </Button>
              )}
              <FailureDetails failure={failure} />
            </span>
          </li>
        ))}
        {problemsTotal > problems.length && (
          <li className={styles.entry}>
            {words('sync.trouble.more', { count: problemsTotal - problems.length })}
          </li>
        )}
      </ul>
    </>
  )
}

/** Of what could not be listed, or has no name here, there is nothing to show. */
function liesHere({ kind }: Failure): boolean {
  return kind.startsWith('disk-') && kind !== 'disk-gone'
}
