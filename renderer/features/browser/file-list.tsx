// The list of a folder: only the rows that can be seen are drawn, the keyboard stays with the list while rows come and
// go, and one row is the active one (aria-activedescendant). What a search found is grouped by folder.

import { Button } from '@fluentui/react-components'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { visibleName } from '../../../words/visible-name.ts'
import { FileListHeader } from './file-list-header.tsx'
import {
  columnsOf,
  groupHeight,
  headerHeight,
  leastWidthOf,
  narrowColumnsOf,
  rowHeight,
  useFileListStyles,
} from './file-list-styles.ts'
import { FileMenu, type MenuPoint } from './file-menu.tsx'
import { FileRow } from './file-row.tsx'
import { ListSkeleton } from './list-skeleton.tsx'
import { currentPlace, folderNamesOf, folderUriOf } from './places.ts'
import { placeName } from './place-name.ts'
import { createRowWindow, inSlots, slotOf } from './row-window.ts'
import { isSelected } from './selection.ts'
import { rowId, useList } from './use-list.ts'

export function FileList({ label }: { label: string }) {
  const { browser } = useReverie()
  const styles = useFileListStyles()
  const grid = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<MenuPoint>()
  const { entries, selection, status, nextPageToken, view, renaming, trail } = useStore(browser.store)
  const place = currentPlace(trail)
  const grouped = place.kind === 'folder' && place.search !== undefined
  const { active } = selection
  const starts = useMemo(() => (grouped ? groupStarts(entries) : noStarts), [grouped, entries])
  const closeMenu = useCallback(() => setMenu(undefined), [])
  const [rowsOf] = useState(createRowWindow)
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => grid.current,
    estimateSize: (index) => (starts.has(index) ? rowHeight + groupHeight : rowHeight),
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    overscan: 8,
    rangeExtractor: rowsOf,
  })
  useEffect(() => virtual.measure(), [starts, virtual])
  const items = virtual.getVirtualItems()
  // At rest in their order, for whoever hears them read.
  const drawn = virtual.isScrolling && renaming === undefined ? inSlots(items) : items
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    // After this drawing: a page that is already here must not draw within it.
    const timer = setTimeout(() => browser.showUntil(lastShown))
    return () => clearTimeout(timer)
  }, [browser, lastShown, entries.length])
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active, { align: 'auto' })
  }, [active, virtual])
  useEffect(() => {
    // Coming from a place without a list: the keyboard must not be left nowhere.
    if (document.activeElement === document.body) grid.current?.focus()
  }, [])
  const handlers = useList({
    openMenu: setMenu,
    size: () => ({
      columns: 1,
      rowsOfPage: Math.max(1, Math.floor((grid.current?.clientHeight ?? 400) / rowHeight) - 2),
    }),
  })
  const sizes = {
    '--columns': columnsOf(view),
    '--narrow-columns': narrowColumnsOf(view),
    '--least': `${leastWidthOf(view)}px`,
  } as CSSProperties
  return (
    <div className={styles.frame}>
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        data-file-list
        aria-label={label}
        aria-multiselectable
        aria-busy={status === 'loading'}
        aria-rowcount={nextPageToken === undefined ? entries.length + 1 : -1}
        {...(active >= 0 && entries.length > 0 ? { 'aria-activedescendant': rowId(active) } : {})}
        className={styles.grid}
        style={sizes}
        {...handlers}
      >
        <FileListHeader />
        <div role="rowgroup" className={styles.body} style={{ blockSize: virtual.getTotalSize() }}>
          {drawn.flatMap(({ index, start }) => {
            const entry = entries[index]
            if (entry === undefined) return []
            const top = start - headerHeight
            const begins = starts.has(index)
            // A field in which somebody types stays with its entry, wherever that goes.
            const slot = renaming === undefined ? slotOf(index, items.length) : entry.uri
            return [
              begins && <GroupRow key={`group ${slot}`} uri={entry.uri} top={top} />,
              <FileRow
                key={slot}
                entry={entry}
                index={index}
                top={begins ? top + groupHeight : top}
                selected={isSelected(selection, entry.uri)}
                active={index === active}
                renaming={renaming === entry.uri}
                columns={view.columns}
                styles={styles}
              />,
            ]
          })}
        </div>
        <ListSkeleton loading={status === 'loading'} />
      </div>
      <FileMenu point={menu} onClose={closeMenu} />
    </div>
  )
}

const noStarts: ReadonlySet<number> = new Set()

function groupStarts(entries: readonly { readonly uri: string }[]): ReadonlySet<number> {
  const starts = new Set<number>()
  let before: string | undefined
  entries.forEach(({ uri }, index) => {
    const folder = folderUriOf(uri)
    if (folder !== before) starts.add(index)
    before = folder
  })
  return starts
}

/** The folder of the results below it; leads there. */
function GroupRow({ uri, top }: { uri: string; top: number }) {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useFileListStyles()
  const place = browser.place()
  if (place.kind !== 'folder') return null
  const { search: _search, ...here } = place
  const folder = { ...here, uri: folderUriOf(uri) }
  const names = folderNamesOf(uri).map(visibleName)
  const path = names.length === 0 ? placeName(folder, words) : names.join(' / ')
  return (
    <div role="row" className={styles.group} style={{ transform: `translateY(${top}px)` }}>
      <span role="gridcell" style={{ minInlineSize: 0 }}>
        <Button
          appearance="transparent"
          size="small"
          className={styles.groupLink}
          title={words('search.openFolder', { path })}
          onClick={() => browser.go(folder)}
        >
          <bdi className="file-name">{words('search.inFolder', { path })}</bdi>
        </Button>
      </span>
    </div>
  )
}
