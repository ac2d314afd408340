// A download that is more than a click: where it goes, in which queue and how urgently, and when it starts.

import { Button, Field, Input, makeStyles, Select, Text, tokens } from '@fluentui/react-components'
import { useEffect, useState, type FormEvent } from 'react'
import { useStore } from 'zustand'
import type { PickedFolder } from '../../../contract/views.ts'
import { defaultQueueId } from '../../../core/model/named-queue.ts'
import { priorities, type Priority } from '../../../core/model/priority.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { visibleName } from '../../../words/visible-name.ts'
import { queueLabel } from '../queue/named/queue-name.ts'
import { momentText, nextMorningMs, parseMoment } from '../queue/page/moment-field.ts'
import { download } from './download.ts'
import { useCommandContext } from './use-commands.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  folder: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  path: { flexGrow: 1, minInlineSize: 0, overflowWrap: 'anywhere' },
  start: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  submit: { alignSelf: 'start' },
})

export function DownloadOptionsDialog() {
  const { shell } = useReverie()
  const context = useCommandContext()
  const words = useWords()
  const styles = useStyles()
  const [folder, setFolder] = useState<PickedFolder>()
  const [queueId, setQueueId] = useState<string>(defaultQueueId)
  const [priority, setPriority] = useState<Priority>('normal')
  /** Undefined: at once. */
  const [start, setStart] = useState<string>()
  const startAtMs = start === undefined ? undefined : parseMoment(start)
  const isWrong = start !== undefined && (startAtMs === undefined || startAtMs <= Date.now())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWrong) return
    shell.close()
    void download(context, {
      ...(folder === undefined ? {} : { target: { kind: 'picked', token: folder.token } }),
      place: { queueId, priority, ...(startAtMs === undefined ? {} : { startAtMs }) },
    })
  }
  return (
    <AskDialog title={words('browser.options.title')} onClose={shell.close}>
      <form className={styles.form} onSubmit={submit}>
        <FolderField folder={folder} onFolder={setFolder} />
        <QueueField queueId={queueId} onQueue={setQueueId} />
        <Field label={words('transfers.priority.title')}>
          <Select
            value={priority}
            onChange={(_event, { value }) => setPriority(priorities.find((one) => one === value) ?? 'normal')}
          >
            {priorities.map((one) => (
              <option key={one} value={one}>
                {words(`transfers.priority.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        <StartField start={start} isWrong={isWrong} onStart={setStart} />
        <Button type="submit" appearance="primary" className={styles.submit} disabledFocusable={isWrong}>
          {words('browser.command.download')}
        </Button>
      </form>
    </AskDialog>
  )
}

interface FolderFieldProps {
  folder: PickedFolder | undefined
  onFolder: (folder: PickedFolder) => void
}

function FolderField({ folder, onFolder }: FolderFieldProps) {
  const reverie = useReverie()
  const words = useWords()
  const styles = useStyles()
  const pick = async () => {
    const picked = await reverie.pickFolder()
    if (picked !== undefined) onFolder(picked)
  }
  return (
    <Field label={words('accounts.details.folder')}>
      <div className={styles.folder}>
        <Text className={styles.path}>
          {folder === undefined ? words('browser.options.usualFolder') : <bdi>{folder.path}</bdi>}
        </Text>
        <Button type="button" onClick={() => void pick()}>
          {words('accounts.details.folderChange')}
        </Button>
      </div>
    </Field>
  )
}

function QueueField({ queueId, onQueue }: { queueId: string; onQueue: (queueId: string) => void }) {
  const { queues } = useReverie()
  const words = useWords()
  const list = useStore(queues.store, (state) => state.queues)
  useEffect(() => queues.look(), [queues])
  if (list.length < 2) return null
  return (
    <Field label={words('transfers.filter.queue')}>
      <Select value={queueId} onChange={(_event, { value }) => onQueue(value)}>
        {list.map((one) => (
          <option key={one.id} value={one.id}>
            {visibleName(queueLabel(one, words))}
          </option>
        ))}
      </Select>
    </Field>
  )
}

interface StartFieldProps {
  start: string | undefined
  isWrong: boolean
  onStart: (start: string | undefined) => void
}

function StartField({ start, isWrong, onStart }: StartFieldProps) {
  const words = useWords()
  const styles = useStyles()
  const first = () => momentText(nextMorningMs(Date.now()))
  return (
    <>
      <Field label={words('browser.options.start')}>
        <Select
          className={styles.start}
          value={start === undefined ? 'now' : 'later'}
          onChange={(_event, { value }) => onStart(value === 'later' ? first() : undefined)}
        >
          <option value="now">{words('browser.options.now')}</option>
          <option value="later">{words('browser.options.later')}</option>
        </Select>
      </Field>
      {start !== undefined && (
        <Field
          label={words('transfers.later.label')}
          hint={words('transfers.later.hint')}
          {...(isWrong ? { validationMessage: words('transfers.later.past') } : {})}
        >
          <Input
            type="datetime-local"
            value={start}
            min={momentText(Date.now())}
            onChange={(_event, { value }) => onStart(value)}
          />
        </Field>
      )}
    </>
  )
}
