// The entries of a folder as tiles with thumbnails: a list box whose options stand beside each other. As in the list,
// only what can be seen is drawn.

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { useStore } from 'zustand'
import type { EntryView } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FileName } from '../../ui/file-name.tsx'
import { visibleName } from '../../../words/visible-name.ts'
import { useFileListStyles } from './file-list-styles.ts'
import { FileMenu, type MenuPoint } from './file-menu.tsx'
import { tagsOf } from './file-row.tsx'
import { ListSkeleton } from './list-skeleton.tsx'
import { RenameField } from './rename-field.tsx'
import { isSelected } from './selection.ts'
import { Thumbnail } from './thumbnail.tsx'
import { rowId, useList } from './use-list.ts'

const tile = { width: 136, height: 148, gap: 4, edge: 8 } as const

const useStyles = makeStyles({
  line: {
    position: 'absolute',
    insetInline: `${tile.edge}px`,
    insetBlockStart: 0,
    display: 'grid',
    gap: `${tile.gap}px`,
    blockSize: `${tile.height}px`,
  },
  tile: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalXS,
    minInlineSize: 0,
    blockSize: `${tile.height}px`,
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'default',
    '&:hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  picture: { inlineSize: '100%', flexGrow: 1, minBlockSize: 0 },
  name: { maxInlineSize: '100%', fontSize: tokens.fontSizeBase200 },
  check: {
    position: 'absolute',
    insetBlockStart: '4px',
    insetInlineStart: '4px',
    color: tokens.colorBrandForeground1,
  },
})

export function FileTiles({ label }: { label: string }) {
  const { browser } = useReverie()
  const list = useFileListStyles()
  const styles = useStyles()
  const box = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<MenuPoint>()
  const { entries, selection, status, renaming } = useStore(browser.store)
  const columns = useColumns(box)
  const { active } = selection
  const virtual = useVirtualizer({
    count: Math.ceil(entries.length / columns),
    getScrollElement: () => box.current,
    estimateSize: () => tile.height + tile.gap,
    paddingStart: tile.edge,
    overscan: 2,
  })
  const lines = virtual.getVirtualItems()
  const lastShown = ((lines.at(-1)?.index ?? 0) + 1) * columns
  useEffect(() => {
    const timer = setTimeout(() => browser.showUntil(lastShown))
    return () => clearTimeout(timer)
  }, [browser, lastShown, entries.length])
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(Math.floor(active / columns), { align: 'auto' })
  }, [active, columns, virtual])
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus()
  }, [])
  const handlers = useList({
    openMenu: setMenu,
    size: () => ({
      columns,
      rowsOfPage: Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / tile.height) - 1),
    }),
  })
  return (
    <div className={list.frame}>
      <div
        ref={box}
        role="listbox"
        tabIndex={0}
        data-file-list
        aria-label={label}
        aria-multiselectable
        aria-orientation="horizontal"
        aria-busy={status === 'loading'}
        {...(active >= 0 && entries.length > 0 ? { 'aria-activedescendant': rowId(active) } : {})}
        className={list.grid}
        {...handlers}
      >
        <div role="presentation" className={list.body} style={{ blockSize: virtual.getTotalSize() }}>
          {lines.map(({ index: line, start }) => (
            <div
              key={line}
              role="presentation"
              className={styles.line}
              style={{
                transform: `translateY(${start}px)`,
                gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              }}
            >
              {entries.slice(line * columns, (line + 1) * columns).map((entry, column) => (
                <FileTile
                  key={entry.uri}
                  entry={entry}
                  index={line * columns + column}
                  total={entries.length}
                  selected={isSelected(selection, entry.uri)}
                  active={line * columns + column === active}
                  renaming={renaming === entry.uri}
                />
              ))}
            </div>
          ))}
        </div>
        <ListSkeleton loading={status === 'loading'} />
      </div>
      <FileMenu point={menu} onClose={() => setMenu(undefined)} />
    </div>
  )
}

interface FileTileProps {
  entry: EntryView
  index: number
  total: number
  selected: boolean
  active: boolean
  renaming: boolean
}

const FileTile = memo(function FileTile(props: FileTileProps) {
  const { entry, index, total, selected, active, renaming } = props
  const words = useWords()
  const list = useFileListStyles()
  const styles = useStyles()
  const tags = tagsOf(entry, words)
  return (
    <div
      role="option"
      id={rowId(index)}
      aria-label={visibleName(entry.name)}
      {...(tags.length === 0 ? {} : { 'aria-description': tags.join(', ') })}
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-index={index}
      data-active={active}
      draggable={!renaming}
      {...(entry.kind === 'folder' ? { 'data-drop-uri': entry.uri } : {})}
      className={mergeClasses(styles.tile, selected && list.selected)}
    >
      <Thumbnail entry={entry} className={styles.picture} />
      {renaming ? <RenameField entry={entry} /> : <FileName name={entry.name} className={styles.name} />}
      {selected && <CheckmarkCircle20Filled className={styles.check} aria-hidden />}
    </div>
  )
})

/** As many as fit; follows the width of the box. */
function useColumns(box: { readonly current: HTMLElement | null }): number {
  const [columns, setColumns] = useState(4)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const count = () =>
      setColumns(Math.max(1, Math.floor((element.clientWidth - 2 * tile.edge) / (tile.width + tile.gap))))
    count()
    const observer = new ResizeObserver(count)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return columns
}
