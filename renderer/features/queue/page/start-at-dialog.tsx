// When chosen downloads are to begin: a day and a time of this computer's clock.

import { Button, Field, Input } from '@fluentui/react-components'
import { useState, type FormEvent } from 'react'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import type { ChosenRow } from './choice.ts'
import { momentText, nextMorningMs, parseMoment } from './moment-field.ts'
import { useRowActs } from './use-row-acts.ts'

export function StartAtDialog({ chosen }: { chosen: readonly ChosenRow[] }) {
  const { shell } = useReverie()
  const words = useWords()
  const acts = useRowActs()
  const [typed, setTyped] = useState(() => momentText(chosen[0]?.row.startAtMs ?? nextMorningMs(Date.now())))
  const atMs = parseMoment(typed)
  const isPast = atMs !== undefined && atMs <= Date.now()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (atMs === undefined || isPast) return
    shell.close()
    void acts.startAt(chosen, atMs)
  }
  return (
    <AskDialog title={words('transfers.later.title', { count: chosen.length })} onClose={shell.close}>
      <form onSubmit={submit}>
        <Field
          label={words('transfers.later.label')}
          hint={words('transfers.later.hint')}
          {...(isPast || atMs === undefined ? { validationMessage: words('transfers.later.past') } : {})}
        >
          <Input
            type="datetime-local"
            value={typed}
            min={momentText(Date.now())}
            data-first
            onChange={(_event, { value }) => setTyped(value)}
          />
        </Field>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={atMs === undefined || isPast}
          style={{ marginBlockStart: '16px' }}
        >
          {words('transfers.later.submit')}
        </Button>
      </form>
    </AskDialog>
  )
}
