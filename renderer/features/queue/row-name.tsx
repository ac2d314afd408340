// What a row is called: the name of its file or folder, and how many more a batch was asked for at once. On the screen
// with the name isolated; in words for accessible names, which begin with the name.

import type { QueueRow } from '../../../contract/views.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { FileName } from '../../ui/file-name.tsx'
import { visibleName } from '../../../words/visible-name.ts'
import { useQueueStyles } from './queue-styles.ts'

/** Stands for the name while the words around it are looked up; a visible name never has it. */
const gap = '\u0000'

export function rowName(row: QueueRow, words: Words): string {
  const name = visibleName(row.name)
  return othersOf(row) === 0 ? name : words('queue.nameAndMore', { name, count: othersOf(row) })
}

export function RowName({ row }: { row: QueueRow }) {
  const words = useWords()
  const styles = useQueueStyles()
  const others = othersOf(row)
  if (others === 0) return <FileName name={row.name} className={styles.name} />
  const [before, after] = words('queue.nameAndMore', { name: gap, count: others }).split(gap)
  return (
    <span className={styles.names}>
      <span className={styles.more}>{before}</span>
      <FileName name={row.name} className={styles.name} />
      <span className={styles.more}>{after}</span>
    </span>
  )
}

function othersOf(row: QueueRow): number {
  return row.type === 'batch' ? row.others : 0
}
