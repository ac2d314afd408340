// The last few transfers with their buttons; all of them are in the main window.

import { Link } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { PercentText, ProgressLine } from '../queue/progress-line.tsx'
import { RowButtons } from '../queue/row-buttons.tsx'
import { RowName, rowName } from '../queue/row-name.tsx'
import { RowSentence } from '../queue/row-sentence.tsx'
import type { TrayFeature } from './tray-store.ts'
import { useTrayStyles } from './tray-styles.ts'

export function RunningList({ tray }: { tray: TrayFeature }) {
  const { bridge } = useReverie()
  const words = useWords()
  const styles = useTrayStyles()
  const { rows, more } = useStore(tray.store)
  return (
    <section aria-label={words('tray.transfers')}>
      <h2 className={styles.heading}>{words('tray.transfers')}</h2>
      {rows.length === 0 && <div className={styles.quiet}>{words('tray.quiet')}</div>}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id} className={styles.row} aria-label={rowName(row, words)}>
            <span className={styles.texts}>
              <span className={styles.nameLine}>
                <RowName row={row} />
                <PercentText row={row} />
              </span>
              <ProgressLine row={row} />
              <RowSentence row={row} />
            </span>
            <RowButtons row={row} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Link
          className={styles.quiet}
          onClick={() => void bridge.invoke('desktop.show', { place: { kind: 'transfers' } })}
        >
          {words('tray.more', { count: more })}
        </Link>
      )}
    </section>
  )
}
