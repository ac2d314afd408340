// Every item of a plan as a window of rows. One row is in the tab order; arrows, pages, Home and End walk.

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark'
import { Copy20Regular } from '@fluentui/react-icons/svg/copy'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { EyeOff20Regular } from '@fluentui/react-icons/svg/eye-off'
import { Rename20Regular } from '@fluentui/react-icons/svg/rename'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type ComponentType, type KeyboardEvent } from 'react'
import type { PlanItemView } from '../../../../contract/sync-views.ts'
import type { PlanKind } from '../../../../core/model/sync.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { FileName } from '../../../ui/file-name.tsx'
import { formatBytes } from '../../../ui/format/bytes.ts'
import { isolateName } from '../../../../words/visible-name.ts'
import { usePlanItems } from './plan-items.ts'
import { listed } from '../../../../words/sentences.ts'

const rowPixels = 44

const useStyles = makeStyles({
  scroller: {
    flexGrow: 1,
    flexBasis: 0,
    minBlockSize: '160px',
    overflowY: 'auto',
    overflowX: 'hidden',
    outlineStyle: 'none',
    borderBlockStartWidth: '1px',
    borderBlockStartStyle: 'solid',
    borderBlockStartColor: tokens.colorNeutralStroke2,
  },
  body: { position: 'relative' },
  row: {
    position: 'absolute',
    insetInline: 0,
    insetBlockStart: 0,
    boxSizing: 'border-box',
    blockSize: `${rowPixels}px`,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    paddingInline: tokens.spacingHorizontalL,
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke3,
    outlineStyle: 'none',
    '&:hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '&:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  kind: { flexShrink: 0, display: 'flex', color: tokens.colorNeutralForeground3 },
  goes: { color: tokens.colorStatusDangerForeground1 },
  clashes: { color: tokens.colorStatusWarningForeground1 },
  texts: { display: 'flex', flexDirection: 'column', flexGrow: 1, minInlineSize: 0 },
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  size: { flexShrink: 0, fontSize: tokens.fontSizeBase200, fontVariantNumeric: 'tabular-nums' },
})

const icons: Readonly<Record<PlanKind, ComponentType>> = {
  create: Add20Regular,
  update: ArrowSync20Regular,
  rename: Rename20Regular,
  delete: Delete20Regular,
  conflict: Copy20Regular,
  adopt: Checkmark20Regular,
  skip: EyeOff20Regular,
}

export function PlanList({ pairId, kinds }: { pairId: string; kinds: readonly PlanKind[] }) {
  const words = useWords()
  const styles = useStyles()
  const items = usePlanItems({ pairId, kinds })
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const total = items.total ?? 0
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    overscan: 8,
  })
  const rows = virtual.getVirtualItems()
  const { show } = items
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0]
  useEffect(() => show(first, last), [show, first, last])
  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index))
    setActive(next)
    virtual.scrollToIndex(next)
    focusRow(scroller.current, next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPixels) - 1)
    const steps: Readonly<Record<string, number>> = {
      ...{ ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: total - 1 },
      ...{ PageDown: active + page, PageUp: active - page },
    }
    const next = steps[event.key]
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    goTo(next)
  }
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      // A list that scrolls can be reached by keyboard before its rows are here.
      tabIndex={rows.some(({ index }) => index === active) ? -1 : 0}
      role="grid"
      aria-label={words('sync.plan.list')}
      aria-rowcount={total}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles.body} style={{ blockSize: virtual.getTotalSize() }}>
        {rows.map(({ index, start }) => (
          <PlanRow
            key={index}
            item={items.at(index)}
            index={index}
            top={start}
            active={index === active}
            onFocus={() => setActive(index)}
          />
        ))}
      </div>
    </div>
  )
}

interface PlanRowProps {
  item: PlanItemView | undefined
  index: number
  /** Pixels from the top of the list. */
  top: number
  active: boolean
  onFocus: () => void
}

function PlanRow({ item, index, top, active, onFocus }: PlanRowProps) {
  const words = useWords()
  const styles = useStyles()
  const place = {
    ...{ role: 'row', 'aria-rowindex': index + 1, 'data-index': index, tabIndex: active ? 0 : -1, onFocus },
    style: { transform: `translateY(${top}px)` },
  }
  if (item === undefined)
    return (
      <div {...place} className={styles.row} aria-busy>
        <span role="gridcell">…</span>
      </div>
    )
  const Icon = icons[item.kind]
  const name = item.entry === 'folder' ? `${item.path}/` : item.path
  return (
    <div {...place} className={styles.row} data-kind={item.kind}>
      <span
        role="gridcell"
        title={words(`sync.plan.kind.${item.kind}`)}
        className={mergeClasses(
          styles.kind,
          item.kind === 'delete' && styles.goes,
          item.kind === 'conflict' && styles.clashes,
        )}
      >
        <Icon aria-hidden />
        <span className="only-heard">{words(`sync.plan.kind.${item.kind}`)}</span>
      </span>
      <span role="gridcell" className={styles.texts}>
        <FileName name={name} />
        <span className={styles.small}>{reasonOf(item, words)}</span>
      </span>
      <span role="gridcell" className={styles.size}>
        {item.entry === 'file' ? formatBytes(item.sizeBytes, words) : ''}
      </span>
    </div>
  )
}

function reasonOf({ reason, fromPath }: PlanItemView, words: Words): string {
  const why = words(`sync.reason.${reason}`)
  return fromPath === undefined
    ? why
    : listed([why, words('sync.plan.from', { path: isolateName(fromPath) })], words)
}

function focusRow(list: HTMLElement | null, index: number): void {
  // The row may have to be drawn first.
  requestAnimationFrame(() => list?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus())
}
