// Folders of a site as a tree of ticks: loaded as they are opened, walked with the arrows, ticked with Space.

import { Button, Checkbox, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useWords } from '../../../app/words/words.ts'
import { EntryIcon } from '../../../ui/entry-icon.tsx'
import { ExpandIcon } from '../../../ui/expand-icon.tsx'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { FileName } from '../../../ui/file-name.tsx'
import { isolateName } from '../../../../words/visible-name.ts'
import type { FolderPlace } from '../../browser/places.ts'
import { tick, tickOf, untick, type Tick, type Ticks } from './ticks.ts'
import { useTree, type TreeRow } from './use-tree.ts'

const useStyles = makeStyles({
  tree: {
    maxBlockSize: '240px',
    overflowY: 'auto',
    paddingBlock: tokens.spacingVerticalXXS,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  row: {
    display: 'flex',
    alignItems: 'center',
    minBlockSize: '32px',
    minInlineSize: 0,
    paddingInlineEnd: tokens.spacingHorizontalS,
    outlineStyle: 'none',
    '&:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  name: { marginInlineStart: tokens.spacingHorizontalXS },
  opener: { minInlineSize: '24px', maxInlineSize: '24px', flexShrink: 0 },
  note: { padding: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground2 },
})

interface FolderTreeProps {
  /** The pair's own folder. */
  place: Pick<FolderPlace, 'accountId' | 'uri'>
  ticks: Ticks
  onChange: (ticks: Ticks) => void
}

const checked: Readonly<Record<Tick, boolean | 'mixed'>> = { on: true, off: false, mixed: 'mixed' }

export function FolderTree({ place, ticks, onChange }: FolderTreeProps) {
  const words = useWords()
  const styles = useStyles()
  const tree = useTree(place)
  const list = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState('')
  const { rows, loading, failure } = tree
  const stop = rows.some(({ path }) => path === active) ? active : rows[0]?.path
  const toggle = (path: string) =>
    onChange(tickOf(ticks, path) === 'on' ? untick(ticks, path) : tick(ticks, path, tree.siblings))
  const goTo = (row: TreeRow | undefined) => {
    if (row === undefined) return
    setActive(row.path)
    list.current?.querySelector<HTMLElement>(`[data-tree-index="${rows.indexOf(row)}"]`)?.focus()
  }
  const [inward, outward] =
    words.direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
  const onKeyDown = (event: KeyboardEvent, row: TreeRow) => {
    const at = rows.indexOf(row)
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(rows[at + 1]),
      ArrowUp: () => goTo(rows[at - 1]),
      Home: () => goTo(rows[0]),
      End: () => goTo(rows.at(-1)),
      [inward]: () => (row.open ? goTo(rows[at + 1]) : tree.open(row)),
      [outward]: () => (row.open ? tree.close(row) : goTo(rows.find(({ path }) => path === row.parent))),
      ' ': () => toggle(row.path),
      Enter: () => toggle(row.path),
    }
    const act = acts[event.key]
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  }
  return (
    <div
      ref={list}
      role="tree"
      aria-label={words('sync.form.tree')}
      aria-multiselectable
      className={styles.tree}
    >
      {failure !== undefined && <FailureMessage failure={failure} />}
      {rows.map((row, index) => {
        const name = isolateName(row.name)
        return (
          <div
            key={row.path}
            role="treeitem"
            aria-label={row.name}
            aria-level={row.level}
            aria-expanded={row.open}
            aria-checked={checked[tickOf(ticks, row.path)]}
            tabIndex={row.path === stop ? 0 : -1}
            data-tree-index={index}
            className={styles.row}
            style={{ paddingInlineStart: `${(row.level - 1) * 20}px` }}
            onKeyDown={(event) => onKeyDown(event, row)}
            onFocus={() => setActive(row.path)}
          >
            <Button
              appearance="transparent"
              size="small"
              tabIndex={-1}
              className={styles.opener}
              icon={<ExpandIcon open={row.open} small />}
              aria-label={words(row.open ? 'sync.form.collapse' : 'sync.form.expand', { name })}
              onClick={() => (row.open ? tree.close(row) : tree.open(row))}
            />
            <Checkbox
              aria-hidden
              input={{ tabIndex: -1 }}
              checked={checked[tickOf(ticks, row.path)]}
              onChange={() => toggle(row.path)}
            />
            <EntryIcon name={row.name} look="folder" />
            <FileName name={row.name} className={styles.name} />
          </div>
        )
      })}
      {loading && <Spinner size="tiny" label={words('browser.state.loading')} />}
      {!loading && failure === undefined && rows.length === 0 && (
        <div className={styles.note}>{words('sync.form.noFolders')}</div>
      )}
    </div>
  )
}
