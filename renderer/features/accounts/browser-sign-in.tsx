// The step of a sign-in that happens on the site's own page: in a window of the host, or beside, with the answer pasted.

import { Button, Link, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { FormEvent } from 'react'
import { useStore } from 'zustand'
import type { AccountView } from '../../../core/model/account.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { BrowserSignInFeature } from './browser-sign-in-store.ts'

const useStyles = makeStyles({
  step: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
})

interface BrowserStepProps {
  feature: BrowserSignInFeature
  onDone: (account: AccountView) => void
}

export function BrowserStep({ feature, onDone }: BrowserStepProps) {
  const { step } = useStore(feature.store)
  return step === 'window' ? <InWindow feature={feature} /> : <Outside feature={feature} onDone={onDone} />
}

function InWindow({ feature }: Pick<BrowserStepProps, 'feature'>) {
  const words = useWords()
  const styles = useStyles()
  return (
    <div className={styles.step}>
      <Spinner size="tiny" labelPosition="after" label={words('accounts.browserSignIn.inWindow')} />
      <div className={styles.buttons}>
        <Button type="button" onClick={feature.cancel}>
          {words('accounts.browserSignIn.cancel')}
        </Button>
      </div>
    </div>
  )
}

function Outside({ feature, onDone }: BrowserStepProps) {
  const words = useWords()
  const styles = useStyles()
  const { address, answer, busy, missing, failure } = useStore(feature.store)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const account = await feature.finish()
    if (account !== undefined) onDone(account)
  }
  return (
    <form className={styles.step} noValidate onSubmit={(event) => void submit(event)}>
      <span>{words('accounts.browserSignIn.outside')}</span>
      {address !== undefined && (
        <Link href={address} target="_blank" rel="noopener noreferrer">
          {words('accounts.browserSignIn.open')}
        </Link>
      )}
      <TextField
        name="answer"
        label={words('accounts.browserSignIn.answer')}
        value={answer}
        error={missing ? words('accounts.browserSignIn.answerMissing') : undefined}
        autoComplete="off"
        onChange={feature.type}
      />
      {failure !== undefined && <FailureMessage failure={failure} />}
      <div className={styles.buttons}>
        <Button appearance="primary" type="submit" disabledFocusable={busy}>
          {words('accounts.browserSignIn.confirm')}
        </Button>
        <Button type="button" onClick={feature.cancel}>
          {words('accounts.browserSignIn.cancel')}
        </Button>
      </div>
    </form>
  )
}
