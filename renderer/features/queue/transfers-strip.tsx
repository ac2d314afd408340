// The strip at the bottom: one line when calm, a drawer when wanted, the whole window when enlarged.

import { makeStyles, mergeClasses, Tab, TabList, Tooltip, Button } from '@fluentui/react-components'
import { ArrowMaximizeVertical20Regular } from '@fluentui/react-icons/svg/arrow-maximize-vertical'
import { ArrowMinimizeVertical20Regular } from '@fluentui/react-icons/svg/arrow-minimize-vertical'
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronUp20Regular } from '@fluentui/react-icons/svg/chevron-up'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { QueueView } from '../../../contract/views.ts'
import { keysText } from '../browser/commands/command.ts'
import { isMac } from '../browser/use-commands.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { LiveRegion } from '../../ui/live-region.tsx'
import { ForAllButtons } from './for-all-buttons.tsx'
import { TransfersPage } from './page/transfers-page.tsx'
import { QueueList } from './queue-list.tsx'
import { SpeedLimitMenu } from './speed-limit-menu.tsx'
import { useQueueStyles } from './queue-styles.ts'
import { announcement, summaryLine, totalsOf } from './summary-words.ts'

const useStyles = makeStyles({
  toggle: { fontWeight: 'inherit', flexShrink: 0, '@media (max-width: 560px)': { minInlineSize: 0 } },
})

const toggleKey = { key: 'j', ctrl: true } as const

export function TransfersStrip() {
  const { shell } = useReverie()
  const words = useWords()
  const styles = useQueueStyles()
  const own = useStyles()
  const height = useStore(shell.store, ({ strip }) => strip)
  const open = height !== 'line'
  const toggle = () => shell.setStrip(open ? 'line' : 'drawer')
  useToggleKey(toggle)
  return (
    // Enlarged it is what the window is about; the same element, so that the keyboard stays where it is.
    <div
      {...(height === 'full' ? { role: 'main' } : {})}
      className={mergeClasses(
        styles.strip,
        height === 'drawer' && styles.drawer,
        height === 'full' && styles.full,
      )}
    >
      <section aria-label={words('queue.region')} className={styles.section}>
        <div className={styles.line}>
          <Tooltip content={keysText(toggleKey, isMac(), words)} relationship="description" withArrow>
            <Button
              appearance="transparent"
              className={own.toggle}
              aria-expanded={open}
              aria-label={words(open ? 'queue.close' : 'queue.open')}
              icon={open ? <ChevronDown20Regular /> : <ChevronUp20Regular />}
              onClick={toggle}
            >
              <span className={styles.title}>{words('queue.region')}</span>
            </Button>
          </Tooltip>
          <SummaryText />
          <ForAllButtons />
          <SpeedLimitMenu />
          <IconButton
            name={words(height === 'full' ? 'queue.shrink' : 'queue.enlarge')}
            icon={height === 'full' ? <ArrowMinimizeVertical20Regular /> : <ArrowMaximizeVertical20Regular />}
            onClick={() => shell.setStrip(height === 'full' ? 'drawer' : 'full')}
          />
        </div>
        {height === 'drawer' && (
          <>
            <Filters />
            <QueueList />
          </>
        )}
        {height === 'full' && <TransfersPage />}
        <Announcements />
      </section>
    </div>
  )
}

function SummaryText() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useQueueStyles()
  const summary = useStore(queue.store, (state) => state.summary)
  const bytesPerSecond = useStore(queue.store, (state) => state.bytesPerSecond)
  if (summary === undefined) return <span className={styles.summary} />
  const { unfinished, finished } = totalsOf(summary)
  const done = unfinished === 0 && finished > 0 && summary.byState.failed === 0
  return (
    <span className={mergeClasses(styles.summary, done && styles.done)} data-testid="queue-summary">
      {summaryLine(summary, bytesPerSecond, words)}
    </span>
  )
}

function Announcements() {
  const { queue } = useReverie()
  const words = useWords()
  const text = useStore(queue.store, ({ summary }) =>
    summary === undefined ? '' : announcement(summary, words),
  )
  return <LiveRegion text={text} />
}

/** The page has room for all of them. */
const drawerViews = ['all', 'unfinished', 'completed', 'failed'] as const satisfies readonly QueueView[]

function Filters() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useQueueStyles()
  const view = useStore(queue.store, (state) => state.view)
  return (
    <TabList
      size="small"
      className={styles.filters}
      aria-label={words('queue.filter')}
      selectedValue={view}
      onTabSelect={(_event, { value }) => queue.setView(value as QueueView)}
    >
      {drawerViews.map((name) => (
        <Tab key={name} value={name}>
          {words(`queue.view.${name}`)}
        </Tab>
      ))}
    </TabList>
  )
}

function useToggleKey(toggle: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const ctrl = event.ctrlKey || event.metaKey
      if (!ctrl || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'j') return
      event.preventDefault()
      toggle()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [toggle])
}
