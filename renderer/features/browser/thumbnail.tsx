// The picture of an entry, from the host's own route; the icon of its kind until it is there, and instead of it where
// there is none. A tile that only flies by while one scrolls asks for nothing.

import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { useState } from 'react'
import { useStore } from 'zustand'
import { hasThumbnail, thumbnailAddress } from '../../../contract/remote-routes.ts'
import { readDoorKey, withDoorKey } from '../../bridge/door-key.ts'
import type { EntryView } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { EntryIcon } from '../../ui/entry-icon.tsx'
import { useDelayed } from '../../ui/use-delayed.ts'
import { useFileListStyles } from './file-list-styles.ts'

const useStyles = makeStyles({
  frame: { position: 'relative', display: 'flex', alignItems: 'center', justifyContent: 'center' },
  icon: { inlineSize: '48px', blockSize: '48px' },
  picture: { position: 'absolute', inset: 0, inlineSize: '100%', blockSize: '100%', objectFit: 'contain' },
})

const restMs = 120

export function Thumbnail({ entry, className }: { entry: EntryView; className?: string }) {
  const { browser } = useReverie()
  const list = useFileListStyles()
  const styles = useStyles()
  const place = browser.place()
  const extensions = useStore(browser.store, ({ space }) => space?.thumbnailExtensions)
  const [state, setState] = useState<'asked' | 'shown' | 'none'>('asked')
  const resting = useDelayed(true, restMs)
  const wanted =
    extensions !== undefined && hasThumbnail(entry, new Set(extensions)) && place.kind === 'folder'
  return (
    <span className={mergeClasses(styles.frame, className)}>
      {state !== 'shown' && (
        <EntryIcon
          name={entry.name}
          look={entry.kind}
          className={mergeClasses(styles.icon, entry.kind === 'folder' ? list.folder : list.file)}
        />
      )}
      {wanted && resting && state !== 'none' && (
        <img
          className={styles.picture}
          style={state === 'shown' ? {} : { visibility: 'hidden' }}
          src={withDoorKey(thumbnailAddress(place.accountId, entry), readDoorKey(localStorage))}
          alt=""
          draggable={false}
          onLoad={() => setState('shown')}
          onError={() => setState('none')}
        />
      )}
    </span>
  )
}
