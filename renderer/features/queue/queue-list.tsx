// The list in the drawer: ten thousand rows as a window of a few dozen, one row at a time in the tab order, arrows to
// walk, right and left to open and close a batch.

import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { useDelayed } from '../../ui/use-delayed.ts'
import { QueueEmpty } from './queue-empty.tsx'
import { heightOf, QueueRowView } from './queue-row.tsx'
import { onRowKey } from './queue-keys.ts'
import { rowHeight, useQueueStyles } from './queue-styles.ts'
import { useQueueWindow } from './use-queue-window.ts'

export function QueueList({ children }: { children?: ReactNode }) {
  const { queue } = useReverie()
  const { top } = useStore(queue.store)
  const slow = useDelayed(top.status === 'loading')
  useEffect(() => {
    queue.look(true)
    return () => queue.look(false)
  }, [queue])
  if (top.status === 'failed' && top.failure !== undefined) return <FailureMessage failure={top.failure} />
  if (top.status === 'loading') return slow ? <QueueSkeleton /> : null
  return top.total === 0 ? <QueueEmpty /> : (children ?? <QueueRows />)
}

function QueueRows() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useQueueStyles()
  const { flat, items, openIndex, scroller, setActiveId, tabStop, virtual } = useQueueWindow(heightOf)

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

export function WaitingRow({ top, height = rowHeight }: { top: number; height?: number }) {
  const styles = useQueueStyles()
  return (
    <div className={styles.row} style={{ blockSize: height, transform: `translateY(${top}px)` }} aria-hidden>
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
