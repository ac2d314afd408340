// The dialogs around accounts: signing in (again), opening a share link, signing out.

import { Button } from '@fluentui/react-components'
import { useReverie } from '../../app/reverie.ts'
import type { Dialog } from '../../app/shell-store.ts'
import { useWords } from '../../app/words/words.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { accountLabel } from './accounts-store.ts'
import { ShareForm } from './share-form.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useArrival } from './use-arrival.ts'

type DialogOf<K extends Dialog['kind']> = Extract<Dialog, { kind: K }>

export function SignInDialog({ dialog }: { dialog: DialogOf<'sign-in'> }) {
  const { shell } = useReverie()
  const words = useWords()
  const arrival = useArrival()
  const title =
    dialog.name === undefined
      ? words('accounts.signIn.title')
      : words('accounts.signIn.titleAgain', { name: isolateName(dialog.name) })
  return (
    <AskDialog title={title} onClose={shell.close}>
      <SignInForm
        onDone={arrival.signedIn}
        {...(dialog.accountId === undefined
          ? { onShareOpened: arrival.shareOpened }
          : { accountId: dialog.accountId })}
        {...(dialog.site === undefined ? {} : { site: dialog.site })}
        {...(dialog.email === undefined ? {} : { email: dialog.email })}
      />
    </AskDialog>
  )
}

export function ShareDialog({ dialog }: { dialog: DialogOf<'share'> }) {
  const { shell } = useReverie()
  const words = useWords()
  const arrival = useArrival()
  return (
    <AskDialog title={words('accounts.share.title')} onClose={shell.close}>
      <ShareForm
        primary
        onOpened={arrival.shareOpened}
        {...(dialog.link === undefined ? {} : { link: dialog.link })}
        {...(dialog.askPassword === undefined ? {} : { askPassword: dialog.askPassword })}
      />
    </AskDialog>
  )
}

export function ForgetDialog({ dialog }: { dialog: DialogOf<'forget'> }) {
  const { accounts, bridge, browser, shell } = useReverie()
  const words = useWords()
  const account = accounts.find(dialog.accountId)
  if (account === undefined) return null
  const guest = account.kind === 'guest'
  const name = isolateName(accountLabel(account))
  const signOut = async () => {
    shell.close()
    const outcome = await bridge.invoke('account.signOut', { accountId: account.id })
    if (!outcome.ok) {
      shell.notify({ text: '', failure: outcome.failure })
      return
    }
    if (!outcome.value.told && !guest) shell.notify({ text: words('accounts.notTold') })
    shell.forgetShares(account.id)
    const place = browser.place()
    if (place.kind !== 'home' && place.accountId === account.id) browser.go({ kind: 'home' })
  }
  return (
    <AskDialog
      alert
      title={words(guest ? 'accounts.askForget' : 'accounts.askSignOut', { name })}
      onClose={shell.close}
      actions={
        <>
          <Button onClick={shell.close}>{words('shell.cancel')}</Button>
          <Button appearance="primary" onClick={() => void signOut()}>
            {words(guest ? 'accounts.forget' : 'accounts.signOut')}
          </Button>
        </>
      }
    >
      {words('accounts.signOutHelp')}
    </AskDialog>
  )
}
