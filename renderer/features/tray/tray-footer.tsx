// Speed, the limit switch, and the doors to everything else.

import { Switch } from '@fluentui/react-components'
import { Alert20Regular } from '@fluentui/react-icons/svg/alert'
import { Open20Regular } from '@fluentui/react-icons/svg/open'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { Power20Regular } from '@fluentui/react-icons/svg/power'
import { Settings20Regular } from '@fluentui/react-icons/svg/settings'
import { useStore } from 'zustand'
import type { DesktopPlace } from '../../../contract/desktop-treaty.ts'
import { isEnded, stateKinds } from '../../../core/model/transfer.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { formatSpeed } from '../../ui/format/bytes.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { lastLimit } from '../settings/last-limit.ts'
import { useTrayStyles } from './tray-styles.ts'

export function TrayFooter() {
  const { bridge, queue } = useReverie()
  const words = useWords()
  const styles = useTrayStyles()
  const bytesPerSecond = useStore(queue.store, (state) => state.bytesPerSecond)
  const byState = useStore(queue.store, (state) => state.summary?.byState)
  const open = stateKinds.some(
    (kind) => kind !== 'paused' && !isEnded(kind) && byState !== undefined && byState[kind] > 0,
  )
  const resumes = !open && byState !== undefined && byState.paused > 0
  const show = (place: DesktopPlace) => void bridge.invoke('desktop.show', { place })
  return (
    <footer className={styles.footer}>
      <span className={styles.speed}>{formatSpeed(bytesPerSecond, words)}</span>
      <LimitSwitch />
      <span className={styles.end}>
        {resumes ? (
          <IconButton
            name={words('tray.resumeAll')}
            icon={<Play20Regular />}
            onClick={() => void queue.forAll('queue.resumeAll')}
          />
        ) : (
          <IconButton
            name={words('tray.pauseAll')}
            icon={<Pause20Regular />}
            disabled={!open}
            onClick={() => void queue.forAll('queue.pauseAll')}
          />
        )}
        <IconButton
          name={words('tray.activity')}
          icon={<Alert20Regular />}
          onClick={() => show({ kind: 'activity' })}
        />
        <IconButton
          name={words('tray.open')}
          icon={<Open20Regular />}
          onClick={() => show({ kind: 'window' })}
        />
        <IconButton
          name={words('settings.open')}
          icon={<Settings20Regular />}
          onClick={() => show({ kind: 'settings' })}
        />
        <IconButton
          name={words('tray.quit')}
          icon={<Power20Regular />}
          onClick={() => void bridge.invoke('desktop.quit', {})}
        />
      </span>
    </footer>
  )
}

function LimitSwitch() {
  const { settings } = useReverie()
  const words = useWords()
  const limit = useStore(settings.store, (state) => state.settings?.speedLimit ?? 0)
  const wished = limit > 0 ? limit : lastLimit.read()
  const name = words('tray.limitName', { speed: formatSpeed(wished, words) })
  return (
    <Switch
      label={words('tray.limit')}
      aria-label={name}
      title={name}
      checked={limit > 0}
      onChange={(_event, { checked }) => {
        if (!checked) lastLimit.keep(limit)
        void settings.save({ speedLimit: checked ? wished : 0 })
      }}
    />
  )
}
