// A modal dialog with a title, a body and buttons at its end. Where the keyboard was is where it returns.

import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import type { ReactNode } from 'react'
import { useWords } from '../app/words/words.ts'
import { IconButton } from './icon-button.tsx'

const useStyles = makeStyles({
  narrow: { maxInlineSize: '420px' },
  // The focus ring of the first and last field must not be cut off.
  content: { padding: '4px', margin: '-4px' },
})

interface AskDialogProps {
  title: string
  children: ReactNode
  actions?: ReactNode
  onClose: () => void
  alert?: boolean
}

export function AskDialog({ title, children, actions, onClose, alert = false }: AskDialogProps) {
  const words = useWords()
  const styles = useStyles()
  return (
    <Dialog
      open
      modalType={alert ? 'alert' : 'modal'}
      onOpenChange={(_event, { open }) => {
        if (!open) onClose()
      }}
    >
      <DialogSurface className={styles.narrow}>
        <DialogBody>
          <DialogTitle
            action={
              alert ? null : (
                <IconButton name={words('shell.close')} icon={<Dismiss20Regular />} onClick={onClose} />
              )
            }
          >
            {title}
          </DialogTitle>
          <DialogContent className={styles.content}>{children}</DialogContent>
          {actions !== undefined && <DialogActions>{actions}</DialogActions>}
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
