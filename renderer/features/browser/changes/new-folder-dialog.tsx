// A new folder in the one that is open; it is selected once it is there.

import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { isolateName } from '../../../../words/visible-name.ts'
import { NameDialog } from './name-dialog.tsx'

export function NewFolderDialog() {
  const { bridge, browser, shell } = useReverie()
  const words = useWords()
  return (
    <NameDialog
      title={words('changes.newFolder.title')}
      label={words('changes.newFolder.label')}
      submit={words('changes.newFolder.create')}
      onClose={shell.close}
      onName={async (name) => {
        const place = browser.place()
        if (place.kind !== 'folder') return undefined
        const outcome = await bridge.invoke('entry.createFolder', {
          accountId: place.accountId,
          uri: place.uri,
          name,
        })
        if (!outcome.ok) return outcome.failure
        shell.notify({ text: words('changes.newFolder.done', { name: isolateName(name) }) })
        void browser.reread(outcome.value.entry.uri)
        return undefined
      }}
    />
  )
}
