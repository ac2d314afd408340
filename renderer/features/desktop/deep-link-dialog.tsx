// A link of another program or page wants something: it says which site and what before anything happens, and a share is
// looked at only after the first yes.

import { Button, Field, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useStore } from 'zustand'
import { formatCloudUri } from '../../../core/model/cloud-uri.ts'
import type { DeepLink } from '../../../core/model/deep-link.ts'
import type { Failure } from '../../../core/model/failure.ts'
import { useReverie, type Reverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { hostOf } from '../accounts/accounts-store.ts'

const useStyles = makeStyles({
  facts: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
})

interface Found {
  readonly accountId: string
  readonly uri: string
  readonly name: string
}

type Step =
  | { readonly kind: 'asked' | 'busy' }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'failed'; readonly failure: Failure }

export function DeepLinkDialog({ link }: { link: DeepLink }) {
  const reverie = useReverie()
  const { shell, accounts } = reverie
  const words = useWords()
  const list = useStore(accounts.store, (state) => state.accounts)
  const account = list.find(({ site, kind }) => site === link.site && kind === 'user')
  const isShare = link.shareLink !== undefined
  const own: Found | undefined =
    isShare || account === undefined
      ? undefined
      : { accountId: account.id, uri: formatCloudUri(link.uri), name: nameOf(link) }
  const [step, setStep] = useState<Step>({ kind: 'asked' })
  const found = step.kind === 'found' ? step.found : own

  const look = async () => {
    setStep({ kind: 'busy' })
    const outcome = await reverie.bridge.invoke('share.open', { link: link.shareLink ?? '' })
    if (!outcome.ok) return setStep({ kind: 'failed', failure: outcome.failure })
    // The dialog for shares asks for passwords.
    if (outcome.value.step === 'password')
      return shell.open({ kind: 'share', link: link.shareLink ?? '', askPassword: true })
    setStep({ kind: 'found', found: outcome.value })
  }
  const agree = async (target: Found) => {
    setStep({ kind: 'busy' })
    const failure = await act(reverie, link, target)
    if (failure !== undefined) return setStep({ kind: 'failed', failure })
    shell.close()
    if (link.action === 'download')
      shell.notify({
        text: words('desktop.link.added', { name: isolateName(target.name) }),
        showTransfers: true,
      })
  }
  const busy = step.kind === 'busy'
  return (
    <AskDialog
      title={words(`desktop.link.title.${link.action}`)}
      onClose={shell.close}
      actions={
        <>
          <Button onClick={shell.close}>{words('shell.cancel')}</Button>
          {found !== undefined ? (
            <Button appearance="primary" disabled={busy} onClick={() => void agree(found)}>
              {words(`desktop.link.${link.action}`)}
            </Button>
          ) : isShare ? (
            <Button appearance="primary" disabled={busy} onClick={() => void look()}>
              {words(busy ? 'desktop.link.looking' : 'desktop.link.look')}
            </Button>
          ) : (
            <Button appearance="primary" onClick={() => shell.open({ kind: 'sign-in', site: link.site })}>
              {words('desktop.link.signIn')}
            </Button>
          )}
        </>
      }
    >
      {step.kind === 'failed' && <FailureMessage failure={step.failure} />}
      <Facts link={link} known={list.some(({ site }) => site === link.site)} />
      {step.kind === 'found' && (
        <Text role="status">{words('desktop.link.found', { name: isolateName(step.found.name) })}</Text>
      )}
    </AskDialog>
  )
}

function Facts({ link, known }: { link: DeepLink; known: boolean }) {
  const words = useWords()
  const styles = useStyles()
  const isShare = link.shareLink !== undefined
  const what = isShare ? link.uri.owner : link.uri.segments.map(isolateName).join(' › ')
  return (
    <div className={styles.facts}>
      <Field
        label={words('desktop.link.site')}
        hint={words(known ? 'desktop.link.known' : 'desktop.link.unknown')}
      >
        {/* In full: the scheme and a path belong to what one agrees to. */}
        <Text title={hostOf(link.site)}>{link.site}</Text>
      </Field>
      <Field label={words(isShare ? 'desktop.link.share' : 'desktop.link.folder')}>
        <Text>{what === '' ? words('desktop.link.root') : what}</Text>
      </Field>
    </div>
  )
}

const nameOf = ({ uri }: DeepLink) => uri.segments.at(-1) ?? ''

/** Undefined where it was done. */
async function act({ bridge, browser, shell }: Reverie, { action }: DeepLink, found: Found) {
  const { accountId, uri, name } = found
  if (action === 'open') {
    shell.setStrip('line')
    browser.go({ kind: 'folder', accountId, uri, rootName: name })
    return undefined
  }
  const outcome = await bridge.invoke('queue.add', {
    accountId,
    roots: [{ uri }],
    target: { kind: 'default' },
  })
  return outcome.ok ? undefined : outcome.failure
}
