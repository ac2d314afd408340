// How one pair is doing: its picture, its sentence, and a bar while it works.

import { mergeClasses, ProgressBar } from '@fluentui/react-components'
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Clock20Regular } from '@fluentui/react-icons/svg/clock'
import { FolderSync20Regular } from '@fluentui/react-icons/svg/folder-sync'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { QuestionCircle20Regular } from '@fluentui/react-icons/svg/question-circle'
import { Warning20Regular } from '@fluentui/react-icons/svg/warning'
import type { ComponentType } from 'react'
import type { PairView } from '../../../contract/sync-views.ts'
import type { SyncState } from '../../../core/model/sync.ts'
import { useWords } from '../../app/words/words.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { useNow } from '../../ui/use-now.ts'
import { useSyncStyles } from './sync-styles.ts'
import { stateSentence, toneOf } from './sync-words.ts'

const icons: Readonly<Record<SyncState['kind'], ComponentType>> = {
  new: FolderSync20Regular,
  checking: ArrowSync20Regular,
  running: ArrowSync20Regular,
  'in-step': CheckmarkCircle20Regular,
  waiting: Clock20Regular,
  asking: QuestionCircle20Regular,
  held: Warning20Regular,
  paused: Pause20Regular,
}

export function PairIcon({ pair }: { pair: PairView }) {
  const styles = useSyncStyles()
  // In step, but not all of it.
  const Icon =
    pair.state.kind === 'in-step' && pair.problemsTotal > 0 ? Warning20Regular : icons[pair.state.kind]
  return (
    <span aria-hidden className={mergeClasses(styles.icon, styles[`${toneOf(pair)}Tone`])}>
      <Icon />
    </span>
  )
}

export function PairState({ pair }: { pair: PairView }) {
  const words = useWords()
  const styles = useSyncStyles()
  const nowMs = useNow(pair.state.kind === 'waiting')
  return (
    <>
      <span
        className={mergeClasses(styles.sentence, styles[`${toneOf(pair)}Tone`])}
        data-state={pair.state.kind}
      >
        {stateSentence(pair, { nowMs, words })}
      </span>
      <PairProgress pair={pair} />
    </>
  )
}

function PairProgress({ pair: { state, label } }: { pair: PairView }) {
  const words = useWords()
  const styles = useSyncStyles()
  if (state.kind !== 'checking' && state.kind !== 'running') return null
  const known = state.kind === 'running' && state.total > 0
  return (
    <ProgressBar
      className={styles.bar}
      thickness="large"
      aria-label={words('queue.progressOf', { name: isolateName(label) })}
      {...(known ? { value: Math.min(1, state.done / state.total) } : {})}
    />
  )
}
