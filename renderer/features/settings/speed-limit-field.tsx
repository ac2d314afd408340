// A switch for the limit and, when it is on, its height. Saved when the field is left, so that a figure that is half
// typed limits nothing.

import { Field, Input, makeStyles, Switch, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
})

const megabyte = 1_000_000
const firstLimit = 5 * megabyte

export function SpeedLimitField({ bytesPerSecond }: { bytesPerSecond: number }) {
  const { settings } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const limited = bytesPerSecond > 0
  const save = (speedLimit: number) => void settings.save({ speedLimit })
  return (
    <div className={styles.group}>
      <Switch
        style={{ marginInlineStart: '-8px' }}
        label={words('settings.limit')}
        checked={limited}
        onChange={(_event, { checked }) => save(checked ? firstLimit : 0)}
      />
      {limited && <LimitValue key={bytesPerSecond} bytesPerSecond={bytesPerSecond} onSave={save} />}
    </div>
  )
}

function LimitValue({ bytesPerSecond, onSave }: { bytesPerSecond: number; onSave: (limit: number) => void }) {
  const words = useWords()
  const [typed, setTyped] = useState(String(bytesPerSecond / megabyte))
  const limit = parseMegabytes(typed)
  const commit = () => {
    if (limit !== undefined && limit !== bytesPerSecond) onSave(limit)
  }
  return (
    <Field
      label={words('settings.limitValue')}
      {...(limit === undefined ? { validationMessage: words('settings.limitWrong') } : {})}
    >
      <Input
        value={typed}
        inputMode="decimal"
        onChange={(_event, { value }) => setTyped(value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
        }}
      />
    </Field>
  )
}

/** Whole bytes per second; a decimal comma is fine. Undefined for what is no positive number. */
export function parseMegabytes(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.')
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return undefined
  const bytes = Math.round(Number(trimmed) * megabyte)
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined
}
