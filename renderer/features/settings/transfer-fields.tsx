// What most people leave as it is: connections, space to keep, checksums, hours of the week.

import { Field, makeStyles, SpinButton, Switch, Text, tokens } from '@fluentui/react-components'
import { connectionsPerFileBounds, connectionBounds } from '../../../core/model/settings.ts'
import type { SettingsView } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { MegabytesField } from './megabytes-field.tsx'
import { ScheduleField } from './schedule-field.tsx'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  summary: { cursor: 'pointer', marginBlockEnd: tokens.spacingVerticalM },
})

export function TransferFields({ values }: { values: SettingsView }) {
  const { settings } = useReverie()
  const words = useWords()
  const styles = useStyles()
  return (
    <details>
      <summary className={styles.summary}>
        <Text weight="semibold">{words('settings.more')}</Text>
      </summary>
      <div className={styles.fields}>
        <NumberField
          label={words('settings.connectionsPerFile')}
          hint={words('settings.connectionsPerFileHint')}
          value={values.connectionsPerFile}
          bounds={connectionsPerFileBounds}
          onSave={(connectionsPerFile) => void settings.save({ connectionsPerFile })}
        />
        <NumberField
          label={words('settings.connections')}
          value={values.connections}
          bounds={connectionBounds}
          onSave={(connections) => void settings.save({ connections })}
        />
        <MegabytesField
          key={`keep-${values.keepFloorBytes}`}
          label={words('settings.keepFloor')}
          hint={words('settings.keepFloorHint')}
          bytes={values.keepFloorBytes}
          positive={false}
          onSave={(keepFloorBytes) => void settings.save({ keepFloorBytes })}
        />
        <MegabytesField
          key={`start-${values.startFloorBytes}`}
          label={words('settings.startFloor')}
          bytes={values.startFloorBytes}
          positive={false}
          onSave={(startFloorBytes) => void settings.save({ startFloorBytes })}
        />
        <Switch
          style={{ marginInlineStart: '-8px' }}
          label={words('settings.sha256')}
          checked={values.sha256}
          onChange={(_event, { checked }) => void settings.save({ sha256: checked })}
        />
        <ScheduleField rules={values.schedule} />
      </div>
    </details>
  )
}

interface NumberFieldProps {
  label: string
  hint?: string
  value: number
  bounds: { readonly min: number; readonly max: number }
  onSave: (value: number) => void
}

export function NumberField({ label, hint, value, bounds, onSave }: NumberFieldProps) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <SpinButton
        value={value}
        min={bounds.min}
        max={bounds.max}
        onChange={(_event, { value: stepped, displayValue }) => {
          const wished = Math.round(stepped ?? Number(displayValue))
          if (wished >= bounds.min && wished <= bounds.max) onSave(wished)
        }}
      />
    </Field>
  )
}
