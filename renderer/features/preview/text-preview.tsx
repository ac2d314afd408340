// A text as it is, with its beginning only where it is long.

import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components'
import { useWords } from '../../app/words/words.ts'
import { formatBytes } from '../../ui/format/bytes.ts'
import type { ContentProps } from './preview-body.tsx'
import { useText } from './use-text.ts'

const useStyles = makeStyles({
  text: {
    margin: 0,
    padding: tokens.spacingHorizontalL,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
    lineHeight: '1.5',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground1,
  },
})

export function TextPreview({ preview, onError }: ContentProps) {
  const styles = useStyles()
  const text = useText(preview.address, onError)
  if (text === undefined) return null
  return (
    <>
      <TruncatedNote preview={preview} shown={text.length} />
      <pre className={styles.text} dir="auto">
        {text}
      </pre>
    </>
  )
}

export function TruncatedNote({ preview, shown }: { preview: ContentProps['preview']; shown: number }) {
  const words = useWords()
  if (!preview.truncated) return null
  return (
    <MessageBar>
      <MessageBarBody>
        {words('preview.truncated', {
          shown: formatBytes(shown, words),
          size: formatBytes(preview.sizeBytes, words),
        })}
      </MessageBarBody>
    </MessageBar>
  )
}
