// Looks of the file list: columns, rows, selection. Sizes in one place, because the virtual rows are counted in them.

import { makeStyles, tokens } from '@fluentui/react-components'

export const rowHeight = 36
export const headerHeight = 32
const columns = '40px minmax(0, 1fr) 96px 184px'
const narrowColumns = '40px minmax(0, 1fr) 88px'

export const useFileListStyles = makeStyles({
  grid: {
    position: 'relative',
    flexGrow: 1,
    minBlockSize: 0,
    overflowY: 'auto',
    overflowX: 'hidden',
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    userSelect: 'none',
    scrollbarGutter: 'stable',
    '&:focus-visible [data-active="true"]': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  header: {
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
  body: { position: 'relative' },
  cells: {
    display: 'grid',
    gridTemplateColumns: columns,
    alignItems: 'center',
    '@media (max-width: 640px)': { gridTemplateColumns: narrowColumns },
  },
  row: {
    position: 'absolute',
    insetInline: '6px',
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
  size: {
    textAlign: 'end',
    paddingInlineEnd: tokens.spacingHorizontalM,
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
  },
  modified: {
    paddingInlineEnd: tokens.spacingHorizontalS,
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '@media (max-width: 640px)': { display: 'none' },
  },
  tag: {
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusSmall,
    paddingInline: tokens.spacingHorizontalXS,
  },
  sortButton: {
    minInlineSize: 0,
    paddingInline: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
  },
  nameHeader: { marginInlineStart: '24px' },
  sizeHeader: { display: 'flex', justifyContent: 'end', paddingInlineEnd: tokens.spacingHorizontalS },
  modifiedHeader: { '@media (max-width: 640px)': { display: 'none' }, marginInlineStart: '-4px' },
})
