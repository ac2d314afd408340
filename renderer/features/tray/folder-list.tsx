// Folders that were pinned or visited: one button opens them in the main window, the other downloads them.

import { Button } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { Folder20Regular } from '@fluentui/react-icons/svg/folder'
import { Pin20Regular } from '@fluentui/react-icons/svg/pin'
import { useStore } from 'zustand'
import { useWords } from '../../app/words/words.ts'
import { visibleName } from '../../../words/visible-name.ts'
import { FileName } from '../../ui/file-name.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { TrayFeature } from './tray-store.ts'
import { useTrayStyles } from './tray-styles.ts'

export function FolderList({ tray }: { tray: TrayFeature }) {
  const words = useWords()
  const styles = useTrayStyles()
  const places = useStore(tray.store, (state) => state.places)
  if (places.length === 0) return null
  return (
    <section aria-label={words('tray.folders')}>
      <h2 className={styles.heading}>{words('tray.folders')}</h2>
      <ul className={styles.list}>
        {places.map(({ accountId, uri, name, kind }) => (
          <li key={`${accountId} ${uri}`} className={styles.row} style={{ minBlockSize: '36px' }}>
            <Button
              appearance="subtle"
              className={styles.placeName}
              icon={kind === 'pinned' ? <Pin20Regular /> : <Folder20Regular />}
              aria-label={words('tray.openFolder', { name: visibleName(name) })}
              onClick={() => void tray.show({ accountId, uri })}
            >
              <FileName name={name} />
            </Button>
            <IconButton
              name={words('tray.downloadFolder', { name: visibleName(name) })}
              icon={<ArrowDownload20Regular />}
              onClick={() => void tray.take({ kind: 'entry', accountId, uri, name, site: '', folder: true })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
