// One entry of the list. Clicks are handled by the list as a whole; a row only draws.

import { mergeClasses } from '@fluentui/react-components'
import { memo } from 'react'
import type { EntryView } from '../../../contract/views.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { EntryIcon } from '../../ui/entry-icon.tsx'
import { FileName } from '../../ui/file-name.tsx'
import { formatBytes } from '../../ui/format/bytes.ts'
import { formatDate } from '../../ui/format/time.ts'
import { visibleName } from '../../../words/visible-name.ts'
import { typeWords } from './entry-type.ts'
import type { useFileListStyles } from './file-list-styles.ts'
import type { ColumnId } from './folder-view.ts'
import { RenameField } from './rename-field.tsx'
import { rowId } from './use-list.ts'

interface FileRowProps {
  entry: EntryView
  index: number
  /** Pixels below the header. */
  top: number
  selected: boolean
  active: boolean
  renaming: boolean
  columns: readonly ColumnId[]
  /** Looked up once for all rows. */
  styles: Styles
}

type Styles = ReturnType<typeof useFileListStyles>

export const FileRow = memo(function FileRow(props: FileRowProps) {
  const { entry, index, top, selected, active, renaming, columns, styles } = props
  const words = useWords()
  const name = visibleName(entry.name)
  const tags = tagsOf(entry, words)
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-label={name}
      {...(tags.length === 0 ? {} : { 'aria-description': tags.join(', ') })}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-active={active}
      draggable={!renaming}
      {...(entry.kind === 'folder' ? { 'data-drop-uri': entry.uri } : {})}
      className={mergeClasses(styles.cells, styles.row, selected && styles.selected)}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" className={styles.check} data-check>
        <input
          type="checkbox"
          className={styles.box}
          tabIndex={-1}
          readOnly
          checked={selected}
          aria-label={words('browser.selectRow', { name })}
        />
      </span>
      <span role="gridcell" className={styles.name}>
        <EntryIcon
          name={entry.name}
          look={entry.kind}
          className={entry.kind === 'folder' ? styles.folder : styles.file}
          {...(entry.shortcut === true ? { meaning: words('browser.shortcutIcon') } : {})}
        />
        {renaming ? <RenameField key={entry.uri} entry={entry} /> : <FileName name={entry.name} />}
        {tags.map((tag) => (
          <span key={tag} className={styles.tag}>
            {tag}
          </span>
        ))}
      </span>
      {columns.map((column) =>
        column === 'name' ? null : (
          <span
            key={column}
            role="gridcell"
            className={mergeClasses(styles.cell, column === 'size' ? styles.sizeCell : styles.wideOnly)}
          >
            <bdi>{factWords(column, entry, words)}</bdi>
          </span>
        ),
      )}
    </div>
  )
})

function factWords(column: Exclude<ColumnId, 'name'>, entry: EntryView, words: Words): string {
  switch (column) {
    case 'size':
      return entry.sizeBytes === undefined ? words('browser.folderSize') : formatBytes(entry.sizeBytes, words)
    case 'modified':
      return formatDate(entry.modifiedAtMs, words)
    case 'created':
      return formatDate(entry.createdAtMs, words)
    case 'type':
      return typeWords(entry, words)
  }
}

export function tagsOf(
  { uploading, shortcut, shared, tags = [] }: EntryView,
  words: Words,
): readonly string[] {
  return [
    ...(uploading === true ? [words('browser.uploading')] : []),
    ...(shortcut === true ? [words('browser.shortcut')] : []),
    ...(shared ? [words('browser.shared')] : []),
    ...tags.map(({ name }) => visibleName(name)),
  ]
}
