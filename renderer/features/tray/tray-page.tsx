// The window at the tray icon: a field that takes anything, what runs, where one was, and the few switches one wants
// without opening the program. Everything by keyboard; Esc empties the field, then hides the window.

import { useEffect, useMemo, useRef, type KeyboardEvent, type DragEvent } from 'react'
import { useStore } from 'zustand'
import type { PageClock } from '../../app/clock.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { LiveRegion } from '../../ui/live-region.tsx'
import { FolderList } from './folder-list.tsx'
import { OfferList } from './offer-list.tsx'
import { PairsLine } from './pairs-line.tsx'
import { RunningList } from './running-list.tsx'
import { TrayField, useHint } from './tray-field.tsx'
import { TrayFooter } from './tray-footer.tsx'
import { createTrayFeature } from './tray-store.ts'
import { useTrayStyles } from './tray-styles.ts'

export function TrayPage({ clock }: { clock: PageClock }) {
  const reverie = useReverie()
  const words = useWords()
  const styles = useTrayStyles()
  const tray = useMemo(() => createTrayFeature(reverie, clock), [reverie, clock])
  const field = useRef<HTMLDivElement>(null)
  const text = useStore(tray.store, (state) => state.text)
  const hint = useHint(tray)
  useEffect(() => tray.start(), [tray])
  useEffect(() => {
    // Whoever opens the window begins to type.
    const focus = () => field.current?.querySelector('input')?.select()
    focus()
    window.addEventListener('focus', focus)
    return () => window.removeEventListener('focus', focus)
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    if (text === '') void reverie.bridge.invoke('desktop.hideTray', {})
    else tray.type('')
    field.current?.querySelector('input')?.focus()
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    const dropped = event.dataTransfer.getData('text/uri-list') || event.dataTransfer.getData('text/plain')
    const first = dropped.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#'))
    if (first === undefined) return
    tray.type(first)
    field.current?.querySelector('input')?.focus()
  }
  return (
    <main
      className={styles.page}
      onKeyDown={onKeyDown}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <h1 className="only-heard">{words('shell.app')}</h1>
      <TrayField tray={tray} box={field} hint={hint} />
      <div className={styles.middle}>
        {text === '' ? (
          <>
            <RunningList tray={tray} />
            <PairsLine />
            <FolderList tray={tray} />
          </>
        ) : (
          <OfferList tray={tray} />
        )}
      </div>
      <TrayFooter />
      <LiveRegion text={hint.said} />
    </main>
  )
}
