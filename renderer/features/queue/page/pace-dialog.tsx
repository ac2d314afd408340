// Own connections and an own speed limit for chosen transfers; an empty field leaves it to the settings, or for one file
// to its download.

import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useState, type FormEvent } from 'react'
import { connectionsPerFileBounds } from '../../../../core/model/settings.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { megabyte, parseMegabytes } from '../../settings/megabytes-field.tsx'
import type { ChosenRow } from './choice.ts'
import { useRowActs } from './use-row-acts.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, alignItems: 'start' },
})

export function PaceDialog({ chosen }: { chosen: readonly ChosenRow[] }) {
  const { shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const acts = useRowActs()
  // One is changed; several are given the same.
  const row = chosen.length === 1 ? chosen[0]?.row : undefined
  const [connections, setConnections] = useState(String(row?.connections ?? ''))
  const [limit, setLimit] = useState(row?.speedLimit === undefined ? '' : String(row.speedLimit / megabyte))
  const pace = readPace({ connections, limit })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (pace === undefined) return
    shell.close()
    void acts.setPace(chosen, pace)
  }
  return (
    <AskDialog title={words('transfers.pace.title', { count: chosen.length })} onClose={shell.close}>
      <form className={styles.form} onSubmit={submit}>
        <Field label={words('settings.connectionsPerFile')} hint={words('transfers.pace.empty')}>
          <Input
            type="number"
            min={connectionsPerFileBounds.min}
            max={connectionsPerFileBounds.max}
            value={connections}
            onChange={(_event, { value }) => setConnections(value)}
          />
        </Field>
        <Field label={words('settings.limitValue')} hint={words('transfers.pace.empty')}>
          <Input inputMode="decimal" value={limit} onChange={(_event, { value }) => setLimit(value)} />
        </Field>
        <Button type="submit" appearance="primary" disabledFocusable={pace === undefined}>
          {words('transfers.pace.submit')}
        </Button>
      </form>
    </AskDialog>
  )
}

/** Undefined while something is wrong; null leaves it to others. */
function readPace({ connections, limit }: { connections: string; limit: string }) {
  const count = connections.trim() === '' ? null : Number(connections)
  const speedLimit = limit.trim() === '' ? null : parseMegabytes(limit)
  const { min, max } = connectionsPerFileBounds
  if (count !== null && !(Number.isInteger(count) && count >= min && count <= max)) return undefined
  if (speedLimit === undefined || speedLimit === 0) return undefined
  return { connections: count, speedLimit }
}
