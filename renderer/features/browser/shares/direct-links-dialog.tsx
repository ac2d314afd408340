// Permanent direct links of files. They are made when asked for, not when the dialog opens: each stays for ever.

import { Button, Field, Text, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { Failure } from '../../../../core/model/failure.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { copyText } from '../changes/copy-address.ts'
import type { BrowserDialog } from '../dialogs.ts'
import { useCommandContext } from '../use-commands.ts'

export function DirectLinksDialog({
  dialog: { uris },
}: {
  dialog: Extract<BrowserDialog, { kind: 'direct-links' }>
}) {
  const context = useCommandContext()
  const { shell, bridge, browser } = useReverie()
  const words = useWords()
  const [made, setMade] = useState<{ links?: string; failure?: Failure }>({})
  const create = async () => {
    const place = browser.place()
    if (place.kind !== 'folder') return
    const outcome = await bridge.invoke('entry.directLinks', { accountId: place.accountId, uris: [...uris] })
    setMade(
      outcome.ok
        ? { links: outcome.value.links.map(({ link }) => link).join('\n') }
        : { failure: outcome.failure },
    )
  }
  const { links, failure } = made
  return (
    <AskDialog
      title={words(uris.length === 1 ? 'changes.direct.title' : 'changes.direct.titleMany')}
      onClose={shell.close}
      actions={
        <>
          <Button onClick={shell.close}>{words('shell.close')}</Button>
          <Button
            appearance="primary"
            onClick={() =>
              void (links === undefined ? create() : copyText(context, links, words('changes.share.copied')))
            }
          >
            {words(links === undefined ? 'changes.direct.create' : 'changes.direct.copy')}
          </Button>
        </>
      }
    >
      {failure !== undefined && <FailureMessage failure={failure} />}
      <Text>{words('changes.direct.help')}</Text>
      {links !== undefined && (
        <Field label={words('changes.direct.links')}>
          <Textarea readOnly value={links} rows={Math.min(8, uris.length + 1)} dir="ltr" />
        </Field>
      )}
    </AskDialog>
  )
}
