// Draws the dialog of the browser that is open.

import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { Preview } from '../preview/preview.tsx'
import {
  DeleteDialog,
  DeleteVersionDialog,
  EmptyTrashDialog,
  EndShareDialog,
} from './changes/confirmations.tsx'
import { NameDialog } from './changes/name-dialog.tsx'
import { NewFolderDialog } from './changes/new-folder-dialog.tsx'
import { ReportDialog } from './changes/report-dialog.tsx'
import { TargetDialog } from './changes/target-dialog.tsx'
import type { BrowserDialog } from './dialogs.ts'
import { downloadAs } from './download.ts'
import { DownloadOptionsDialog } from './download-options-dialog.tsx'
import { DirectLinksDialog } from './shares/direct-links-dialog.tsx'
import { NewShareDialog } from './shares/share-dialog.tsx'
import { ShortcutsSheet } from './shortcuts-sheet/shortcuts-sheet.tsx'
import { useCommandContext } from './use-commands.ts'

export function OneBrowserDialog({ dialog }: { dialog: BrowserDialog }) {
  switch (dialog.kind) {
    case 'new-folder':
      return <NewFolderDialog />
    case 'download-as':
      return <DownloadAsDialog dialog={dialog} />
    case 'download-options':
      return <DownloadOptionsDialog />
    case 'target':
      return <TargetDialog act={dialog.act} />
    case 'delete-for-good':
      return <DeleteDialog />
    case 'empty-trash':
      return <EmptyTrashDialog />
    case 'change-report':
      return <ReportDialog dialog={dialog} />
    case 'new-share':
      return <NewShareDialog dialog={dialog} />
    case 'end-share':
      return <EndShareDialog dialog={dialog} />
    case 'direct-links':
      return <DirectLinksDialog dialog={dialog} />
    case 'delete-version':
      return <DeleteVersionDialog dialog={dialog} />
    case 'preview':
      return <Preview uri={dialog.uri} />
    case 'shortcuts':
      return <ShortcutsSheet />
  }
}

function DownloadAsDialog({
  dialog: { uri, name },
}: {
  dialog: Extract<BrowserDialog, { kind: 'download-as' }>
}) {
  const { shell } = useReverie()
  const context = useCommandContext()
  const words = useWords()
  return (
    <NameDialog
      title={words('changes.downloadAs.title')}
      label={words('changes.downloadAs.label')}
      submit={words('changes.downloadAs.start')}
      first={name}
      onClose={shell.close}
      onName={async (chosen) => {
        await downloadAs(context, { uri, name: chosen })
        return undefined
      }}
    />
  )
}
