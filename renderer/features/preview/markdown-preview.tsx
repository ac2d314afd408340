// Markdown as a page: read by `marked` into plain values and drawn from those as elements of ours. HTML inside it is
// shown as the text that it is, pictures as their description, and addresses are shown, not followed by themselves.

import { makeStyles, tokens } from '@fluentui/react-components'
import { lexer } from 'marked'
import { useMemo } from 'react'
import type { ContentProps } from './preview-body.tsx'
import { MarkdownBlocks } from './markdown-blocks.tsx'
import { TruncatedNote } from './text-preview.tsx'
import { useText } from './use-text.ts'

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    maxInlineSize: '78ch',
    marginInline: 'auto',
    minBlockSize: '100%',
    paddingBlock: tokens.spacingVerticalXXL,
    paddingInline: tokens.spacingHorizontalXXL,
    backgroundColor: tokens.colorNeutralBackground1,
    lineHeight: '1.55',
    overflowWrap: 'anywhere',
    '& pre': {
      overflowX: 'auto',
      padding: tokens.spacingHorizontalM,
      backgroundColor: tokens.colorNeutralBackground3,
      borderRadius: tokens.borderRadiusMedium,
    },
    '& code': { fontFamily: tokens.fontFamilyMonospace, fontSize: '0.92em' },
    '& blockquote': {
      marginInline: 0,
      paddingInlineStart: tokens.spacingHorizontalL,
      borderInlineStartWidth: '4px',
      borderInlineStartStyle: 'solid',
      borderInlineStartColor: tokens.colorNeutralStroke1,
      color: tokens.colorNeutralForeground2,
    },
    '& table': { borderCollapse: 'collapse', display: 'block', overflowX: 'auto' },
    '& td, & th': { border: `1px solid ${tokens.colorNeutralStroke1}`, padding: '4px 8px' },
    '& a': { color: tokens.colorBrandForegroundLink },
  },
})

export default function MarkdownPreview({ preview, onError }: ContentProps) {
  const styles = useStyles()
  const text = useText(preview.address, onError)
  const tokensOfText = useMemo(() => (text === undefined ? undefined : lexer(text, { gfm: true })), [text])
  if (text === undefined || tokensOfText === undefined) return null
  return (
    <>
      <TruncatedNote preview={preview} shown={text.length} />
      <article className={styles.page} dir="auto">
        <MarkdownBlocks tokens={tokensOfText} />
      </article>
    </>
  )
}
