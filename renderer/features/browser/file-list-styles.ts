// Looks of the file list: columns, rows, selection. Sizes in one place, because the virtual rows are counted in them.

import { makeStyles, tokens } from '@fluentui/react-components'
import { widthOf, type FolderView } from './folder-view.ts'

export const rowHeight = 36
export const headerHeight = 32
export const groupHeight = 36
const edge = '6px'
const narrow = '@container files (max-width: 640px)'

/** As a grid's columns: the name takes what is left, and never less than one can read. */
export function columnsOf(view: FolderView): string {
  const rest = view.columns.filter((id) => id !== 'name').map((id) => `${widthOf(view, id)}px`)
  return ['40px minmax(160px, 1fr)', ...rest].join(' ')
}

/** Pixels that all columns need; beyond them the list is moved sideways. */
export function leastWidthOf(view: FolderView): number {
  const rest = view.columns.reduce((sum, id) => sum + widthOf(view, id), 0)
  return 40 + 160 + rest + 12
}

/** Where there is little room: the name and the size. */
export function narrowColumnsOf(view: FolderView): string {
  return view.columns.includes('size') ? '40px minmax(0, 1fr) 88px' : '40px minmax(0, 1fr)'
}

export const useFileListStyles = makeStyles({
  frame: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minBlockSize: 0,
    minInlineSize: 0,
    containerType: 'inline-size',
    containerName: 'files',
  },
  grid: {
    position: 'relative',
    flexGrow: 1,
    minBlockSize: 0,
    overflow: 'auto',
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    userSelect: 'none',
    scrollbarGutter: 'stable',
    '&:focus-visible [data-active="true"]': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
    '& [data-dropping]': {
      outline: `2px dashed ${tokens.colorCompoundBrandStroke}`,
      outlineOffset: '-2px',
      backgroundColor: tokens.colorBrandBackground2,
    },
  },
  header: {
    minInlineSize: 'var(--least)',
    [narrow]: { minInlineSize: 0 },
    position: 'sticky',
    insetBlockStart: 0,
    zIndex: 1,
    blockSize: `${headerHeight}px`,
    boxSizing: 'border-box',
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground3,
  },
  headerRow: { marginInline: edge },
  body: { position: 'relative', minInlineSize: 'var(--least)', [narrow]: { minInlineSize: 0 } },
  cells: {
    display: 'grid',
    gridTemplateColumns: 'var(--columns)',
    alignItems: 'center',
    [narrow]: { gridTemplateColumns: 'var(--narrow-columns)' },
  },
  row: {
    // Nothing in a row can move what is outside of it: the browser need not look.
    contain: 'strict',
    position: 'absolute',
    insetInline: edge,
    insetBlockStart: 0,
    blockSize: `${rowHeight}px`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    cursor: 'default',
    '&:hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  selected: {
    backgroundColor: tokens.colorBrandBackground2,
    '&:hover': { backgroundColor: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': {
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      forcedColorAdjust: 'none',
      '&:hover': { backgroundColor: 'Highlight' },
    },
  },
  check: { display: 'flex', justifyContent: 'center', alignItems: 'center', alignSelf: 'stretch' },
  box: {
    margin: 0,
    inlineSize: '16px',
    blockSize: '16px',
    accentColor: tokens.colorBrandBackground,
    // On a dark page Chromium draws the dash dark on the accent.
    '&:indeterminate': { colorScheme: 'light' },
  },
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minInlineSize: 0 },
  folder: { color: '#d9a441', flexShrink: 0, '@media (forced-colors: active)': { color: 'currentColor' } },
  file: { color: tokens.colorNeutralForeground3, flexShrink: 0 },
  cell: {
    paddingInlineEnd: tokens.spacingHorizontalS,
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  sizeCell: { textAlign: 'end', paddingInlineEnd: tokens.spacingHorizontalM },
  wideOnly: { [narrow]: { display: 'none' } },
  tag: {
    // The name is what one reads first.
    flexShrink: 4,
    minInlineSize: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusSmall,
    paddingInline: tokens.spacingHorizontalXS,
    [narrow]: { display: 'none' },
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  group: {
    position: 'absolute',
    insetInline: edge,
    insetBlockStart: 0,
    blockSize: `${groupHeight}px`,
    display: 'flex',
    alignItems: 'end',
    overflow: 'hidden',
  },
  groupLink: {
    minInlineSize: 0,
    maxInlineSize: '100%',
    justifyContent: 'start',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
})

export const useHeaderStyles = makeStyles({
  cell: { position: 'relative', display: 'flex', alignItems: 'center', minInlineSize: 0 },
  sortButton: {
    minInlineSize: 0,
    paddingInline: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
  },
  // As the buttons of the others are.
  still: {
    paddingInline: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase200,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  name: { marginInlineStart: '24px' },
  size: { justifyContent: 'end', paddingInlineEnd: tokens.spacingHorizontalS },
  other: { marginInlineStart: '-4px' },
  handle: {
    position: 'absolute',
    insetInlineEnd: 0,
    insetBlock: '4px',
    inlineSize: '9px',
    cursor: 'col-resize',
    touchAction: 'none',
    '::after': {
      content: '""',
      position: 'absolute',
      insetBlock: 0,
      insetInlineStart: '4px',
      inlineSize: '1px',
      backgroundColor: tokens.colorNeutralStroke2,
    },
    '&:hover::after': { backgroundColor: tokens.colorCompoundBrandStroke },
    '&:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
  },
  chooser: {
    position: 'absolute',
    insetInlineEnd: 0,
    insetBlockStart: '2px',
    [narrow]: { display: 'none' },
  },
})
