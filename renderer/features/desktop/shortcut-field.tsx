// A field that takes a shortcut by its keys being pressed.

import { Field, Input } from '@fluentui/react-components'
import type { KeyboardEvent } from 'react'
import { isShortcut } from '../../../core/model/desktop-options.ts'
import { useWords } from '../../app/words/words.ts'

interface ShortcutFieldProps {
  value: string
  /** Another program has it. */
  taken: boolean
  onSave: (shortcut: string) => void
}

export function ShortcutField({ value, taken, onSave }: ShortcutFieldProps) {
  const words = useWords()
  const onKeyDown = (event: KeyboardEvent) => {
    // Whoever walks through the dialog by keyboard walks on.
    if (event.key === 'Tab' || event.key === 'Escape') return
    event.preventDefault()
    if (event.key === 'Backspace' || event.key === 'Delete') return onSave('')
    const pressed = shortcutOf(event)
    if (pressed !== undefined) onSave(pressed)
  }
  return (
    <Field
      label={words('desktop.shortcut')}
      hint={words('desktop.shortcutHint')}
      {...(taken ? { validationMessage: words('desktop.shortcutTaken') } : {})}
    >
      <Input
        readOnly
        value={value.replaceAll('+', ' + ')}
        placeholder={words('desktop.shortcutNone')}
        onKeyDown={onKeyDown}
      />
    </Field>
  )
}

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>

/** By the place of the key, so that Shift and other layouts do not change it. Undefined for what is no shortcut. */
export function shortcutOf({ key, code, ctrlKey, altKey, shiftKey, metaKey }: Keys): string | undefined {
  const letter = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code)
  const name = letter?.[1] ?? letter?.[2] ?? named[code] ?? key
  const parts = [
    ...(ctrlKey ? ['Control'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey ? ['Shift'] : []),
    ...(metaKey ? ['Super'] : []),
  ]
  const shortcut = [...parts, name].join('+')
  return isShortcut(shortcut) ? shortcut : undefined
}

const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
}
