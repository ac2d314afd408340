// Everything about one account: who it is, how it stands, how much room it has, and what may be chosen for it.

import { Button, makeStyles, MessageBar, MessageBarBody, Text, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { AccountDetails } from '../../../core/model/account-details.ts'
import type { AccountView } from '../../../core/model/account.ts'
import { useReverie } from '../../app/reverie.ts'
import type { Dialog } from '../../app/shell-store.ts'
import { useWords } from '../../app/words/words.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { isolateName, visibleName } from '../../../words/visible-name.ts'
import { AccountFields } from './account-fields.tsx'
import { reasonSentence, stateWord } from './account-words.ts'
import { accountLabel, siteLabel } from './accounts-store.ts'
import { AccountFace } from './face.tsx'
import { QuotaBar } from './quota-bar.tsx'
import { signInAgain } from './sign-in-again.ts'
import { WayFields } from './way-fields.tsx'
import { createWayFeature } from './way-store.ts'

const useStyles = makeStyles({
  all: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  head: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  who: { display: 'flex', flexDirection: 'column', minInlineSize: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
  summary: { cursor: 'pointer', marginBlockEnd: tokens.spacingVerticalM },
  body: { whiteSpace: 'normal', paddingBlockEnd: '8px' },
})

export function AccountSettingsDialog({ dialog }: { dialog: Extract<Dialog, { kind: 'account' }> }) {
  const { accounts, shell } = useReverie()
  const words = useWords()
  const account = useStore(accounts.store, (state) =>
    state.accounts.find(({ id }) => id === dialog.accountId),
  )
  if (account === undefined) return null
  return (
    <AskDialog title={words('accounts.details.title')} onClose={shell.close}>
      <Details account={account} advanced={dialog.advanced === true} />
    </AskDialog>
  )
}

function Details({ account, advanced }: { account: AccountView; advanced: boolean }) {
  const { bridge, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const { id: accountId } = account
  const [details, setDetails] = useState<AccountDetails>()
  const [way] = useState(() => createWayFeature(bridge, { kind: 'account', accountId }))
  useEffect(() => {
    void way.load()
    void bridge.invoke('account.describe', { accountId }).then((outcome) => {
      if (outcome.ok) setDetails(outcome.value)
    })
  }, [accountId, bridge, way])
  const guest = account.kind === 'guest'
  return (
    <div className={styles.all}>
      <Head account={account} />
      <div className={styles.buttons}>
        {!guest && (
          <Button
            {...(account.health === 'ready' ? {} : { appearance: 'primary' })}
            onClick={() => shell.open(signInAgain(account))}
          >
            {words('accounts.details.signInAgain')}
          </Button>
        )}
        <Button onClick={() => shell.open({ kind: 'forget', accountId })}>
          {words(guest ? 'accounts.forget' : 'accounts.signOut')}
        </Button>
      </div>
      {details !== undefined && <AccountFields account={account} details={details} onChanged={setDetails} />}
      <details open={advanced}>
        <summary className={styles.summary}>
          <Text weight="semibold">{words('accounts.advanced.connections')}</Text>
        </summary>
        <WayFields feature={way} />
      </details>
    </div>
  )
}

function Head({ account }: { account: AccountView }) {
  const words = useWords()
  const styles = useStyles()
  const reason = reasonSentence(account, words)
  return (
    <>
      <div className={styles.head}>
        <AccountFace account={account} size={48} />
        <div className={styles.who}>
          <Text weight="semibold">{isolateName(accountLabel(account))}</Text>
          <Text className={styles.quiet}>
            {account.kind === 'guest' ? words('accounts.guest') : visibleName(account.email)}
          </Text>
          <Text className={styles.quiet}>
            {visibleName(siteLabel(account))} · {stateWord(account, words)}
          </Text>
        </div>
      </div>
      {reason !== undefined && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody className={styles.body}>{reason}</MessageBarBody>
        </MessageBar>
      )}
      {account.kind === 'user' && account.health === 'ready' && <QuotaBar accountId={account.id} />}
    </>
  )
}
