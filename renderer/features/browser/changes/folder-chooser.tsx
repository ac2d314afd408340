// The folders of a site, one level at a time, with the steps above: where one is is what is chosen.

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
import { Fragment } from 'react'
import { useWords } from '../../../app/words/words.ts'
import { EntryIcon } from '../../../ui/entry-icon.tsx'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { FileName } from '../../../ui/file-name.tsx'
import { visibleName } from '../../../../words/visible-name.ts'
import { crumbName, placeName } from '../place-name.ts'
import { crumbsOf, type FolderPlace } from '../places.ts'
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

interface FolderChooserProps {
  place: FolderPlace
  onGo: (place: FolderPlace) => void
  /** Folders that lead nowhere here. */
  isOff?: (uri: string) => boolean
}

export function FolderChooser({ place, onGo, isOff = () => false }: FolderChooserProps) {
  const words = useWords()
  const styles = useStyles()
  const { folders, loading, failure } = useFolders(place)
  const name = visibleName(placeName(place, words))
  return (
    <>
      <Steps place={place} onGo={onGo} />
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
                disabled={isOff(folder.uri)}
                onClick={() => onGo({ ...place, uri: folder.uri })}
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
    </>
  )
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
