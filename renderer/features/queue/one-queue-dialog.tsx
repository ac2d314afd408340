// Draws the dialog of the transfers that is open.

import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { ConfirmDialog } from '../browser/changes/confirm-dialog.tsx'
import { CancelAllDialog } from './cancel-all-dialog.tsx'
import { OwnLimitDialog } from './own-limit-dialog.tsx'
import { QueuesDialog } from './named/queues-dialog.tsx'
import { PaceDialog } from './page/pace-dialog.tsx'
import { KeptFilesDialog, RemoveFilesDialog } from './page/remove-files-dialog.tsx'
import { StartAtDialog } from './page/start-at-dialog.tsx'
import { useRowActs } from './page/use-row-acts.ts'
import type { QueueDialog } from './queue-dialogs.ts'

export function OneQueueDialog({ dialog }: { dialog: QueueDialog }) {
  switch (dialog.kind) {
    case 'cancel-all':
      return <CancelAllDialog />
    case 'clear-ended':
      return <ClearEndedDialog />
    case 'cancel-rows':
      return <CancelRowsDialog dialog={dialog} />
    case 'remove-rows':
      return <RemoveRowsDialog dialog={dialog} />
    case 'remove-files':
      return <RemoveFilesDialog chosen={dialog.chosen} />
    case 'kept-files':
      return <KeptFilesDialog removal={dialog.removal} />
    case 'start-at':
      return <StartAtDialog chosen={dialog.chosen} />
    case 'pace':
      return <PaceDialog chosen={dialog.chosen} />
    case 'queues':
      return <QueuesDialog />
    case 'own-limit':
      return <OwnLimitDialog />
  }
}

function ClearEndedDialog() {
  const { queue } = useReverie()
  const words = useWords()
  return (
    <ConfirmDialog
      title={words('transfers.clear.title')}
      text={words('transfers.remove.text')}
      yes={words('queue.clearEnded')}
      onYes={() => void queue.forAll('queue.clearEnded')}
    />
  )
}

function CancelRowsDialog({ dialog: { chosen } }: { dialog: Extract<QueueDialog, { kind: 'cancel-rows' }> }) {
  const acts = useRowActs()
  const words = useWords()
  return (
    <ConfirmDialog
      title={words('transfers.cancel.title', { count: chosen.length })}
      text={words('queue.cancelAllHelp')}
      yes={words('transfers.cancel.yes')}
      no={words('queue.keepGoing')}
      onYes={() => void acts.act('cancel', chosen)}
    />
  )
}

function RemoveRowsDialog({ dialog: { chosen } }: { dialog: Extract<QueueDialog, { kind: 'remove-rows' }> }) {
  const acts = useRowActs()
  const words = useWords()
  return (
    <ConfirmDialog
      title={words('transfers.remove.title', { count: chosen.length })}
      text={words('transfers.remove.text')}
      yes={words('queue.action.remove')}
      onYes={() => void acts.act('remove', chosen)}
    />
  )
}
