// The buttons of a row: exactly those that the host allows in its state, with the same names everywhere.

import { Popover, PopoverSurface, PopoverTrigger, Button, Tooltip } from '@fluentui/react-components'
import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import { DocumentArrowRight20Regular } from '@fluentui/react-icons/svg/document-arrow-right'
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open'
import { Info20Regular } from '@fluentui/react-icons/svg/info'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { Subtract20Regular } from '@fluentui/react-icons/svg/subtract'
import type { ComponentType } from 'react'
import { useStore } from 'zustand'
import type { QueueRow } from '../../../contract/views.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { TransferAction } from '../../../core/model/transfer.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useQueueStyles } from './queue-styles.ts'

const icons: Readonly<Record<TransferAction, ComponentType>> = {
  pause: Pause20Regular,
  resume: Play20Regular,
  cancel: Dismiss20Regular,
  retry: ArrowClockwise20Regular,
  remove: Subtract20Regular,
  open: DocumentArrowRight20Regular,
  reveal: FolderOpen20Regular,
}

/** `brief`: what is wanted in a hurry; the rest is in the toolbar and the menu of the page. */
export function RowButtons({ row, brief = false }: { row: QueueRow; brief?: boolean }) {
  const { queue, host } = useReverie()
  const words = useWords()
  const styles = useQueueStyles()
  const canOpen = useStore(host.store, (state) => state.host?.canOpenFiles === true)
  const allowed = row.actions.filter((action) => canOpen || (action !== 'open' && action !== 'reveal'))
  const actions = brief ? allowed.filter((action) => action !== 'remove').slice(0, 2) : allowed
  return (
    <div className={styles.buttons}>
      {row.failure !== undefined && showsDetails(row) && <DetailsButton failure={row.failure} />}
      {actions.map((action) => {
        const Icon = icons[action]
        return (
          <IconButton
            key={action}
            name={words(`queue.action.${action}`)}
            icon={<Icon />}
            onClick={() => void queue.act(action, row)}
          />
        )
      })}
    </div>
  )
}

function showsDetails({ state, failure }: QueueRow): boolean {
  return (
    (state === 'failed' || state === 'waiting' || state === 'held') && failure?.kind !== 'conflict-undecided'
  )
}

function DetailsButton({ failure }: { failure: Failure }) {
  const words = useWords()
  return (
    <Popover trapFocus withArrow>
      <PopoverTrigger disableButtonEnhancement>
        <Tooltip content={words('queue.why')} relationship="label" withArrow>
          <Button appearance="subtle" icon={<Info20Regular />} />
        </Tooltip>
      </PopoverTrigger>
      <PopoverSurface aria-label={words('queue.why')} style={{ maxInlineSize: '360px' }}>
        <p style={{ margin: 0 }}>
          <strong>{words(`failure.${failure.kind}.what`)}</strong> {words(`failure.${failure.kind}.help`)}
        </p>
        <FailureDetails failure={failure} />
      </PopoverSurface>
    </Popover>
  )
}
