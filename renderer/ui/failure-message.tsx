// A failure in a bar: what happened, what helps, details folded, and perhaps a way on.

import { makeStyles, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Failure } from '../../core/model/failure.ts'
import { useWords } from '../app/words/words.ts'
import { FailureDetails } from './failure-details.tsx'

const useStyles = makeStyles({
  body: { whiteSpace: 'normal', paddingBlockEnd: '8px' },
})

interface FailureMessageProps {
  failure: Failure
  actions?: ReactNode
  /** `info` for what the user wanted, and only has to be told that it came through. */
  intent?: 'error' | 'info'
}

export function FailureMessage({ failure, actions, intent = 'error' }: FailureMessageProps) {
  const words = useWords()
  const styles = useStyles()
  return (
    <MessageBar intent={intent} layout="multiline" politeness={intent === 'error' ? 'assertive' : 'polite'}>
      <MessageBarBody className={styles.body}>
        <strong>{words(`failure.${failure.kind}.what`)}</strong> {words(`failure.${failure.kind}.help`)}
        <FailureDetails failure={failure} />
      </MessageBarBody>
      {actions !== undefined && <MessageBarActions>{actions}</MessageBarActions>}
    </MessageBar>
  )
}
