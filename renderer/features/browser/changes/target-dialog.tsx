// Where to move or copy: the folders of the user, one level at a time, with the steps above and a way to make a new one.

import {
  Breadcrumb,
  BreadcrumbButton,
  BreadcrumbDivider,
  BreadcrumbItem,
  Button,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components'
import { Fragment, useState } from 'react'
import { formatCloudUri, myFiles } from '../../../../core/model/cloud-uri.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { FileName } from '../../../ui/file-name.tsx'
import { EntryIcon } from '../../../ui/entry-icon.tsx'
import { visibleName } from '../../../ui/format/visible-name.ts'
import { crumbsOf, fileSystemOf, type FolderPlace } from '../places.ts'
import { crumbName, placeName } from '../place-name.ts'
import { useCommandContext } from '../use-commands.ts'
import { chosenItems } from './chosen-items.ts'
import { moveEntries, obstacleTo, type Act } from './move-entries.ts'
import { useFolders } from './use-folders.ts'

const useStyles = makeStyles({
  crumbs: { overflowX: 'auto', marginBlockEnd: tokens.spacingVerticalXS },
  list: {
    blockSize: 'min(280px, 40vh)',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingHorizontalXS,
  },
  folder: {
    inlineSize: '100%',
    justifyContent: 'start',
    fontWeight: tokens.fontWeightRegular,
    minInlineSize: 0,
  },
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
  const { folders, loading, failure } = useFolders(place)
  const name = visibleName(placeName(place, words))
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
      <Steps place={place} onGo={setPlace} />
      <div className={styles.list}>
        {failure !== undefined && <FailureMessage failure={failure} />}
        <ul className="bare-list" aria-label={words('changes.target.list', { name })}>
          {folders.map((folder, index) => (
            <li key={folder.uri}>
              <Button
                appearance="subtle"
                className={styles.folder}
                {...(index === 0 ? { 'data-first': true } : {})}
                icon={<EntryIcon name={folder.name} look="folder" />}
                disabled={items.some(({ uri }) => uri === folder.uri)}
                onClick={() => setPlace({ ...place, uri: folder.uri })}
              >
                <FileName name={folder.name} />
              </Button>
            </li>
          ))}
        </ul>
        {loading && <Spinner size="tiny" label={words('browser.state.loading')} />}
        {!loading && failure === undefined && folders.length === 0 && (
          <Text className={styles.note}>{words('changes.target.none')}</Text>
        )}
      </div>
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

function Steps({ place, onGo }: { place: FolderPlace; onGo: (place: FolderPlace) => void }) {
  const words = useWords()
  const styles = useStyles()
  const crumbs = crumbsOf(place)
  return (
    <Breadcrumb aria-label={words('browser.path')} size="small" className={styles.crumbs}>
      {crumbs.map((crumb, index) => (
        <Fragment key={crumb.place.uri}>
          <BreadcrumbItem>
            <BreadcrumbButton current={index === crumbs.length - 1} onClick={() => onGo(crumb.place)}>
              <FileName name={crumbName(crumb, words)} />
            </BreadcrumbButton>
          </BreadcrumbItem>
          {index < crumbs.length - 1 && <BreadcrumbDivider />}
        </Fragment>
      ))}
    </Breadcrumb>
  )
}
