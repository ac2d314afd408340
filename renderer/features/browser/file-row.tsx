// One entry of the list. Clicks are handled by the list as a whole; a row only draws.

import { mergeClasses } from '@fluentui/react-components'
import { memo } from 'react'
import type { EntryView } from '../../../contract/views.ts'
import { useWords } from '../../app/words/words.ts'
import { EntryIcon } from '../../ui/entry-icon.tsx'
import { FileName } from '../../ui/file-name.tsx'
import { formatBytes } from '../../ui/format/bytes.ts'
import { formatDate } from '../../ui/format/time.ts'
import { visibleName } from '../../ui/format/visible-name.ts'
import { useFileListStyles } from './file-list-styles.ts'

interface FileRowProps {
  entry: EntryView
  index: number
  /** Pixels below the header. */
  top: number
  selected: boolean
  active: boolean
}

export const rowId = (index: number) => `file-row-${index}`

export const FileRow = memo(function FileRow({ entry, index, top, selected, active }: FileRowProps) {
  const words = useWords()
  const styles = useFileListStyles()
  const name = visibleName(entry.name)
  const tags = tagsOf(entry).map((tag) => words(`browser.${tag}`))
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
        <FileName name={entry.name} />
        {tags.map((tag) => (
          <span key={tag} className={styles.tag}>
            {tag}
          </span>
        ))}
      </span>
      <span role="gridcell" className={styles.size}>
        <bdi>
          {entry.sizeBytes === undefined ? words('browser.folderSize') : formatBytes(entry.sizeBytes, words)}
        </bdi>
      </span>
      <span role="gridcell" className={styles.modified}>
        <bdi>{formatDate(entry.modifiedAtMs, words)}</bdi>
      </span>
    </div>
  )
})

function tagsOf({ uploading, shortcut, shared }: EntryView) {
  const tags: ('uploading' | 'shortcut' | 'shared')[] = []
  if (uploading === true) tags.push('uploading')
  if (shortcut === true) tags.push('shortcut')
  if (shared) tags.push('shared')
  return tags
}
