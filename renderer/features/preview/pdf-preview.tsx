// A PDF, drawn by pdf.js onto canvases, page by page as one scrolls. Scripts inside it are not run, and nothing of it
// reaches the page but pictures and its text for assistive technology. Why not the browser's own viewer: ADR 0024.

import { makeStyles, tokens } from '@fluentui/react-components'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import { useWords } from '../../app/words/words.ts'
import { openPdf } from './pdf-document.ts'
import { PdfPage } from './pdf-page.tsx'
import type { ContentProps } from './preview-body.tsx'

const useStyles = makeStyles({
  pages: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
  },
})

export default function PdfPreview({ preview, onError }: ContentProps) {
  const words = useWords()
  const styles = useStyles()
  const [pdf, setPdf] = useState<PDFDocumentProxy>()
  useEffect(() => {
    const opening = openPdf(preview.address)
    let wanted = true
    opening.document.then(
      (opened) => {
        if (wanted) setPdf(opened)
      },
      () => {
        if (wanted) onError()
      },
    )
    return () => {
      wanted = false
      opening.close()
    }
  }, [preview.address, onError])
  if (pdf === undefined) return null
  const pages = pdf.numPages
  return (
    <div className={styles.pages}>
      {Array.from({ length: pages }, (_none, index) => (
        <PdfPage
          key={index}
          pdf={pdf}
          number={index + 1}
          label={words('preview.page', { page: index + 1, pages })}
        />
      ))}
    </div>
  )
}
