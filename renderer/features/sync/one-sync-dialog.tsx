// Draws the dialog of folders kept in step that is open.

import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { Failure } from '../../../core/model/failure.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { AddPairDialog, EditPairDialog } from './form/pair-dialog.tsx'
import { showPairs } from './show-pairs.ts'
import type { SyncDialog } from './sync-dialogs.ts'

export function OneSyncDialog({ dialog }: { dialog: SyncDialog }) {
  switch (dialog.kind) {
    case 'add-pair':
      return <AddPairDialog folder={dialog.folder} />
    case 'edit-pair':
      return <EditPairDialog pairId={dialog.pairId} />
    case 'remove-pair':
      return <RemovePairDialog pairId={dialog.pairId} />
    case 'compare-pair':
      return <ComparePairDialog dialog={dialog} />
  }
}

function RemovePairDialog({ pairId }: { pairId: string }) {
  const reverie = useReverie()
  const words = useWords()
  const pair = reverie.sync.find(pairId)
  return (
    <Question
      title={words('sync.removal.title', { name: isolateName(pair?.label ?? '') })}
      text={words('sync.removal.text')}
      yes={words('sync.removal.yes')}
      onYes={async () => {
        const failure = await reverie.sync.remove(pairId)
        if (failure === undefined && reverie.browser.place().kind === 'pairs') showPairs(reverie)
        return failure
      }}
    />
  )
}

function ComparePairDialog({
  dialog: { pairId, take },
}: {
  dialog: Extract<SyncDialog, { kind: 'compare-pair' }>
}) {
  const reverie = useReverie()
  const words = useWords()
  const pair = reverie.sync.find(pairId)
  const name = isolateName(pair?.label ?? '')
  return (
    <Question
      title={words(take ? 'sync.anew.takeTitle' : 'sync.anew.title', { name })}
      text={words('sync.anew.text', { folder: isolateName(pair?.folder ?? '') })}
      yes={words(take ? 'sync.anew.takeYes' : 'sync.anew.yes')}
      onYes={async () => {
        const failure = await reverie.sync.compareAnew(pairId)
        if (failure === undefined) showPairs(reverie, pairId)
        return failure
      }}
    />
  )
}

interface QuestionProps {
  title: string
  text: string
  yes: string
  /** A failure keeps the dialog open. */
  onYes: () => Promise<Failure | undefined>
}

function Question({ title, text, yes, onYes }: QuestionProps) {
  const { shell } = useReverie()
  const words = useWords()
  const [failure, setFailure] = useState<Failure>()
  const accept = async () => {
    const refused = await onYes()
    setFailure(refused)
    if (refused === undefined) shell.close()
  }
  return (
    <AskDialog
      alert
      title={title}
      onClose={shell.close}
      actions={
        <>
          <Button onClick={shell.close}>{words('shell.cancel')}</Button>
          <Button appearance="primary" onClick={() => void accept()}>
            {yes}
          </Button>
        </>
      }
    >
      <p className="pane-text">{text}</p>
      {failure !== undefined && <FailureMessage failure={failure} />}
    </AskDialog>
  )
}
