// Asked before everything that is not finished is given up.

import { Button } from '@fluentui/react-components'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'

export function CancelAllDialog() {
  const { queue, shell } = useReverie()
  const words = useWords()
  const cancel = () => {
    shell.close()
    void queue.forAll('queue.cancelAll')
  }
  return (
    <AskDialog
      alert
      title={words('queue.askCancelAll')}
      onClose={shell.close}
      actions={
        <>
          <Button onClick={shell.close}>{words('queue.keepGoing')}</Button>
          <Button appearance="primary" onClick={cancel}>
            {words('queue.cancelAll')}
          </Button>
        </>
      }
    >
      {words('queue.cancelAllHelp')}
    </AskDialog>
  )
}
