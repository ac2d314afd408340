// The field of the tray window with the line below it that says what Enter does, or what became of it.

import { Input, mergeClasses } from '@fluentui/react-components'
import { Search20Regular } from '@fluentui/react-icons/svg/search'
import type { KeyboardEvent, RefObject } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { offerId, offersId } from './offer-list.tsx'
import type { TrayFeature } from './tray-store.ts'
import { useTrayStyles } from './tray-styles.ts'
import { failureText } from '../../../words/sentences.ts'

interface Hint {
  readonly text: string
  readonly tone: 'calm' | 'done' | 'trouble'
  /** For assistive technology; empty where nothing happened. */
  readonly said: string
}

export function useHint(tray: TrayFeature): Hint {
  const { settings } = useReverie()
  const words = useWords()
  const folder = useStore(settings.store, (state) => state.settings?.downloadFolder ?? '')
  const { added, busy, failure, offers, searching, wish } = useStore(tray.store)
  const calm = (text: string): Hint => ({ text, tone: 'calm', said: '' })
  if (failure !== undefined) {
    const text = failureText(failure.kind, words)
    return { text, tone: 'trouble', said: text }
  }
  if (added !== undefined) {
    const text = words(added.resumed ? 'tray.resumed' : 'tray.added', { name: isolateName(added.name) })
    return { text, tone: 'done', said: text }
  }
  if (busy) return calm(words('tray.adding'))
  if (wish === 'no-file') return { ...calm(words('tray.noFile')), tone: 'trouble' }
  if (searching) return calm(words('tray.searching'))
  if (offers.length > 0 && wish !== 'unknown-site')
    return calm(words('tray.downloadTo', { folder: isolateName(folder) }))
  return calm(wish === 'search' ? words('tray.nothingFound') : '')
}

interface FieldProps {
  tray: TrayFeature
  /** Around the input. */
  box: RefObject<HTMLDivElement | null>
  hint: Hint
}

export function TrayField({ tray, box, hint }: FieldProps) {
  const words = useWords()
  const styles = useTrayStyles()
  const { text, offers, active } = useStore(tray.store)
  const onKeyDown = (event: KeyboardEvent) => {
    // While a syllable is composed, Enter and the arrows belong to the input method.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void tray.take()
    else if (event.key === 'ArrowDown') tray.move(1)
    else if (event.key === 'ArrowUp') tray.move(-1)
    else return
    event.preventDefault()
  }
  return (
    <div ref={box} className={styles.top}>
      <Input
        className={styles.field}
        value={text}
        placeholder={words('tray.field')}
        contentBefore={<Search20Regular aria-hidden />}
        onChange={(_event, data) => tray.type(data.value)}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-label={words('tray.field')}
        aria-expanded={offers.length > 0}
        aria-controls={offersId}
        aria-autocomplete="list"
        aria-activedescendant={offers.length > 0 ? offerId(active) : undefined}
      />
      <div
        className={mergeClasses(
          styles.hint,
          hint.tone === 'done' && styles.done,
          hint.tone === 'trouble' && styles.trouble,
        )}
        title={hint.text}
      >
        {hint.text}
      </div>
    </div>
  )
}
