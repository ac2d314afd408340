// What keeps a pair from being in step, said in two parts, each with the buttons that lead out of it.

import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { Children, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { PairView } from '../../../contract/sync-views.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { SyncState } from '../../../core/model/sync.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { siteLabel } from '../accounts/accounts-store.ts'
import { signInAgain } from '../accounts/sign-in-again.ts'
import { useSyncStyles } from './sync-styles.ts'
import { questionSentence } from './sync-words.ts'
import { inARow } from '../../../words/sentences.ts'

interface PairTroubleProps {
  pair: PairView
  /** Absent where it is shown already. */
  onPlan?: (() => void) | undefined
  onProblems?: (() => void) | undefined
}

export function PairTrouble({ pair, onPlan, onProblems }: PairTroubleProps) {
  const { sync } = useReverie()
  const words = useWords()
  const { state } = pair
  if (state.kind === 'asking')
    return (
      <Bar intent="warning" text={questionSentence(state.question, pair, words)}>
        {onPlan !== undefined && (
          <Button size="small" appearance="primary" onClick={onPlan}>
            {words('sync.action.plan')}
          </Button>
        )}
      </Bar>
    )
  if (state.kind === 'held') return <HeldBar pair={pair} state={state} />
  if (state.kind === 'waiting')
    return (
      <Bar intent="warning" text={failureText(state.failure, words)} failure={state.failure}>
        <Button size="small" onClick={() => void sync.run(pair.id)}>
          {words('sync.action.lookAgain')}
        </Button>
      </Bar>
    )
  if (pair.problemsTotal === 0 || onProblems === undefined) return null
  return (
    <Bar intent="warning" text={words('sync.problems', { count: pair.problemsTotal })}>
      <Button size="small" onClick={onProblems}>
        {words('sync.action.problems')}
      </Button>
    </Bar>
  )
}

function HeldBar({ pair, state }: { pair: PairView; state: Extract<SyncState, { kind: 'held' }> }) {
  const { accounts, pickFolder, shell, sync } = useReverie()
  const words = useWords()
  const { cause, failure } = state
  const account = useStore(accounts.store, (all) => all.accounts.find(({ id }) => id === pair.accountId))
  const locate = async () => {
    const picked = await pickFolder(words('sync.form.local'))
    if (picked !== undefined) await sync.locate(pair.id, picked.token)
  }
  const take = () => shell.open({ kind: 'compare-pair', pairId: pair.id, take: true })
  if (cause === 'folder-missing' || cause === 'other-folder')
    return (
      <Bar intent="error" text={words(`sync.hold.${cause}`)}>
        <Button size="small" onClick={() => void locate()}>
          {words('sync.action.locate')}
        </Button>
        <Button size="small" onClick={take}>
          {words('sync.action.take')}
        </Button>
        <LookAgain pairId={pair.id} />
      </Bar>
    )
  if (cause === 'sign-in' && account !== undefined)
    return (
      <Bar intent="error" text={words('sync.hold.sign-in', { name: isolateName(siteLabel(account)) })}>
        <Button size="small" appearance="primary" onClick={() => shell.open(signInAgain(account))}>
          {words('sync.action.signIn')}
        </Button>
      </Bar>
    )
  const text = cause === 'sign-in' ? '' : words(`sync.hold.${cause}`)
  return (
    <Bar
      intent="error"
      text={cause === 'remote-missing' ? text : `${text} ${failureText(failure, words)}`.trim()}
      failure={failure}
    >
      <LookAgain pairId={pair.id} />
      {(cause === 'remote-missing' || account === undefined) && (
        <Button size="small" onClick={() => shell.open({ kind: 'remove-pair', pairId: pair.id })}>
          {words('sync.action.remove')}
        </Button>
      )}
    </Bar>
  )
}

function LookAgain({ pairId }: { pairId: string }) {
  const { sync } = useReverie()
  const words = useWords()
  return (
    <Button size="small" onClick={() => void sync.run(pairId)}>
      {words('sync.action.lookAgain')}
    </Button>
  )
}

interface BarProps {
  intent: 'warning' | 'error'
  text: string
  children: ReactNode
  failure?: Failure
}

/** Buttons stand below the words: words are long here, and windows may be narrow. */
function Bar({ intent, text, children, failure }: BarProps) {
  const styles = useSyncStyles()
  return (
    <MessageBar intent={intent} layout="multiline" className={styles.trouble}>
      <MessageBarBody className={styles.body}>
        {text}
        {Children.toArray(children).length > 0 && <span className={styles.actions}>{children}</span>}
        {failure !== undefined && <FailureDetails failure={failure} />}
      </MessageBarBody>
    </MessageBar>
  )
}

/** What helps is another thing in a folder that is kept in step than for a single download. */
export function failureText({ kind }: Failure, words: Words): string {
  const isOwn = kind === 'disk-denied' || kind === 'name-impossible' || kind === 'disk-full'
  const help = isOwn ? words(`sync.help.${kind}`) : words(`failure.${kind}.help`)
  return inARow([words(`failure.${kind}.what`), help], words)
}
