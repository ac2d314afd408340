// From where to where a pair goes: the site with its folder, and the folder here.

import { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left'
import { ArrowRight16Regular } from '@fluentui/react-icons/svg/arrow-right'
import { useStore } from 'zustand'
import type { PairView } from '../../../contract/sync-views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { FileName } from '../../ui/file-name.tsx'
import { PathName } from '../../ui/path-name.tsx'
import { accountLabel, siteLabel } from '../accounts/accounts-store.ts'
import { rootName } from '../browser/place-name.ts'
import { namesOf, type FolderPlace } from '../browser/places.ts'
import { useSyncStyles } from './sync-styles.ts'

export function PairWay({ pair }: { pair: PairView }) {
  const { accounts } = useReverie()
  const words = useWords()
  const styles = useSyncStyles()
  const Arrow = words.direction === 'rtl' ? ArrowLeft16Regular : ArrowRight16Regular
  const list = useStore(accounts.store, (state) => state.accounts)
  const account = list.find(({ id }) => id === pair.accountId)
  const site = account === undefined ? [] : [siteLabel(account)]
  // Two users of one site are told apart.
  const users = list.filter((other) => other.site === account?.site && other.kind === 'user')
  const user = account !== undefined && users.length > 1 ? [accountLabel(account)] : []
  return (
    <span className={styles.way}>
      <PathName names={[[...site, ...user].join(' · '), ...remoteNames(pair, words)].filter(isSomething)} />
      <Arrow aria-hidden className={styles.arrow} />
      <FileName name={pair.folder} />
    </span>
  )
}

export function placeOfPair({ accountId, uri, label }: PairView): FolderPlace {
  const isShare = uri.includes('@share')
  return {
    kind: 'folder',
    accountId,
    uri,
    ...(isShare && namesOf(uri).length === 0 ? { rootName: label } : {}),
  }
}

function remoteNames(pair: PairView, words: Words): readonly string[] {
  const place = placeOfPair(pair)
  return [place.rootName ?? rootName(place, words), ...namesOf(pair.uri)]
}

const isSomething = (name: string) => name !== ''
