// A person's picture, by the host's own route; initials until it is there, and where there is none.

import { Avatar } from '@fluentui/react-components'
import { avatarAddress } from '../../../contract/remote-routes.ts'
import type { AccountView } from '../../../core/model/account.ts'
import { readDoorKey, withDoorKey } from '../../bridge/door-key.ts'
import { accountLabel } from './accounts-store.ts'

interface FaceProps {
  /** In whose name the site is asked. */
  accountId: string
  /** Empty for somebody whom the site does not know. */
  userId: string
  name: string
  size: 20 | 24 | 48
  /** Something is the matter with the account. */
  troubled?: boolean
}

export function Face({ accountId, userId, name, size, troubled = false }: FaceProps) {
  const src =
    userId === '' ? undefined : withDoorKey(avatarAddress(accountId, userId), readDoorKey(localStorage))
  return (
    <Avatar
      size={size}
      name={name}
      aria-hidden
      {...(src === undefined ? {} : { image: { src, loading: 'lazy', draggable: false } })}
      {...(troubled ? { badge: { status: 'away' as const, 'aria-hidden': true } } : {})}
    />
  )
}

export function AccountFace({ account, size }: { account: AccountView; size: FaceProps['size'] }) {
  const { id, userId, health, kind } = account
  // Without a session the site is not asked: it would only say so again.
  const known = health === 'ready' && kind === 'user' ? userId : ''
  const face = { accountId: id, userId: known, name: accountLabel(account), size }
  return <Face {...face} troubled={health !== 'ready'} />
}
