// One message for each cause that holds transfers, however many wait for it, with the button that clears it.

import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { HoldView } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { formatBytes } from '../../ui/format/bytes.ts'
import { formatDate } from '../../ui/format/time.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { reasonSentence } from '../accounts/account-words.ts'
import { labelAmong } from '../accounts/accounts-store.ts'
import { signInAgain } from '../accounts/sign-in-again.ts'
import { failureText, inARow } from '../../../words/sentences.ts'

const useStyles = makeStyles({
  banners: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    maxBlockSize: '30vh',
    overflowY: 'auto',
  },
  bar: { borderRadius: 0, minBlockSize: '40px' },
  body: { whiteSpace: 'normal' },
})

export function HoldBanners() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const holds = useStore(queue.store, (state) => state.summary?.holds)
  if (holds === undefined || holds.length === 0) return null
  return (
    <div className={styles.banners} role="region" aria-label={words('queue.hold.region')}>
      {holds.map((hold) => (
        <HoldBanner key={holdKey(hold)} hold={hold} />
      ))}
    </div>
  )
}

function holdKey({ cause, failure }: HoldView): string {
  const subject = cause.scope === 'account' ? cause.accountId : cause.scope === 'volume' ? cause.root : ''
  return `${cause.scope} ${subject} ${failure.kind}`
}

function HoldBanner({ hold }: { hold: HoldView }) {
  const { accounts, shell } = useReverie()
  const words = useWords()
  const list = useStore(accounts.store, (state) => state.accounts)
  const { cause, failure, transfers } = hold
  if (failure.kind === 'conflict-undecided') {
    return (
      <Banner
        text={words('queue.hold.conflicts', { count: transfers })}
        action={words('queue.hold.conflictsButton')}
        onAction={() => {
          if (shell.store.getState().strip === 'line') shell.setStrip('drawer')
        }}
      />
    )
  }
  const account =
    cause.scope === 'account' ? list.find((candidate) => candidate.id === cause.accountId) : undefined
  const waiting = words('queue.hold.waiting', { count: transfers })
  if (failure.kind === 'sign-in-required' && account !== undefined) {
    const name = isolateName(labelAmong(account, list))
    return (
      <Banner
        text={inARow(
          [words('queue.hold.signIn', { name }), reasonSentence(account, words) ?? '', waiting],
          words,
        )}
        action={words('queue.hold.signInButton')}
        onAction={() => shell.open(signInAgain(account))}
      />
    )
  }
  if (failure.kind === 'proxy-sign-in' && account !== undefined) {
    return (
      <Banner
        text={inARow([words('failure.proxy-sign-in.what'), waiting], words)}
        action={words('accounts.details.proxyAsks')}
        onAction={() => shell.open({ kind: 'account', accountId: account.id, advanced: true })}
      />
    )
  }
  const until =
    failure.kind === 'scheduled-pause' && failure.retryAtMs !== undefined
      ? words('queue.hold.until', { time: formatDate(failure.retryAtMs, words) })
      : ''
  const room =
    failure.space === undefined
      ? ''
      : words('queue.hold.space', {
          needed: formatBytes(failure.space.neededBytes, words),
          free: formatBytes(failure.space.freeBytes, words),
        })
  const text = inARow([failureText(failure.kind, words), until, room, waiting], words)
  return <Banner text={text} />
}

interface BannerProps {
  text: ReactNode
  action?: string
  onAction?: () => void
}

function Banner({ text, action, onAction }: BannerProps) {
  const styles = useStyles()
  return (
    <MessageBar intent="warning" layout="singleline" className={styles.bar}>
      <MessageBarBody className={styles.body}>{text}</MessageBarBody>
      {action !== undefined && (
        <MessageBarActions>
          <Button size="small" {...(onAction === undefined ? {} : { onClick: onAction })}>
            {action}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  )
}
