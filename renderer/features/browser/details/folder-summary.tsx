// What a folder holds, all levels. Only when somebody wants to know: the site has to walk through all of it.

import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { SummaryView } from '../../../../contract/browser-views.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { formatBytes } from '../../../ui/format/bytes.ts'

export function FolderSummary({ accountId, uri }: { accountId: string; uri: string }) {
  const { bridge, shell } = useReverie()
  const words = useWords()
  const [summary, setSummary] = useState<SummaryView>()
  const [asking, setAsking] = useState(false)
  const ask = async () => {
    setAsking(true)
    const outcome = await bridge.invoke('browser.summary', { accountId, uri })
    setAsking(false)
    if (outcome.ok) setSummary(outcome.value)
    else shell.notify({ text: '', failure: outcome.failure })
  }
  return (
    <section>
      <h3 className="pane-heading">{words('details.summary')}</h3>
      <p role="status" className="pane-text">
        {summary !== undefined && summaryWords(summary, words)}
        {asking && words('details.counting')}
      </p>
      {summary === undefined && !asking && (
        <Button size="small" onClick={() => void ask()}>
          {words('details.count')}
        </Button>
      )}
    </section>
  )
}

function summaryWords({ sizeBytes, files, folders, complete }: SummaryView, words: Words): string {
  const line = words('details.summaryLine', {
    size: formatBytes(sizeBytes, words),
    files: words('details.files', { count: files }),
    folders: words('details.folders', { count: folders }),
  })
  return complete ? line : words('details.atLeast', { line })
}
