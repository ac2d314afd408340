// A speed limit that is none of the usual ones.

import { Button, Field, Input } from '@fluentui/react-components'
import { useState, type FormEvent } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { megabyte, parseMegabytes } from '../settings/megabytes-field.tsx'

export function OwnLimitDialog() {
  const { settings, shell } = useReverie()
  const words = useWords()
  const now = useStore(settings.store, (state) => state.settings?.speedLimit ?? 0)
  const [typed, setTyped] = useState(now === 0 ? '' : String(now / megabyte))
  const speedLimit = parseMegabytes(typed)
  const isWrong = speedLimit === undefined || speedLimit === 0
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isWrong) return
    if (await settings.save({ speedLimit })) return shell.close()
    const { failure } = settings.store.getState()
    if (failure !== undefined) shell.notify({ text: '', failure })
  }
  return (
    <AskDialog title={words('settings.limit')} onClose={shell.close}>
      <form onSubmit={(event) => void submit(event)}>
        <Field
          label={words('settings.limitValue')}
          {...(isWrong && typed !== '' ? { validationMessage: words('settings.limitWrong') } : {})}
        >
          <Input
            value={typed}
            inputMode="decimal"
            data-first
            onChange={(_event, { value }) => setTyped(value)}
          />
        </Field>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={isWrong}
          style={{ marginBlockStart: '16px' }}
        >
          {words('transfers.limit.submit')}
        </Button>
      </form>
    </AskDialog>
  )
}
