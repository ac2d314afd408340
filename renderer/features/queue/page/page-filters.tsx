// What the table shows: by state, by account, by queue, or what a search over everything finds, the history included.

import { Input, makeStyles, Select, Tab, TabList, tokens } from '@fluentui/react-components'
import { Search20Regular } from '@fluentui/react-icons/svg/search'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { queueViews, type QueueView } from '../../../../contract/views.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { visibleName } from '../../../../words/visible-name.ts'
import { labelAmong } from '../../accounts/accounts-store.ts'
import { queueLabel } from '../named/queue-name.ts'
import { periodDays, type Period } from '../queue-store.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    paddingInline: tokens.spacingHorizontalS,
    paddingBlockEnd: tokens.spacingVerticalXS,
  },
  tabs: { flexGrow: 1, flexShrink: 1, minInlineSize: 0, flexWrap: 'wrap' },
  narrow: { maxInlineSize: '160px' },
  search: {
    inlineSize: '200px',
    '@media (max-width: 760px)': { inlineSize: '120px', flexGrow: 1, maxInlineSize: '200px' },
  },
})

export function PageFilters() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const view = useStore(queue.store, (state) => state.view)
  return (
    <div className={styles.bar}>
      <TabList
        size="small"
        className={styles.tabs}
        aria-label={words('queue.filter')}
        selectedValue={view}
        onTabSelect={(_event, { value }) => queue.setView(value as QueueView)}
      >
        {queueViews.map((name) => (
          <Tab key={name} value={name}>
            {words(`queue.view.${name}`)}
          </Tab>
        ))}
      </TabList>
      <AccountFilter />
      <QueueFilter />
      <PeriodFilter />
      <SearchField />
    </div>
  )
}

function AccountFilter() {
  const { accounts, queue } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const list = useStore(accounts.store, (state) => state.accounts)
  const accountId = useStore(queue.store, ({ narrowed }) => narrowed.accountId)
  if (list.length < 2) return null
  return (
    <Select
      size="small"
      className={styles.narrow}
      aria-label={words('transfers.filter.account')}
      value={accountId ?? ''}
      onChange={(_event, { value }) => queue.narrow({ accountId: value === '' ? undefined : value })}
    >
      <option value="">{words('transfers.filter.everyAccount')}</option>
      {list.map((account) => (
        <option key={account.id} value={account.id}>
          {visibleName(labelAmong(account, list))}
        </option>
      ))}
    </Select>
  )
}

function QueueFilter() {
  const { queue, queues } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const list = useStore(queues.store, (state) => state.queues)
  const queueId = useStore(queue.store, ({ narrowed }) => narrowed.queueId)
  if (list.length < 2) return null
  return (
    <Select
      size="small"
      className={styles.narrow}
      aria-label={words('transfers.filter.queue')}
      value={queueId ?? ''}
      onChange={(_event, { value }) => queue.narrow({ queueId: value === '' ? undefined : value })}
    >
      <option value="">{words('transfers.filter.everyQueue')}</option>
      {list.map((one) => (
        <option key={one.id} value={one.id}>
          {queueLabel(one, words)}
        </option>
      ))}
    </Select>
  )
}

function PeriodFilter() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const period = useStore(queue.store, ({ narrowed }) => narrowed.period)
  return (
    <Select
      size="small"
      className={styles.narrow}
      aria-label={words('transfers.filter.period')}
      value={period ?? ''}
      onChange={(_event, { value }) => queue.narrow({ period: periods.find((one) => one === value) })}
    >
      <option value="">{words('transfers.filter.everyTime')}</option>
      {periods.map((one) => (
        <option key={one} value={one}>
          {words(`transfers.filter.${one}`)}
        </option>
      ))}
    </Select>
  )
}

const periods = Object.keys(periodDays) as readonly Period[]
const pauseMs = 250

/** Asks once the typing rests. */
function SearchField() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const [typed, setTyped] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => queue.narrow({ text: typed.trim() }), typed === '' ? 0 : pauseMs)
    return () => clearTimeout(timer)
  }, [queue, typed])
  return (
    <Input
      size="small"
      type="search"
      className={styles.search}
      contentBefore={<Search20Regular />}
      aria-label={words('transfers.filter.search')}
      placeholder={words('transfers.filter.search')}
      maxLength={1_024}
      value={typed}
      onChange={(_event, { value }) => setTyped(value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') {
          event.stopPropagation()
          setTyped('')
        }
      }}
    />
  )
}
