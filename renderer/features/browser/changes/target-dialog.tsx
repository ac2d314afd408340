// Where to move or copy: the folders of the user, one level at a time.

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { formatCloudUri, myFiles } from '../../../../core/model/cloud-uri.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { fileSystemOf, type FolderPlace } from '../places.ts'
import { useCommandContext } from '../use-commands.ts'
import { chosenItems } from './chosen-items.ts'
import { FolderChooser } from './folder-chooser.tsx'
import { moveEntries, obstacleTo, type Act } from './move-entries.ts'

const useStyles = makeStyles({
  note: { display: 'block', minBlockSize: '20px', color: tokens.colorNeutralForeground2 },
})

export function TargetDialog({ act }: { act: Act }) {
  const context = useCommandContext()
  const { browser, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const [place, setPlace] = useState<FolderPlace>(() => firstPlace(browser.place()))
  const items = browser.chosen().map(({ uri, name }) => ({ uri, name }))
  const obstacle = obstacleTo(items, place.uri, act)
  const accept = async () => {
    shell.close()
    const all = await chosenItems(context)
    if (all !== undefined)
      await moveEntries(context, { act, accountId: place.accountId, items: all, to: place.uri })
  }
  return (
    <AskDialog
      title={words(`changes.target.${act}Title`)}
      onClose={shell.close}
      actions={
        <>
          <Button onClick={shell.close}>{words('shell.cancel')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={obstacle !== undefined}
            onClick={() => void accept()}
          >
            {words(`changes.target.${act}`)}
          </Button>
        </>
      }
    >
      <FolderChooser
        place={place}
        onGo={setPlace}
        isOff={(folder) => items.some(({ uri }) => uri === folder)}
      />
      <Text size={200} className={styles.note} role="status">
        {obstacle !== undefined && words(`changes.target.${obstacle}`)}
      </Text>
    </AskDialog>
  )
}

/** One begins where one is, as long as that is one's own drive. */
function firstPlace(place: ReturnType<ReturnType<typeof useReverie>['browser']['place']>): FolderPlace {
  const accountId = place.kind === 'home' ? '' : place.accountId
  if (place.kind === 'folder' && fileSystemOf(place) === 'my')
    return { kind: 'folder', accountId, uri: place.uri }
  return { kind: 'folder', accountId, uri: formatCloudUri(myFiles) }
}
