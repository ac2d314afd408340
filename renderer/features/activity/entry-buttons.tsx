// What one may want to do about something that happened.

import { Link } from '@fluentui/react-components'
import { useStore } from 'zustand'
import type { ActivityEntry } from '../../../core/model/activity.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { siteLabel } from '../accounts/accounts-store.ts'
import { showPairs } from '../sync/show-pairs.ts'

export function EntryButtons({ entry }: { entry: ActivityEntry }) {
  const reverie = useReverie()
  const { activity, accounts, host, shell } = reverie
  const words = useWords()
  const canOpen = useStore(host.store, (state) => state.host?.canOpenFiles === true)
  if (entry.kind === 'completed') {
    if (!canOpen) return null
    return (
      <span style={{ display: 'flex', gap: '12px' }}>
        {entry.transferId !== undefined && (
          <Link as="button" onClick={() => void activity.reach('open', entry)}>
            {words('activity.action.open')}
          </Link>
        )}
        <Link as="button" onClick={() => void activity.reach('reveal', entry)}>
          {words('activity.action.reveal')}
        </Link>
      </span>
    )
  }
  if (entry.kind === 'restored' || entry.kind === 'lost') return null
  if ('pairId' in entry) {
    const look = () => {
      shell.close()
      showPairs(reverie, entry.pairId)
    }
    return (
      <span>
        <Link as="button" onClick={look}>
          {words('activity.action.pair')}
        </Link>
      </span>
    )
  }
  const account =
    entry.kind === 'held' && entry.cause.scope === 'account'
      ? accounts.find(entry.cause.accountId)
      : undefined
  const look = () => {
    shell.close()
    shell.setStrip('drawer')
  }
  const signIn =
    account === undefined || account.health === 'ready'
      ? undefined
      : () =>
          shell.open({
            ...{ kind: 'sign-in', site: account.site, email: account.email },
            ...{ name: siteLabel(account), accountId: account.id },
          })
  return (
    <span>
      <Link as="button" onClick={signIn ?? look}>
        {words(signIn === undefined ? 'activity.action.look' : 'activity.action.signIn')}
      </Link>
    </span>
  )
}
