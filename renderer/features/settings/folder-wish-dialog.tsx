// Choosing a folder where the host has no dialog of its own (the web page): a name below the download folder. The host
// decides whether the wish can be granted.

import { Button } from '@fluentui/react-components'
import { useState, type FormEvent } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import type { FolderWish } from '../../app/shell-store.ts'
import { useWords } from '../../app/words/words.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { TextField } from '../../ui/text-field.tsx'

export function FolderWishDialog({ wish }: { wish: FolderWish }) {
  const { settings } = useReverie()
  const words = useWords()
  const [typed, setTyped] = useState('')
  const folder = useStore(settings.store, (state) => state.settings?.downloadFolder)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    wish.answer(typed.trim())
  }
  return (
    <AskDialog title={wish.title ?? words('shell.folder.title')} onClose={() => wish.answer(undefined)}>
      <form onSubmit={submit}>
        <TextField
          name="folder"
          label={words('shell.folder.label')}
          value={typed}
          hint={
            folder === undefined
              ? words('shell.folder.helpPlain')
              : words('shell.folder.help', { folder: isolateName(folder) })
          }
          autoComplete="off"
          onChange={setTyped}
        />
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={typed.trim() === ''}
          style={{ marginBlockStart: '16px' }}
        >
          {words('shell.folder.choose')}
        </Button>
      </form>
    </AskDialog>
  )
}
