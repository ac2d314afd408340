// The list of a folder: only the rows that can be seen are drawn, the keyboard stays with the list while rows come and
// go, and one row is the active one (aria-activedescendant).

import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { useDelayed } from '../../ui/use-delayed.ts'
import { commands, openFolder } from './commands.ts'
import { FileListHeader } from './file-list-header.tsx'
import { headerHeight, rowHeight, useFileListStyles } from './file-list-styles.ts'
import { FileMenu, type MenuPoint } from './file-menu.tsx'
import { FileRow, rowId } from './file-row.tsx'
import { createTypedText, rowForKey } from './list-keys.ts'
import { clickRow, moveActive, noSelection, selectOnly, toggleRow } from './selection.ts'
import { runCommand, useCommandContext } from './use-commands.ts'

export function FileList({ label }: { label: string }) {
  const { browser } = useReverie()
  const context = useCommandContext()
  const styles = useFileListStyles()
  const grid = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<MenuPoint>()
  const { entries, selection, status, nextPageToken } = useStore(browser.store)
  const { active } = selection
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => browser.showUntil(lastShown), [browser, lastShown, entries.length])
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active, { align: 'auto' })
  }, [active, virtual])
  useEffect(() => {
    // Coming from a place without a list: the keyboard must not be left nowhere.
    if (document.activeElement === document.body) grid.current?.focus()
  }, [])
  const onKeyDown = useListKeys(grid, setMenu)

  const onClick = (event: MouseEvent) => {
    const index = indexOf(event)
    if (index === undefined) {
      if (event.target === event.currentTarget) browser.select(() => noSelection)
      return
    }
    const onBox = event.target instanceof Element && event.target.closest('[data-check]') !== null
    const add = event.ctrlKey || event.metaKey
    browser.select((now, keys) =>
      onBox && !event.shiftKey
        ? toggleRow(now, keys, index)
        : clickRow(now, keys, { index, add: add || onBox, range: event.shiftKey }),
    )
  }
  const onDoubleClick = (event: MouseEvent) => {
    const index = indexOf(event)
    if (index === undefined || (event.target as Element).closest('[data-check]') !== null) return
    browser.select((_now, keys) => selectOnly(keys, index))
    activate(context)
  }
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault()
    const index = indexOf(event)
    if (index !== undefined) {
      browser.select((now, keys) => {
        const key = keys[index]
        return key !== undefined && now.keys.has(key) ? { ...now, active: index } : selectOnly(keys, index)
      })
    }
    setMenu({ x: event.clientX, y: event.clientY })
  }
  return (
    <>
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-multiselectable
        aria-busy={status === 'loading'}
        aria-rowcount={nextPageToken === undefined ? entries.length + 1 : -1}
        {...(active >= 0 && entries.length > 0 ? { 'aria-activedescendant': rowId(active) } : {})}
        className={styles.grid}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={onContextMenu}
      >
        <FileListHeader />
        <div role="rowgroup" className={styles.body} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const entry = entries[index]
            return entry === undefined ? null : (
              <FileRow
                key={entry.uri}
                entry={entry}
                index={index}
                top={start - headerHeight}
                selected={selection.keys.has(entry.uri)}
                active={index === active}
              />
            )
          })}
        </div>
        <ListSkeleton loading={status === 'loading'} />
      </div>
      <FileMenu point={menu} onClose={() => setMenu(undefined)} />
    </>
  )
}

function ListSkeleton({ loading }: { loading: boolean }) {
  const words = useWords()
  const shown = useDelayed(loading)
  if (!shown) return null
  return (
    <Skeleton aria-label={words('browser.state.loading')} data-testid="list-skeleton">
      {[62, 48, 55, 40, 66, 51, 44, 58].map((share, index) => (
        <SkeletonItem
          key={index}
          size={16}
          style={{ inlineSize: `${share}%`, marginBlock: '20px', marginInlineStart: '46px' }}
        />
      ))}
    </Skeleton>
  )
}

function indexOf(event: MouseEvent): number | undefined {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
  return row === null ? undefined : Number(row.dataset['index'])
}

/** Enter or a double click: into a folder; a file is downloaded. */
function activate(context: ReturnType<typeof useCommandContext>): void {
  const { browser } = context.reverie
  const { entries, selection } = browser.store.getState()
  const entry = entries[selection.active]
  if (entry?.kind === 'folder') openFolder(context.reverie, entry)
  else if (entry !== undefined) runCommand(commands.download, context)
}

function useListKeys(
  grid: { readonly current: HTMLDivElement | null },
  openMenu: (point: MenuPoint) => void,
): (event: KeyboardEvent) => void {
  const context = useCommandContext()
  const { browser } = context.reverie
  const [typed] = useState(createTypedText)
  return (event) => {
    if (event.target !== event.currentTarget || event.altKey) return
    const { selection, entries } = browser.store.getState()
    const add = event.ctrlKey || event.metaKey
    const pageRows = Math.max(1, Math.floor((grid.current?.clientHeight ?? 400) / rowHeight) - 2)
    const index = rowForKey(event.key, { count: entries.length, active: selection.active, pageRows })
    if (index !== undefined) {
      browser.select((now, keys) => moveActive(now, keys, { index, add, range: event.shiftKey }))
    } else if (event.key === 'Enter' && !add) activate(context)
    else if (event.key === 'Escape') browser.select((now) => ({ ...noSelection, active: now.active }))
    else if (event.key === ' ' && !typed.isTyping(event.timeStamp)) {
      browser.select((now, keys) => toggleRow(now, keys, Math.max(0, now.active)))
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const row = document.getElementById(rowId(Math.max(0, selection.active)))
      const box = (row ?? grid.current)?.getBoundingClientRect()
      if (box !== undefined) openMenu({ x: box.left + 60, y: box.bottom })
    } else if (event.key.length === 1 && !add) {
      const names = entries.map(({ name }) => name)
      const found = typed.type(event.key, event.timeStamp, { names, active: selection.active })
      if (found !== undefined) browser.select((_now, keys) => selectOnly(keys, found))
    } else return
    event.preventDefault()
  }
}
