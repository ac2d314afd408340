// Looks of the transfers: the strip, its list and its rows. Heights in one place, because the virtual rows are counted
// in them.

import { makeStyles, tokens } from '@fluentui/react-components'

export const rowHeight = 64
export const conflictRowHeight = 112

const drawerPixels = 340
const drawerPercent = 46

/** Pixels that the open drawer takes in a window of this height. */
export function drawerHeight(windowHeight: number): number {
  return Math.min(drawerPixels, Math.round((windowHeight * drawerPercent) / 100))
}

export const useQueueStyles = makeStyles({
  strip: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    minBlockSize: 0,
    borderBlockStartWidth: '1px',
    borderBlockStartStyle: 'solid',
    borderBlockStartColor: tokens.colorNeutralStroke1,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  section: { display: 'flex', flexDirection: 'column', flexGrow: 1, minBlockSize: 0 },
  drawer: { blockSize: `min(${drawerPixels}px, ${drawerPercent}vh)` },
  full: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  line: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    minBlockSize: '40px',
    paddingInline: tokens.spacingHorizontalS,
  },
  // What is said beside it is worth more where there is little room; the button keeps its name.
  title: {
    fontWeight: tokens.fontWeightSemibold,
    flexShrink: 0,
    '@media (max-width: 560px)': { display: 'none' },
  },
  summary: {
    flexGrow: 1,
    minInlineSize: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  done: { color: tokens.colorStatusSuccessForeground1 },
  filters: {
    display: 'flex',
    flexShrink: 0,
    paddingInline: tokens.spacingHorizontalXS,
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
  },
  list: {
    flexGrow: 1,
    minBlockSize: 0,
    overflowY: 'auto',
    overflowX: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    outlineStyle: 'none',
    '&:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  body: { position: 'relative' },
  row: {
    position: 'absolute',
    insetInline: 0,
    insetBlockStart: 0,
    boxSizing: 'border-box',
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke3,
    paddingInline: tokens.spacingHorizontalS,
    outlineStyle: 'none',
    '&:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '&:hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  cells: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    blockSize: `${rowHeight - 1}px`,
  },
  inside: { paddingInlineStart: '36px' },
  lead: { display: 'flex', justifyContent: 'center', color: tokens.colorNeutralForeground3 },
  folder: { color: '#d9a441', '@media (forced-colors: active)': { color: 'currentColor' } },
  middle: { display: 'flex', flexDirection: 'column', gap: '3px', minInlineSize: 0 },
  nameLine: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minInlineSize: 0,
  },
  name: { flexShrink: 1, minInlineSize: 0 },
  names: { display: 'flex', flexShrink: 1, minInlineSize: 0 },
  more: { flexShrink: 0, whiteSpace: 'pre' },
  size: {
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  percent: {
    flexShrink: 0,
    marginInlineStart: 'auto',
    fontVariantNumeric: 'tabular-nums',
    fontSize: tokens.fontSizeBase200,
  },
  sentence: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  waiting: { color: tokens.colorStatusWarningForeground1 },
  trouble: { color: tokens.colorStatusDangerForeground1 },
  success: { color: tokens.colorStatusSuccessForeground1 },
  buttons: { display: 'flex', flexShrink: 0 },
  conflict: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'nowrap',
    gap: tokens.spacingHorizontalS,
    blockSize: '44px',
    paddingInlineStart: '36px',
  },
})
