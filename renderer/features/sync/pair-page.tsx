// One pair: how it is doing, and behind tabs what it would do, what it did, and what it could not do.

import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { PairView } from '../../../contract/sync-views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { FileName } from '../../ui/file-name.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { ActivityTab } from './activity-tab.tsx'
import { PairButtons } from './pair-buttons.tsx'
import { PairIcon, PairState } from './pair-state.tsx'
import { PairTrouble } from './pair-trouble.tsx'
import { PairWay } from './pair-way.tsx'
import { PlanTab } from './plan/plan-tab.tsx'
import { ProblemsTab } from './problems-tab.tsx'
import { useSyncStyles } from './sync-styles.ts'

const useStyles = makeStyles({
  top: { flexShrink: 0, paddingBlock: tokens.spacingVerticalM, paddingInline: tokens.spacingHorizontalL },
  tabs: {
    flexShrink: 0,
    flexWrap: 'wrap',
    paddingInline: tokens.spacingHorizontalS,
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
  },
  // A window of little height scrolls as a whole before the list becomes a slit.
  panel: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    flexShrink: 0,
    flexBasis: '320px',
    minBlockSize: 0,
  },
})

type TabName = 'plan' | 'activity' | 'problems'

export function PairPage({ pair }: { pair: PairView }) {
  const { sync } = useReverie()
  const words = useWords()
  const shared = useSyncStyles()
  const styles = useStyles()
  const [tab, setTab] = useState<TabName>(() => firstTab(pair))
  const name = isolateName(pair.label)
  const plan = () => {
    setTab('plan')
    void sync.plan(pair.id)
  }
  return (
    <>
      <div className={styles.top}>
        <div className={shared.line}>
          <PairIcon pair={pair} />
          <span className={shared.texts}>
            <h2 className={shared.title}>
              <FileName name={pair.label} />
            </h2>
            <PairWay pair={pair} />
            <PairState pair={pair} />
            <span className={shared.small}>{factsOf(pair, words)}</span>
          </span>
          <PairButtons pair={pair} onPlan={plan} />
        </div>
        <PairTrouble pair={pair} {...(tab === 'plan' ? {} : { onPlan: () => setTab('plan') })} />
      </div>
      <TabList
        size="small"
        className={styles.tabs}
        aria-label={words('sync.tab.name', { name })}
        selectedValue={tab}
        onTabSelect={(_event, { value }) => setTab(value as TabName)}
      >
        <Tab value="plan">{words('sync.tab.plan')}</Tab>
        <Tab value="activity">{words('sync.tab.activity')}</Tab>
        <Tab value="problems">
          {pair.problemsTotal === 0
            ? words('sync.tab.problems')
            : words('sync.tab.problemsMany', { count: pair.problemsTotal })}
        </Tab>
      </TabList>
      <div role="tabpanel" className={styles.panel} aria-label={words(`sync.tab.${tab}`)}>
        {tab === 'plan' && <PlanTab pair={pair} />}
        {tab === 'activity' && <ActivityTab pair={pair} />}
        {tab === 'problems' && <ProblemsTab pair={pair} />}
      </div>
    </>
  )
}

/** What somebody came for: an answer, a problem, or what happened. */
function firstTab({ state, problemsTotal, plan }: PairView): TabName {
  if (state.kind === 'in-step' || state.kind === 'waiting') return problemsTotal > 0 ? 'problems' : 'activity'
  return state.kind === 'paused' && plan === undefined ? 'activity' : 'plan'
}

function factsOf({ mode, rules, state, told }: PairView, words: Words): string {
  const { only, except, ignore, extensions, minBytes, maxBytes } = rules
  const lists = [only, except, ignore, extensions]
  const filtered = lists.some(({ length }) => length > 0) || minBytes !== undefined || maxBytes !== undefined
  return [
    words(`sync.fact.${mode}`),
    ...(filtered ? [words('sync.fact.filtered')] : []),
    // Before its first run, and while it is paused, nothing is followed.
    ...(state.kind === 'asking' || state.kind === 'paused' || state.kind === 'new'
      ? []
      : [words(told ? 'sync.fact.told' : 'sync.fact.untold')]),
  ].join(' · ')
}
