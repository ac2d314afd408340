// One fact of a row in its column. What moves is drawn by itself.

import { mergeClasses } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { QueueRow } from '../../../../contract/views.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { formatSpeed } from '../../../ui/format/bytes.ts'
import { formatDate } from '../../../ui/format/time.ts'
import { visibleName } from '../../../../words/visible-name.ts'
import { labelAmong } from '../../accounts/accounts-store.ts'
import { useQueueName } from '../named/queue-name.ts'
import { PercentText, ProgressLine, SizeText, useFigures } from '../progress-line.tsx'
import type { ColumnId } from './columns.ts'
import { useTableStyles } from './table-styles.ts'

export function TableCell({ id, row }: { id: ColumnId; row: QueueRow }) {
  const styles = useTableStyles()
  return (
    <span role="gridcell" className={mergeClasses(styles.cell, styles[id])}>
      {contentOf(id, row)}
    </span>
  )
}

function contentOf(id: ColumnId, row: QueueRow): ReactNode {
  switch (id) {
    case 'progress':
      return (
        <>
          <ProgressLine row={row} />
          <PercentText row={row} />
        </>
      )
    case 'size':
      return <SizeText row={row} />
    case 'speed':
      return <Speed row={row} />
    case 'priority':
      return <PriorityText row={row} />
    case 'queue':
      return <QueueText queueId={row.queueId} />
    case 'account':
      return <AccountText accountId={row.accountId} />
    case 'added':
      return <DateText atMs={row.addedAtMs} />
  }
}

function Speed({ row }: { row: QueueRow }) {
  const words = useWords()
  const { bytesPerSecond } = useFigures(row)
  const moves = row.state === 'downloading' || row.type === 'batch'
  return moves && bytesPerSecond > 0 ? formatSpeed(bytesPerSecond, words) : null
}

/** Normal is what everything is: it needs no word. */
function PriorityText({ row }: { row: QueueRow }) {
  const words = useWords()
  if (row.next === true) return words('transfers.priority.next')
  return row.priority === 'normal' ? null : words(`transfers.priority.${row.priority}`)
}

function QueueText({ queueId }: { queueId: string }) {
  const name = useQueueName(queueId)
  return name === undefined ? null : <bdi>{name}</bdi>
}

function AccountText({ accountId }: { accountId: string }) {
  const { accounts } = useReverie()
  const name = useStore(accounts.store, (state) => {
    const account = state.accounts.find(({ id }) => id === accountId)
    return account === undefined ? '' : labelAmong(account, state.accounts)
  })
  return <bdi>{visibleName(name)}</bdi>
}

function DateText({ atMs }: { atMs: number }) {
  const words = useWords()
  return formatDate(atMs, words)
}
