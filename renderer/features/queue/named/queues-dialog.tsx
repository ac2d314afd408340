// The named queues: which there are, what they allow, pausing and changing them, and making new ones.

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { Edit20Regular } from '@fluentui/react-icons/svg/edit'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { NamedQueueView } from '../../../../contract/queue-views.ts'
import { defaultQueueId, mostQueues } from '../../../../core/model/named-queue.ts'
import type { Failure } from '../../../../core/model/failure.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { formatSpeed } from '../../../ui/format/bytes.ts'
import { isolateName } from '../../../../words/visible-name.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { QueueForm } from './queue-form.tsx'
import { queueLabel } from './queue-name.ts'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  queue: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  facts: {
    flexGrow: 1,
    minInlineSize: 0,
    display: 'flex',
    flexDirection: 'column',
    overflowWrap: 'anywhere',
  },
  small: { color: tokens.colorNeutralForeground2 },
  ask: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
})

type Editing =
  { readonly kind: 'none' | 'new' } | { readonly kind: 'edit' | 'remove'; readonly queueId: string }

export function QueuesDialog() {
  const { queues, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const { queues: list, failure: unread } = useStore(queues.store)
  const [editing, setEditing] = useState<Editing>({ kind: 'none' })
  const [failure, setFailure] = useState<Failure>()
  useEffect(() => queues.look(), [queues])
  const done = () => setEditing({ kind: 'none' })
  const tell = async (answer: Promise<Failure | undefined>) => setFailure(await answer)
  const shown = failure ?? unread
  return (
    <AskDialog title={words('transfers.queues.title')} onClose={shell.close}>
      <div className={styles.body}>
        {shown !== undefined && <FailureMessage failure={shown} />}
        <ul className={`bare-list ${styles.list}`}>
          {list.map((queue) => (
            <li key={queue.id}>
              {editing.kind === 'edit' && editing.queueId === queue.id ? (
                <QueueForm queue={queue} onDone={done} />
              ) : (
                <QueueLine queue={queue} tell={(answer) => void tell(answer)} onEdit={setEditing} />
              )}
              {editing.kind === 'remove' && editing.queueId === queue.id && (
                <AskRemove
                  queue={queue}
                  onNo={done}
                  onYes={() => {
                    done()
                    void tell(queues.remove(queue.id))
                  }}
                />
              )}
            </li>
          ))}
        </ul>
        {editing.kind === 'new' ? (
          <QueueForm onDone={done} />
        ) : (
          <div>
            <Button
              data-first
              disabledFocusable={list.length >= mostQueues}
              onClick={() => setEditing({ kind: 'new' })}
            >
              {words('transfers.queues.add')}
            </Button>
          </div>
        )}
      </div>
    </AskDialog>
  )
}

interface QueueLineProps {
  queue: NamedQueueView
  tell: (answer: Promise<Failure | undefined>) => void
  onEdit: (editing: Editing) => void
}

function QueueLine({ queue, tell, onEdit }: QueueLineProps) {
  const { queues } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const label = queueLabel(queue, words)
  const name = isolateName(label)
  return (
    <div className={styles.queue}>
      <div className={styles.facts}>
        <Text weight="semibold">
          <bdi>{label}</bdi>
        </Text>
        <Text size={200} className={styles.small}>
          {describe(queue, words)}
        </Text>
      </div>
      <IconButton
        name={words(queue.paused ? 'transfers.queues.resume' : 'transfers.queues.pause', { name })}
        icon={queue.paused ? <Play20Regular /> : <Pause20Regular />}
        onClick={() => tell(queues.setPaused(queue.id, !queue.paused))}
      />
      <IconButton
        name={words('transfers.queues.edit', { name })}
        icon={<Edit20Regular />}
        onClick={() => onEdit({ kind: 'edit', queueId: queue.id })}
      />
      {queue.id !== defaultQueueId && (
        <IconButton
          name={words('transfers.queues.delete', { name })}
          icon={<Delete20Regular />}
          onClick={() => onEdit({ kind: 'remove', queueId: queue.id })}
        />
      )}
    </div>
  )
}

function describe(queue: NamedQueueView, words: Words): string {
  const { concurrency, speedLimit, folder, open, paused } = queue
  return [
    ...(paused ? [words('transfers.queues.paused')] : []),
    words('transfers.queues.holds', { count: open }),
    ...(concurrency === undefined ? [] : [words('transfers.queues.atOnce', { count: concurrency })]),
    ...(speedLimit === 0 ? [] : [words('transfers.limit.at', { speed: formatSpeed(speedLimit, words) })]),
    ...(folder === undefined ? [] : [words('transfers.queues.into', { folder: isolateName(folder) })]),
  ].join(' · ')
}

function AskRemove({ queue, onNo, onYes }: { queue: NamedQueueView; onNo: () => void; onYes: () => void }) {
  const words = useWords()
  const styles = useStyles()
  const label = queueLabel(queue, words)
  return (
    <div className={styles.ask} role="group" aria-label={words('transfers.queues.delete', { name: label })}>
      <Text size={200}>{words('transfers.queues.deleteText')}</Text>
      <Button size="small" autoFocus onClick={onNo}>
        {words('shell.cancel')}
      </Button>
      <Button size="small" appearance="primary" onClick={onYes}>
        {words('transfers.queues.deleteYes')}
      </Button>
    </div>
  )
}
