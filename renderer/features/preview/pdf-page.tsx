// One page of a PDF: drawn when it comes near the screen, as sharp as the screen is, let go of when it is far away.

import { makeStyles, tokens } from '@fluentui/react-components'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'

const useStyles = makeStyles({
  page: {
    inlineSize: 'min(100%, 900px)',
    backgroundColor: '#fff',
    boxShadow: tokens.shadow4,
  },
  canvas: { display: 'block', inlineSize: '100%', blockSize: '100%' },
})

interface PdfPageProps {
  pdf: PDFDocumentProxy
  number: number
  label: string
}

/** Of A4, until the page has said its own. */
const usualRatio = 1 / Math.SQRT2

export function PdfPage({ pdf, number, label }: PdfPageProps) {
  const styles = useStyles()
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const near = useNear(frame)
  const [ratio, setRatio] = useState(usualRatio)
  const [text, setText] = useState('')
  useEffect(() => {
    const [target, width] = [canvas.current, frame.current?.clientWidth ?? 0]
    if (!near || target === null || width === 0) return undefined
    let wanted = true
    let stop = () => {}
    const draw = async () => {
      const page = await pdf.getPage(number)
      const natural = page.getViewport({ scale: 1 })
      const viewport = page.getViewport({ scale: (width / natural.width) * devicePixelRatio })
      if (!wanted) return
      setRatio(natural.width / natural.height)
      target.width = Math.floor(viewport.width)
      target.height = Math.floor(viewport.height)
      const task = page.render({ canvas: target, viewport })
      stop = () => task.cancel()
      const content = await page.getTextContent()
      if (wanted) setText(content.items.map((item) => ('str' in item ? item.str : '')).join(' '))
      await task.promise
    }
    // A page that cannot be drawn stays white, as in other viewers; the others are there.
    draw().catch(() => undefined)
    return () => {
      wanted = false
      stop()
      target.width = 0
    }
  }, [near, number, pdf])
  return (
    <div ref={frame} className={styles.page} style={{ aspectRatio: ratio }} role="group" aria-label={label}>
      {near && <canvas ref={canvas} className={styles.canvas} aria-hidden />}
      <p className="only-heard">{text}</p>
    </div>
  )
}

/** On the screen or within one screen of it. */
function useNear(frame: { readonly current: HTMLElement | null }): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), {
      rootMargin: '100% 0px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return near
}
