// The list in the drawer: ten thousand rows as a window of a few dozen, one row at a time in the tab order, arrows to
// walk, right and left to open and close a batch.

import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { useDelayed } from '../../ui/use-delayed.ts'
import { flattenRows, type Span } from './flat-rows.ts'
import { QueueEmpty } from './queue-empty.tsx'
import { heightOf, QueueRowView } from './queue-row.tsx'
import { onRowKey } from './queue-keys.ts'
import { rowHeight, useQueueStyles } from './queue-styles.ts'

export function QueueList() {
  const { queue } = useReverie()
  const { top } = useStore(queue.store)
  const slow = useDelayed(top.status === 'loading')
  useEffect(() => {
    queue.look(true)
    return () => queue.look(false)
  }, [queue])
  if (top.status === 'failed' && top.failure !== undefined) return <FailureMessage failure={top.failure} />
  if (top.status === 'loading') return slow ? <QueueSkeleton /> : null
  return top.total === 0 ? <QueueEmpty /> : <QueueRows />
}

function QueueRows() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useQueueStyles()
  const { top, inside, openIndex } = useStore(queue.store)
  const flat = flattenRows({ top, inside, openIndex })
  const scroller = useRef<HTMLDivElement>(null)
  const [activeId, setActiveId] = useState<string>()
  const virtual = useVirtualizer({
    count: flat.total,
    getScrollElement: () => scroller.current,
    estimateSize: (position) => heightOf(flat.at(position).row),
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const heights = items.map(({ index }) => heightOf(flat.at(index).row)).join()
  useEffect(() => virtual.measure(), [virtual, heights])
  const spans = flat.split(items[0]?.index ?? 0, items.at(-1)?.index ?? 30)
  useShownSpan('top', spans.top)
  useShownSpan('inside', spans.inside)
  const shownIds = items.map(({ index }) => flat.at(index).row?.id)
  const tabStop = activeId !== undefined && shownIds.includes(activeId) ? activeId : shownIds.find((id) => id)

  return (
    <div
      ref={scroller}
      className={styles.list}
      tabIndex={-1}
      onKeyDown={(event) => onRowKey(event, { queue, flat, scrollTo: (at) => virtual.scrollToIndex(at) })}
      onFocus={({ target }) => setActiveId(target.closest<HTMLElement>('[data-row-id]')?.dataset['rowId'])}
    >
      <div
        role="treegrid"
        aria-label={words('queue.list')}
        aria-rowcount={flat.total}
        className={styles.body}
        style={{ blockSize: virtual.getTotalSize() }}
      >
        {items.map(({ index, start }) => {
          const { row, level } = flat.at(index)
          if (row === undefined) return <WaitingRow key={`waiting ${index}`} top={start} />
          return (
            <QueueRowView
              key={`${level} ${row.id}`}
              row={row}
              top={start}
              position={index + 1}
              level={level}
              open={level === 1 && index === openIndex}
              active={row.id === tabStop}
            />
          )
        })}
      </div>
    </div>
  )
}

/** Tells the store which rows are looked at, so that it can load around them. */
function useShownSpan(list: 'top' | 'inside', span: Span | undefined): void {
  const { queue } = useReverie()
  const first = span?.first
  const last = span?.last
  useEffect(() => {
    if (first !== undefined && last !== undefined) queue.show(list, first, last)
  }, [queue, list, first, last])
}

function WaitingRow({ top }: { top: number }) {
  const styles = useQueueStyles()
  return (
    <div
      className={styles.row}
      style={{ blockSize: rowHeight, transform: `translateY(${top}px)` }}
      aria-hidden
    >
      <SkeletonItem size={16} style={{ inlineSize: '40%', marginBlock: '24px', marginInlineStart: '36px' }} />
    </div>
  )
}

function QueueSkeleton() {
  const words = useWords()
  return (
    <Skeleton aria-label={words('queue.loading')}>
      {[44, 58, 36].map((share) => (
        <SkeletonItem
          key={share}
          size={16}
          style={{ inlineSize: `${share}%`, marginBlock: '24px', marginInlineStart: '44px' }}
        />
      ))}
    </Skeleton>
  )
}
