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
import { useEffect, useRef, type ReactNode } from 'react'
import { useWords } from '../app/words/words.ts'
import { IconButton } from './icon-button.tsx'

const useStyles = makeStyles({
  narrow: { maxInlineSize: '420px' },
  wide: { maxInlineSize: '640px' },
  // The focus ring of the first and last field must not be cut off.
  content: { padding: '4px', margin: '-4px' },
  // Buttons keep their words on one line; where there is no room they go below each other.
  actions: {
    gridColumnStart: 1,
    gridColumnEnd: 4,
    justifySelf: 'end',
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'end',
    '& > button': { whiteSpace: 'nowrap', inlineSize: 'auto', flexShrink: 0 },
  },
})

interface AskDialogProps {
  title: string
  children: ReactNode
  actions?: ReactNode
  onClose: () => void
  alert?: boolean
  /** For forms of some length. */
  wide?: boolean
}

export function AskDialog({ title, children, actions, onClose, ...looks }: AskDialogProps) {
  const { alert = false, wide = false } = looks
  const words = useWords()
  const styles = useStyles()
  const content = useRef<HTMLDivElement>(null)
  return (
    <Dialog
      open
      modalType={alert ? 'alert' : 'modal'}
      onOpenChange={(_event, { open }) => {
        if (!open) onClose()
      }}
    >
      <DialogSurface className={wide ? styles.wide : styles.narrow}>
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
          <DialogContent className={styles.content}>
            <div ref={content}>{children}</div>
            <KeyboardPlace within={content} />
          </DialogContent>
          {actions !== undefined && <DialogActions className={styles.actions}>{actions}</DialogActions>}
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

/**
 * The dialog itself would give the keyboard to its close button; what is asked for comes first. Afterwards the keyboard
 * returns to where it was, or to the list where that is gone (an item of a menu).
 */
function KeyboardPlace({ within }: { within: { readonly current: HTMLElement | null } }) {
  useEffect(() => {
    const before = document.activeElement
    const timer = setTimeout(() => {
      const fields = [...(within.current?.querySelectorAll<HTMLInputElement>('input:not([readonly])') ?? [])]
      const first = within.current?.querySelector<HTMLElement>('[data-first]')
      ;(fields.find(({ value }) => value === '') ?? first)?.focus()
    })
    return () => {
      clearTimeout(timer)
      setTimeout(() => returnKeyboard(before))
    }
  }, [within])
  return null
}

function returnKeyboard(before: Element | null): void {
  if (document.activeElement !== document.body) return
  const places = [before, ...document.querySelectorAll('[data-file-list], header button')]
  const place = places.find((one) => one instanceof HTMLElement && one.isConnected && one !== document.body)
  if (place instanceof HTMLElement) place.focus()
}
