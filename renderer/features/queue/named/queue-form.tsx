// The facts of one named queue: its name, how many of its large files run at once, its speed, its folder.

import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { NamedQueueView } from '../../../../contract/queue-views.ts'
import type { PickedFolder } from '../../../../contract/views.ts'
import { isSameQueueName, longestQueueName, toQueueName } from '../../../../core/model/named-queue.ts'
import type { Failure } from '../../../../core/model/failure.ts'
import { concurrencyBounds } from '../../../../core/model/settings.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { visibleName } from '../../../../words/visible-name.ts'
import { megabyte, parseMegabytes } from '../../settings/megabytes-field.tsx'
import { queueLabel } from './queue-name.ts'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalS,
  },
  line: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'end' },
  short: { inlineSize: '150px' },
  folder: { flexGrow: 1, minInlineSize: 0 },
  wide: { inlineSize: '100%' },
})

/** Undefined: as it was. Null: that of the settings. */
type FolderChoice = PickedFolder | null | undefined

export function QueueForm({ queue, onDone }: { queue?: NamedQueueView; onDone: () => void }) {
  const { queues } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const [name, setName] = useState(queue === undefined ? '' : queueLabel(queue, words))
  const [atOnce, setAtOnce] = useState(String(queue?.concurrency ?? ''))
  const [limit, setLimit] = useState(
    queue === undefined || queue.speedLimit === 0 ? '' : String(queue.speedLimit / megabyte),
  )
  const [folder, setFolder] = useState<FolderChoice>(undefined)
  const [failure, setFailure] = useState<Failure>()
  const facts = readFacts({ name, atOnce, limit })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (facts === undefined) return
    const wish = {
      concurrency: facts.concurrency,
      speedLimit: facts.speedLimit,
      ...(folder === undefined ? {} : { folder: folder === null ? null : { token: folder.token } }),
    }
    // The default queue is called by the word of the language until it really gets another name.
    const isNamed = queue !== undefined && isSameQueueName(facts.name, queueLabel(queue, words))
    const said = await (queue === undefined
      ? queues.create({ name: facts.name, ...wish })
      : queues.edit({ queueId: queue.id, ...(isNamed ? {} : { name: facts.name }), ...wish }))
    setFailure(said)
    if (said === undefined) onDone()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {failure !== undefined && <FailureMessage failure={failure} />}
      <NameField value={name} onChange={setName} />
      <div className={styles.line}>
        <Field className={styles.short} label={words('transfers.queues.concurrency')}>
          <Input
            className={styles.wide}
            type="number"
            min={concurrencyBounds.min}
            max={concurrencyBounds.max}
            placeholder={words('transfers.queues.noBound')}
            value={atOnce}
            onChange={(_event, { value }) => setAtOnce(value)}
          />
        </Field>
        <Field className={styles.short} label={words('settings.limitValue')}>
          <Input
            className={styles.wide}
            inputMode="decimal"
            placeholder={words('transfers.limit.none')}
            value={limit}
            onChange={(_event, { value }) => setLimit(value)}
          />
        </Field>
      </div>
      <FolderField kept={queue?.folder} choice={folder} onChoose={setFolder} />
      <div className={styles.line}>
        <Button type="submit" appearance="primary" disabledFocusable={facts === undefined}>
          {words(queue === undefined ? 'transfers.queues.create' : 'transfers.queues.save')}
        </Button>
        <Button onClick={onDone}>{words('shell.cancel')}</Button>
      </div>
    </form>
  )
}

function NameField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  return (
    <Field label={words('transfers.queues.name')}>
      <Input
        ref={(element: HTMLInputElement | null) => {
          input.current = element
        }}
        value={value}
        maxLength={longestQueueName}
        onChange={(_event, data) => onChange(data.value)}
      />
    </Field>
  )
}

interface FolderFieldProps {
  kept: string | undefined
  choice: FolderChoice
  onChoose: (choice: FolderChoice) => void
}

function FolderField({ kept, choice, onChoose }: FolderFieldProps) {
  const reverie = useReverie()
  const words = useWords()
  const styles = useStyles()
  const path = choice === null ? undefined : (choice?.path ?? kept)
  const pick = async () => {
    const picked = await reverie.pickFolder()
    if (picked !== undefined) onChoose(picked)
  }
  return (
    <div className={styles.line}>
      <Field className={styles.folder} label={words('settings.folder')}>
        <Input
          className={styles.wide}
          readOnly
          value={path === undefined ? '' : visibleName(path)}
          placeholder={words('transfers.queues.usualFolder')}
        />
      </Field>
      <Button onClick={() => void pick()}>{words('settings.change')}</Button>
      {path !== undefined && (
        <Button onClick={() => onChoose(null)}>{words('transfers.queues.noFolder')}</Button>
      )}
    </div>
  )
}

/** Undefined while something is wrong; an empty field is no bound. */
export function readFacts({ name, atOnce, limit }: { name: string; atOnce: string; limit: string }) {
  const fitting = toQueueName(name)
  const concurrency = atOnce.trim() === '' ? null : Number(atOnce)
  const speedLimit = limit.trim() === '' ? 0 : parseMegabytes(limit)
  if (fitting === undefined || speedLimit === undefined) return undefined
  const { min, max } = concurrencyBounds
  if (concurrency !== null && !(Number.isInteger(concurrency) && concurrency >= min && concurrency <= max))
    return undefined
  return { name: fitting, concurrency, speedLimit }
}
