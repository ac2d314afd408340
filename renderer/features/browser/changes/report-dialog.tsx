// What could not be done, item by item, with the reason of each and the ways out: trying again, or breaking locks.

import { Button, makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components'
import type { ItemFailureView } from '../../../../contract/browser-views.ts'
import type { FileLock } from '../../../../core/model/change.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { FileName } from '../../../ui/file-name.tsx'
import { isolateName, visibleName } from '../../../../words/visible-name.ts'
import { namesOf } from '../places.ts'
import type { BrowserDialog } from '../dialogs.ts'
import { useCommandContext } from '../use-commands.ts'
import { perform } from './perform.ts'
import { inARow } from '../../../../words/sentences.ts'

const useStyles = makeStyles({
  list: { maxBlockSize: '40vh', overflowY: 'auto', marginBlock: tokens.spacingVerticalM },
  item: {
    paddingBlock: tokens.spacingVerticalXS,
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
    display: 'flex',
    flexDirection: 'column',
    minInlineSize: 0,
  },
  name: { fontWeight: tokens.fontWeightSemibold, maxInlineSize: '100%' },
  reason: { color: tokens.colorNeutralForeground2 },
  warning: { whiteSpace: 'normal' },
})

/** More are counted, not listed. */
const mostListed = 200

export function ReportDialog({ dialog }: { dialog: Extract<BrowserDialog, { kind: 'change-report' }> }) {
  const { change, failed, done } = dialog
  const context = useCommandContext()
  const { bridge, shell } = context.reverie
  const words = useWords()
  const styles = useStyles()
  const lockIds = [...new Set(failed.flatMap(({ failure }) => (failure.locks ?? []).flatMap(idOf)))]
  const again = async () => {
    shell.close()
    await perform(context, { ...change, items: failed })
  }
  const unlock = async () => {
    const outcome = await bridge.invoke('entry.unlock', { accountId: change.accountId, lockIds })
    if (outcome.ok) await again()
    else shell.notify({ text: '', failure: outcome.failure })
  }
  return (
    <AskDialog
      title={words('changes.report.title')}
      onClose={shell.close}
      actions={
        <>
          <Button onClick={shell.close}>{words('shell.close')}</Button>
          {lockIds.length > 0 && (
            <Button onClick={() => void unlock()}>{words('changes.report.unlock')}</Button>
          )}
          <Button appearance="primary" onClick={() => void again()}>
            {words('changes.report.again')}
          </Button>
        </>
      }
    >
      <p className="pane-text">
        {done === 0 ? words('changes.report.nothing') : words('changes.report.done', { count: done })}
      </p>
      <ul
        className={`bare-list ${styles.list}`}
        aria-label={words('changes.report.list')}
        tabIndex={0}
        data-first
      >
        {failed.slice(0, mostListed).map((item) => (
          <li key={item.uri} className={styles.item}>
            <FileName name={item.name} className={styles.name} />
            <span className={styles.reason}>{reasonOf(item, words)}</span>
          </li>
        ))}
        {failed.length > mostListed && (
          <li>{words('changes.report.more', { count: failed.length - mostListed })}</li>
        )}
      </ul>
      {lockIds.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody className={styles.warning}>{words('changes.report.unlockHelp')}</MessageBarBody>
        </MessageBar>
      )}
    </AskDialog>
  )
}

function idOf({ lockId }: FileLock): readonly string[] {
  return lockId === undefined ? [] : [lockId]
}

function reasonOf({ uri, failure }: ItemFailureView, words: Words): string {
  const held = (failure.locks ?? []).map((lock) => holderOf(lock, uri, words))
  const what = held.length === 0 ? [words(`failure.${failure.kind}.what`)] : held
  return inARow([...what, words(`failure.${failure.kind}.help`)], words)
}

const holders = ['upload', 'viewer', 'dav', 'rename', 'move', 'delete'] as const

function holderOf({ application, uri: locked }: FileLock, uri: string, words: Words): string {
  const known = holders.find((holder) => holder === application)
  const name =
    known === undefined
      ? words('changes.holder.other', { name: visibleName(application) })
      : words(`changes.holder.${known}`)
  if (locked === uri) return words('changes.report.heldBy', { name })
  const inside = namesOf(locked)
  return words('changes.report.heldInside', { name, path: isolateName(inside.join(' / ')) })
}
