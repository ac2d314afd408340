// Asks for one name: of a new folder, or of a file on the disk.

import { Button } from '@fluentui/react-components'
import { useState, type FormEvent } from 'react'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { Failure } from '../../../../core/model/failure.ts'
import { nameTrouble } from './entry-name.ts'

interface NameDialogProps {
  title: string
  label: string
  submit: string
  first?: string
  onClose: () => void
  /** A failure keeps the dialog open, with what was typed. */
  onName: (name: string) => Promise<Failure | undefined>
}

export function NameDialog({ title, label, submit, first = '', onClose, onName }: NameDialogProps) {
  const words = useWords()
  const [name, setName] = useState(first)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const trouble = nameTrouble(name)
  const accept = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (trouble !== undefined || busy) return
    setBusy(true)
    const refused = await onName(name)
    setBusy(false)
    if (refused === undefined) onClose()
    else setFailure(refused)
  }
  const taken = failure?.kind === 'name-taken' ? words('failure.name-taken.what') : undefined
  const shown = tried || name !== first
  return (
    <AskDialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words('shell.cancel')}</Button>
          <Button type="submit" form="name-form" appearance="primary" disabledFocusable={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form id="name-form" onSubmit={(event) => void accept(event)}>
        <TextField
          name="name"
          label={label}
          value={name}
          onChange={(text) => {
            setName(text)
            setFailure(undefined)
          }}
          error={taken ?? (shown && trouble !== undefined ? words(trouble) : undefined)}
        />
        {failure !== undefined && taken === undefined && <FailureMessage failure={failure} />}
      </form>
    </AskDialog>
  )
}
