// Short messages at the edge of the window that go by themselves; failures stay long enough to be read.

import {
  Toast,
  ToastBody,
  Toaster,
  ToastTitle,
  ToastTrigger,
  Link,
  useId,
  useToastController,
} from '@fluentui/react-components'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { drawerHeight } from '../features/queue/queue-styles.ts'
import { useReverie } from './reverie.ts'
import type { Notice } from './shell-store.ts'
import { useWords } from './words/words.ts'

export function Notices() {
  const { shell } = useReverie()
  const toasterId = useId('notices')
  const { dispatchToast } = useToastController(toasterId)
  const notice = useStore(shell.store, (state) => state.notice)
  const strip = useStore(shell.store, (state) => state.strip)
  useEffect(() => {
    if (notice === undefined) return
    const failed = notice.failure !== undefined
    dispatchToast(<NoticeToast notice={notice} />, {
      intent: failed ? 'error' : 'info',
      timeout: failed || notice.action !== undefined ? 10_000 : 4_000,
      pauseOnHover: true,
      politeness: failed ? 'assertive' : 'polite',
    })
  }, [dispatchToast, notice])
  // Above the drawer, whose rows and buttons are what one looks at while it is open.
  const vertical = strip === 'drawer' ? drawerHeight(window.innerHeight) + 12 : 52
  return (
    <Toaster toasterId={toasterId} position="bottom-end" offset={{ vertical, horizontal: 12 }} limit={3} />
  )
}

function NoticeToast({ notice: { text, failure, showTransfers, action } }: { notice: Notice }) {
  const { shell } = useReverie()
  const words = useWords()
  const shown = useStore(shell.store, ({ strip }) => strip !== 'line')
  const title = failure === undefined ? text : words(`failure.${failure.kind}.what`)
  return (
    <Toast>
      <ToastTitle
        action={
          <ToastTrigger>
            {action !== undefined ? (
              <Link onClick={action.run}>{action.label}</Link>
            ) : showTransfers === true && !shown ? (
              <Link onClick={() => shell.setStrip('drawer')}>{words('browser.show')}</Link>
            ) : (
              <Link>{words('shell.dismiss')}</Link>
            )}
          </ToastTrigger>
        }
      >
        {title}
      </ToastTitle>
      {failure !== undefined && <ToastBody>{words(`failure.${failure.kind}.help`)}</ToastBody>}
    </Toast>
  )
}
