// What can be done with one pair: the two one needs often as buttons, the others in a menu.

import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { Edit20Regular } from '@fluentui/react-icons/svg/edit'
import { Folder20Regular } from '@fluentui/react-icons/svg/folder'
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open'
import { FolderSearch20Regular } from '@fluentui/react-icons/svg/folder-search'
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { TaskListLtr20Regular } from '@fluentui/react-icons/svg/task-list-ltr'
import { useStore } from 'zustand'
import type { PairView } from '../../../contract/sync-views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { placeOfPair } from './pair-way.tsx'
import { useSyncStyles } from './sync-styles.ts'

interface PairButtonsProps {
  pair: PairView
  onPlan: () => void
}

export function PairButtons({ pair, onPlan }: PairButtonsProps) {
  const { sync } = useReverie()
  const words = useWords()
  const styles = useSyncStyles()
  const { id, paused, state } = pair
  const isBusy = state.kind === 'checking' || state.kind === 'running'
  return (
    <span className={styles.buttons}>
      <IconButton
        name={words('sync.action.run')}
        icon={<ArrowSync20Regular />}
        disabled={paused || isBusy || state.kind === 'asking'}
        onClick={() => void sync.run(id)}
      />
      {paused ? (
        <IconButton
          name={words('sync.action.resume')}
          icon={<Play20Regular />}
          onClick={() => void sync.resume(id)}
        />
      ) : (
        <IconButton
          name={words('sync.action.pause')}
          icon={<Pause20Regular />}
          onClick={() => void sync.pause(id)}
        />
      )}
      <MoreMenu pair={pair} onPlan={onPlan} />
    </span>
  )
}

function MoreMenu({ pair, onPlan }: PairButtonsProps) {
  const { browser, host, shell, sync } = useReverie()
  const words = useWords()
  const canOpen = useStore(host.store, (state) => state.host?.canOpenFiles === true)
  const name = words('sync.action.more', { name: isolateName(pair.label) })
  const { id: pairId } = pair
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontal20Regular />} aria-label={name} title={name} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<TaskListLtr20Regular />} onClick={onPlan}>
            {words('sync.action.plan')}
          </MenuItem>
          {canOpen && (
            <MenuItem icon={<FolderOpen20Regular />} onClick={() => void sync.reveal(pairId)}>
              {words('sync.action.revealFolder')}
            </MenuItem>
          )}
          <MenuItem icon={<Folder20Regular />} onClick={() => browser.go(placeOfPair(pair))}>
            {words('sync.action.remote')}
          </MenuItem>
          <MenuDivider />
          <MenuItem icon={<Edit20Regular />} onClick={() => shell.open({ kind: 'edit-pair', pairId })}>
            {words('sync.action.edit')}
          </MenuItem>
          <MenuItem
            icon={<FolderSearch20Regular />}
            onClick={() => shell.open({ kind: 'compare-pair', pairId, take: false })}
          >
            {words('sync.action.compare')}
          </MenuItem>
          <MenuItem icon={<Delete20Regular />} onClick={() => shell.open({ kind: 'remove-pair', pairId })}>
            {words('sync.action.remove')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
