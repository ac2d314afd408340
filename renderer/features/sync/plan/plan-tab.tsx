// What a run would do, before it does it: sums, kinds, every single item, and the answer where one is needed.

import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components'
import { CheckmarkCircle32Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { TaskListLtr24Regular } from '@fluentui/react-icons/svg/task-list-ltr'
import { useState } from 'react'
import type { PairView } from '../../../../contract/sync-views.ts'
import { planKinds, type PlanKind, type SyncPlan } from '../../../../core/model/sync.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { formatBytes } from '../../../ui/format/bytes.ts'
import { formatTimeLeft } from '../../../ui/format/time.ts'
import { isolateName } from '../../../../words/visible-name.ts'
import { StatePanel } from '../../../ui/state-panel.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useSyncStyles } from '../sync-styles.ts'
import { formatSince } from '../sync-words.ts'
import { PlanList } from './plan-list.tsx'
import { listed } from '../../../../words/sentences.ts'

const useStyles = makeStyles({
  sums: { display: 'flex', flexDirection: 'column', flexGrow: 1, flexBasis: '240px', minInlineSize: 0 },
  sum: { fontWeight: tokens.fontWeightSemibold },
  kinds: { flexWrap: 'wrap', flexShrink: 0, paddingInline: tokens.spacingHorizontalS },
  missed: { flexShrink: 0, marginInline: tokens.spacingHorizontalL, marginBlockEnd: tokens.spacingVerticalS },
})

export function PlanTab({ pair }: { pair: PairView }) {
  const { sync } = useReverie()
  const words = useWords()
  const { id, plan, state, paused } = pair
  const isBusy = state.kind === 'checking' || state.kind === 'running'
  if (plan === undefined)
    return isBusy ? null : (
      <StatePanel
        icon={<TaskListLtr24Regular fontSize={40} />}
        title={words('sync.plan.none')}
        text={words('sync.plan.noneText')}
      >
        <Button appearance="primary" disabledFocusable={paused} onClick={() => void sync.plan(id)}>
          {words('sync.action.plan')}
        </Button>
      </StatePanel>
    )
  // Another plan has other items.
  return <MadePlan key={plan.madeAtMs} pair={pair} plan={plan} isBusy={isBusy} />
}

interface MadePlanProps {
  pair: PairView
  plan: SyncPlan
  isBusy: boolean
}

function MadePlan({ pair, plan, isBusy }: MadePlanProps) {
  const words = useWords()
  const shared = useSyncStyles()
  const styles = useStyles()
  const nowMs = useNow(false)
  const { byKind } = plan.totals
  const [kind, setKind] = useState<PlanKind | 'all'>(() => firstKind(plan))
  const isDone =
    pair.state.kind === 'in-step' && pair.inStepSinceMs !== undefined && pair.inStepSinceMs >= plan.madeAtMs
  const all = planKinds.filter((one) => byKind[one] > 0)
  const total = all.reduce((sum, one) => sum + byKind[one], 0)
  return (
    <>
      <div className={shared.head}>
        <span className={styles.sums}>
          <span className={styles.sum}>{sumOf(plan, words, isDone)}</span>
          <span className={shared.small}>
            {words(isDone ? 'sync.plan.carriedOut' : 'sync.plan.made', {
              time: formatSince(plan.madeAtMs, { nowMs, words }),
            })}
          </span>
        </span>
        <PlanButtons pair={pair} plan={plan} isBusy={isBusy} isDone={isDone} />
      </div>
      <Missed plan={plan} label={pair.label} />
      {total === 0 ? (
        <StatePanel
          icon={<CheckmarkCircle32Regular />}
          title={words('sync.plan.nothing')}
          text={words('sync.plan.nothingText')}
        />
      ) : (
        <>
          <TabList
            size="small"
            className={styles.kinds}
            aria-label={words('sync.plan.filter')}
            selectedValue={kind}
            onTabSelect={(_event, { value }) => setKind(value as PlanKind | 'all')}
          >
            {(['all', ...all] as const).map((one) => (
              <Tab key={one} value={one}>
                {words(`sync.plan.kind.${one}`)}{' '}
                {words.numbers({}).format(one === 'all' ? total : byKind[one])}
              </Tab>
            ))}
          </TabList>
          <PlanList key={kind} pairId={pair.id} kinds={kind === 'all' ? planKinds : [kind]} />
        </>
      )}
    </>
  )
}

/** Where much would go, what would go is what one wants to see. */
function firstKind({ question, totals: { byKind } }: SyncPlan): PlanKind | 'all' {
  if (question !== 'mass-change' && question !== 'root-empty') return 'all'
  if (byKind.delete > 0) return 'delete'
  return byKind.update > 0 ? 'update' : 'all'
}

/** "214 files to fetch, 1.2 GB · about 4 min, at the recent speed". */
function sumOf({ totals, secondsEstimated }: SyncPlan, words: Words, isDone: boolean): string {
  if (totals.filesFetched === 0) return words('sync.plan.fetchNothing')
  const size = formatBytes(totals.bytesFetched, words)
  if (isDone) return words('sync.plan.fetched', { count: totals.filesFetched, size })
  return [
    words('sync.plan.fetch', { count: totals.filesFetched, size }),
    ...(secondsEstimated === undefined
      ? []
      : [words('sync.plan.time', { time: formatTimeLeft(secondsEstimated, words) })]),
  ].join(' · ')
}

function Missed({ plan, label }: { plan: SyncPlan; label: string }) {
  const words = useWords()
  const shared = useSyncStyles()
  const styles = useStyles()
  const { missed, complete } = plan
  if (complete && missed.length === 0) return null
  const names = missed.slice(0, 3).map(({ path }) => isolateName(path === '' ? label : path))
  const text =
    missed.length === 0
      ? words('sync.plan.incomplete')
      : words('sync.plan.missed', { count: missed.length, names: listed(names, words) })
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.missed}>
      <MessageBarBody className={shared.body}>{text}</MessageBarBody>
    </MessageBar>
  )
}

function PlanButtons({
  pair: { id, paused, state },
  plan,
  isBusy,
  isDone,
}: MadePlanProps & { isDone: boolean }) {
  const { sync } = useReverie()
  const words = useWords()
  const shared = useSyncStyles()
  const { question } = plan
  const asks = question !== undefined && state.kind === 'asking'
  const anew = (
    <Button disabledFocusable={isBusy || paused} onClick={() => void sync.plan(id)}>
      {words('sync.action.planAnew')}
    </Button>
  )
  if (!asks)
    return (
      <span className={shared.actions}>
        {anew}
        {!isDone && (
          <Button disabledFocusable={isBusy || paused} onClick={() => void sync.run(id)}>
            {words('sync.action.doNow')}
          </Button>
        )}
      </span>
    )
  const isFirst = question === 'first-run'
  return (
    <span className={shared.actions}>
      {anew}
      {!isFirst && <Button onClick={() => void sync.pause(id)}>{words('sync.action.notNow')}</Button>}
      <Button
        appearance="primary"
        disabledFocusable={isBusy}
        data-agree
        onClick={() => void sync.run(id, { agree: true })}
      >
        {words(isFirst ? 'sync.action.start' : 'sync.action.agree')}
      </Button>
    </span>
  )
}
