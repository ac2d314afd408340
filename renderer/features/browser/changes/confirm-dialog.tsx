// Asks before something that cannot be undone. The safe answer has the keyboard.

import { Button } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'

interface ConfirmDialogProps {
  title: string
  text: string
  yes: string
  no?: string
  onYes: () => void
}

export function ConfirmDialog({ title, text, yes, no, onYes }: ConfirmDialogProps) {
  const { shell } = useReverie()
  const words = useWords()
  const safe = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => safe.current?.focus())
    return () => clearTimeout(timer)
  }, [])
  return (
    <AskDialog
      alert
      title={title}
      onClose={shell.close}
      actions={
        <>
          <Button
            ref={(element: HTMLButtonElement | null) => {
              safe.current = element
            }}
            onClick={shell.close}
          >
            {no ?? words('shell.cancel')}
          </Button>
          <Button
            appearance="primary"
            onClick={() => {
              shell.close()
              onYes()
            }}
          >
            {yes}
          </Button>
        </>
      }
    >
      {text}
    </AskDialog>
  )
}
