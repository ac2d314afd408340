// The options of the program on this computer, and what one saves for whoever helps. Only where the host is a desktop.

import { Button, Field, makeStyles, Select, Switch, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useStore } from 'zustand'
import { noticeLevels, type DesktopOptions, type NoticeLevel } from '../../../core/model/desktop-options.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { ShortcutField } from './shortcut-field.tsx'

const useStyles = makeStyles({
  group: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    marginBlockStart: '8px',
    minInlineSize: 0,
  },
  summary: { cursor: 'pointer', fontWeight: tokens.fontWeightSemibold },
  hint: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
})

const switches = [
  'startAtLogin',
  'keepInTray',
  'keepAwake',
  'pauseOnBattery',
  'pauseOnMetered',
] as const satisfies readonly (keyof DesktopOptions)[]

export function DesktopFields({ options }: { options: DesktopOptions }) {
  const { host, settings } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const facts = useStore(host.store, (state) => state.host?.desktop)
  if (facts === undefined) return null
  const save = (patch: Partial<DesktopOptions>) => void settings.save({ desktop: { ...options, ...patch } })
  const offered = switches.filter((name) => name !== 'pauseOnMetered' || facts.tellsMetered)
  return (
    <details>
      <summary className={styles.summary}>{words('desktop.title')}</summary>
      <div className={styles.group}>
        {offered.map((name) => (
          <Switch
            key={name}
            style={{ marginInlineStart: '-8px' }}
            label={words(`desktop.${name}`)}
            checked={options[name]}
            onChange={(_event, { checked }) => save({ [name]: checked })}
          />
        ))}
        {!facts.tellsMetered && (
          <Text size={200} className={styles.hint}>
            {words('desktop.meteredUntold')}
          </Text>
        )}
        <Field label={words('desktop.notices')}>
          <Select
            value={options.notices}
            onChange={(_event, { value }) => save({ notices: value as NoticeLevel })}
          >
            {noticeLevels.map((level) => (
              <option key={level} value={level}>
                {words(`desktop.notice.${level}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field hint={words('desktop.watchClipboardHint')}>
          <Switch
            style={{ marginInlineStart: '-8px' }}
            label={words('desktop.watchClipboard')}
            checked={options.watchClipboard}
            onChange={(_event, { checked }) => save({ watchClipboard: checked })}
          />
        </Field>
        <ShortcutField
          value={options.trayShortcut}
          taken={facts.shortcut === 'taken'}
          onSave={(trayShortcut) => save({ trayShortcut })}
        />
      </div>
    </details>
  )
}

export function DiagnosticsField() {
  const { bridge, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const [path, setPath] = useState<string>()
  const save = async () => {
    const outcome = await bridge.invoke('diagnostics.save', {})
    if (!outcome.ok) return shell.notify({ text: '', failure: outcome.failure })
    if (outcome.value.path !== null) setPath(outcome.value.path)
  }
  return (
    <div className={styles.group}>
      <Button onClick={() => void save()}>{words('desktop.diagnostics')}</Button>
      <Text size={200} className={styles.hint} role="status">
        {path === undefined
          ? words('desktop.diagnosticsHint')
          : words('desktop.diagnosticsSaved', { path: isolateName(path) })}
      </Text>
    </div>
  )
}
