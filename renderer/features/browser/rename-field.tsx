// The name of an entry as a field, in the place of the name: Enter or leaving it renames, Escape does not. The ending
// of a file is left out of what is selected.

import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { EntryView } from '../../../contract/views.ts'
import { useWords } from '../../app/words/words.ts'
import { isolateName, visibleName } from '../../../words/visible-name.ts'
import { nameTrouble, stemLength } from './changes/entry-name.ts'
import { renameEntry } from './changes/rename-entry.ts'
import { useCommandContext } from './use-commands.ts'

const useStyles = makeStyles({
  field: {
    flexGrow: 1,
    minInlineSize: 0,
    inlineSize: '100%',
    boxSizing: 'border-box',
    font: 'inherit',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
    borderRadius: tokens.borderRadiusMedium,
    paddingInline: tokens.spacingHorizontalXS,
    blockSize: '26px',
  },
  wrong: { border: `1px solid ${tokens.colorStatusDangerBorder2}` },
})

export function RenameField({ entry }: { entry: EntryView }) {
  const context = useCommandContext()
  const words = useWords()
  const styles = useStyles()
  const field = useRef<HTMLInputElement>(null)
  const ended = useRef(false)
  const first = useRef(entry)
  const [name, setName] = useState(entry.name)
  const trouble = nameTrouble(name)
  useEffect(() => {
    // Once: the list is read again while somebody types, and what is typed must not be selected then.
    const { kind, name: old } = first.current
    field.current?.focus()
    field.current?.setSelectionRange(0, kind === 'file' ? stemLength(old) : old.length)
  }, [])
  const end = (accepted: boolean) => {
    if (ended.current) return
    ended.current = true
    context.reverie.browser.rename(undefined)
    document.querySelector<HTMLElement>('[data-file-list]')?.focus()
    if (accepted && trouble === undefined && name !== entry.name) void renameEntry(context, { entry, name })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') end(false)
    // An input method ends its word with Enter too.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && trouble === undefined) end(true)
  }
  return (
    <input
      ref={field}
      data-renaming
      className={`${styles.field} ${trouble === undefined ? '' : styles.wrong}`}
      value={name}
      dir="auto"
      spellCheck={false}
      aria-label={words('browser.newName', { name: isolateName(visibleName(entry.name)) })}
      aria-invalid={trouble !== undefined}
      title={trouble === undefined ? '' : words(trouble)}
      onChange={({ target }) => setName(target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
    />
  )
}
