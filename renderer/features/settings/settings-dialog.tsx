// The settings, applied as they are changed. Where the host keeps them is its own affair.

import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { conflictPolicies, type ChosenPolicy } from '../../../core/model/conflict.ts'
import { concurrencyBounds, type Settings } from '../../../core/model/settings.ts'
import type { SettingsView } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { DesktopFields, DiagnosticsField } from '../desktop/desktop-fields.tsx'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { visibleName } from '../../../words/visible-name.ts'
import { UpdatesField } from '../updates/updates-field.tsx'
import { LanguageField } from './language-field.tsx'
import { SpeedLimitField } from './speed-limit-field.tsx'
import { NumberField, TransferFields } from './transfer-fields.tsx'

const useStyles = makeStyles({
  fields: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    // A long choice is cut rather than making the dialog scroll sideways.
    '& .fui-Select, & select': { minInlineSize: 0, maxInlineSize: '100%' },
  },
  folder: { display: 'flex', gap: tokens.spacingHorizontalS },
  path: { flexGrow: 1, minInlineSize: 0 },
})

const themes = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][]

export function SettingsDialog() {
  const { shell, settings } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const { settings: values, failure } = useStore(settings.store)
  return (
    <AskDialog title={words('settings.title')} onClose={shell.close}>
      <div className={styles.fields}>
        {failure !== undefined && <FailureMessage failure={failure} />}
        {values !== undefined && <SettingsFields values={values} />}
      </div>
    </AskDialog>
  )
}

function SettingsFields({ values }: { values: SettingsView }) {
  const { settings } = useReverie()
  const words = useWords()
  return (
    <>
      <FolderField folder={values.downloadFolder} />
      <Field label={words('settings.conflict')}>
        <Select
          value={values.conflict}
          onChange={(_event, { value }) => void settings.save({ conflict: value as ChosenPolicy })}
        >
          {conflictPolicies.map((policy) => (
            <option key={policy} value={policy}>
              {words(`settings.policy.${policy}`)}
            </option>
          ))}
        </Select>
      </Field>
      <NumberField
        label={words('settings.concurrency')}
        hint={words('settings.concurrencyHint')}
        value={values.concurrency}
        bounds={concurrencyBounds}
        onSave={(concurrency) => void settings.save({ concurrency })}
      />
      <SpeedLimitField bytesPerSecond={values.speedLimit} />
      <Field label={words('settings.theme')}>
        <Select
          value={values.theme}
          onChange={(_event, { value }) => void settings.save({ theme: value as Settings['theme'] })}
        >
          {themes.map((theme) => (
            <option key={theme} value={theme}>
              {words(`settings.themes.${theme}`)}
            </option>
          ))}
        </Select>
      </Field>
      <LanguageField choice={values.language} />
      <TransferFields values={values} />
      <DesktopFields options={values.desktop} />
      <DiagnosticsField />
      <UpdatesField options={values.desktop} />
    </>
  )
}

function FolderField({ folder }: { folder: string }) {
  const { settings, pickFolder } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const change = async () => {
    const picked = await pickFolder()
    if (picked !== undefined) await settings.useFolder(picked.token)
  }
  return (
    <div className={styles.folder}>
      <Field label={words('settings.folder')} className={styles.path}>
        <Input readOnly value={visibleName(folder)} title={visibleName(folder)} dir="auto" />
      </Field>
      <Field label={'\u00a0'}>
        <Button onClick={() => void change()}>{words('settings.change')}</Button>
      </Field>
    </div>
  )
}
