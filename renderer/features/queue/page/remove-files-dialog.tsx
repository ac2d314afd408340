// Asked before files are deleted together with their rows, and told afterwards which ones were left alone, and why.

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useStore } from 'zustand'
import type { FileRemoval, RemovalWay } from '../../../../core/model/file-removal.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { visibleName } from '../../../../words/visible-name.ts'
import { rowName } from '../row-name.tsx'
import type { ChosenRow } from './choice.ts'
import { useRowActs } from './use-row-acts.ts'

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    maxBlockSize: '30vh',
    overflowY: 'auto',
    overflowWrap: 'anywhere',
  },
})

const mostNamed = 5

export function RemoveFilesDialog({ chosen }: { chosen: readonly ChosenRow[] }) {
  const { host, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const acts = useRowActs()
  const hasTrash = useStore(host.store, (state) => state.host?.hasTrash === true)
  const remove = (way: RemovalWay) => {
    shell.close()
    void acts.removeFiles(chosen, way)
  }
  return (
    <AskDialog
      alert
      title={words('transfers.files.title', { count: chosen.length })}
      onClose={shell.close}
      actions={
        <>
          <Button data-first onClick={shell.close}>
            {words('shell.cancel')}
          </Button>
          <Button appearance={hasTrash ? 'secondary' : 'primary'} onClick={() => remove('delete')}>
            {words('transfers.files.delete')}
          </Button>
          {hasTrash && (
            <Button appearance="primary" onClick={() => remove('trash')}>
              {words('transfers.files.trash')}
            </Button>
          )}
        </>
      }
    >
      <ul className={styles.list}>
        {chosen.slice(0, mostNamed).map(({ row, level }) => (
          <li key={`${level} ${row.id}`}>
            <bdi>{rowName(row, words)}</bdi>
            {row.type === 'batch' && ` – ${words('transfers.files.inside', { count: row.filesDone })}`}
          </li>
        ))}
        {chosen.length > mostNamed && (
          <li>{words('transfers.files.others', { count: chosen.length - mostNamed })}</li>
        )}
      </ul>
      <p>{words('transfers.files.text')}</p>
    </AskDialog>
  )
}

export function KeptFilesDialog({ removal }: { removal: FileRemoval }) {
  const { shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const { kept, keptTotal, files } = removal
  return (
    <AskDialog title={words('transfers.kept.title', { count: keptTotal })} onClose={shell.close}>
      <p>{words('transfers.kept.gone', { count: files })}</p>
      {/* Longer than the dialog: the keyboard has to be able to scroll it. */}
      <ul className={styles.list} tabIndex={0} aria-label={words('transfers.kept.list')} data-first>
        {kept.map(({ transferId, name, reason, code }) => (
          <li key={transferId}>
            <bdi>{visibleName(name)}</bdi>
            {` – ${words(`transfers.kept.${reason}`)}`}
            {code !== undefined && ` (${code})`}
          </li>
        ))}
        {keptTotal > kept.length && (
          <li>{words('transfers.files.others', { count: keptTotal - kept.length })}</li>
        )}
      </ul>
    </AskDialog>
  )
}
