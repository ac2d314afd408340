// The part of the list that is on the screen: virtual rows over the windows that are loaded, and telling the store which
// rows are looked at. For the drawer and for the page.

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { QueueRow } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { flattenRows, type Span } from './flat-rows.ts'

export function useQueueWindow(heightOf: (row: QueueRow | undefined) => number) {
  const { queue } = useReverie()
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
  return { flat, items, openIndex, scroller, setActiveId, tabStop, virtual }
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
