// The questions before what cannot be undone: deleting for good, emptying the trash, ending a share, deleting a version.

import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { isolateName, visibleName } from '../../../../words/visible-name.ts'
import { chosenCount, chosenEntry } from '../browser-state.ts'
import type { BrowserDialog } from '../dialogs.ts'
import { useCommandContext } from '../use-commands.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { deleteChosen, emptyTrash } from './delete-entries.ts'

export function DeleteDialog() {
  const context = useCommandContext()
  const words = useWords()
  const state = useStore(context.reverie.browser.store)
  const entry = chosenEntry(state)
  const title =
    entry === undefined
      ? words('changes.askDeleteMany', { count: chosenCount(state) })
      : words('changes.askDelete', { name: isolateName(visibleName(entry.name)) })
  return (
    <ConfirmDialog
      title={title}
      text={words('changes.askDeleteHelp')}
      yes={words('changes.deleteNow')}
      onYes={() => void deleteChosen(context, { forGood: true })}
    />
  )
}

export function EmptyTrashDialog() {
  const context = useCommandContext()
  const words = useWords()
  return (
    <ConfirmDialog
      title={words('changes.askEmpty')}
      text={words('changes.askEmptyHelp')}
      yes={words('changes.emptyNow')}
      onYes={() => void emptyTrash(context)}
    />
  )
}

type Of<K extends BrowserDialog['kind']> = { dialog: Extract<BrowserDialog, { kind: K }> }

export function EndShareDialog({ dialog: { accountId, shareId, name } }: Of<'end-share'>) {
  const { bridge, browser, shell } = useReverie()
  const words = useWords()
  const shown = isolateName(visibleName(name))
  const end = async () => {
    const outcome = await bridge.invoke('share.delete', { accountId, shareId })
    shell.notify(
      outcome.ok
        ? { text: words('shares.deleted', { name: shown }) }
        : { text: '', failure: outcome.failure },
    )
    void browser.reread()
  }
  return (
    <ConfirmDialog
      title={words('shares.askDelete', { name: shown })}
      text={words('shares.deleteHelp')}
      yes={words('shares.deleteNow')}
      no={words('shares.keep')}
      onYes={() => void end()}
    />
  )
}

export function DeleteVersionDialog({ dialog: { uri, entityId, date } }: Of<'delete-version'>) {
  const { bridge, browser, shell } = useReverie()
  const words = useWords()
  const remove = async () => {
    const place = browser.place()
    if (place.kind !== 'folder') return
    const { accountId } = place
    const outcome = await bridge.invoke('entry.deleteVersion', { accountId, uri, entityId })
    shell.notify(
      outcome.ok
        ? { text: words('details.versionDeleted', { date }) }
        : { text: '', failure: outcome.failure },
    )
    void browser.reread()
  }
  return (
    <ConfirmDialog
      title={words('details.askDeleteVersion', { date })}
      text={words('details.askDeleteVersionHelp')}
      yes={words('details.deleteVersionNow')}
      onYes={() => void remove()}
    />
  )
}
