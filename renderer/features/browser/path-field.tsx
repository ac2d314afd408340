// The path as text: typed, pasted or copied out. Enter goes there, Escape gives the steps back.

import { Field, Input, makeStyles } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { parseShareLink } from '../../../core/model/share-link.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { placeOfText } from './path-address.ts'
import type { FolderPlace } from './places.ts'

const useStyles = makeStyles({ field: { flexGrow: 1, minInlineSize: 0 }, input: { inlineSize: '100%' } })

export function PathField({ place }: { place: FolderPlace }) {
  const { browser, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(place.uri)
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const close = () => {
    browser.ask('nothing')
    setTimeout(() => document.querySelector<HTMLElement>('[data-file-list]')?.focus())
  }
  const go = () => {
    if (parseShareLink(text) !== undefined) {
      // The dialog takes the keyboard; the list must not take it back.
      browser.ask('nothing')
      return shell.open({ kind: 'share', link: text.trim() })
    }
    const target = placeOfText(text, place)
    if (target === undefined) return setWrong(true)
    close()
    browser.go(target)
  }
  return (
    <Field
      className={styles.field}
      {...(wrong ? { validationMessage: words('browser.pathWrong'), validationState: 'error' } : {})}
    >
      <Input
        ref={(element: HTMLInputElement | null) => {
          input.current = element
        }}
        className={styles.input}
        size="small"
        value={text}
        dir="ltr"
        spellCheck={false}
        aria-label={words('browser.pathLabel')}
        onChange={(_event, { value }) => {
          setText(value)
          setWrong(false)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          // Or the same key presses the first button of the dialog that opens.
          event.preventDefault()
          go()
        }}
        onBlur={() => browser.ask('nothing')}
      />
    </Field>
  )
}
