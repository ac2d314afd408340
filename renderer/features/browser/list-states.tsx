// What stands in the place of the list when there is none: each reason has its own picture, words and way on.

import { Button } from '@fluentui/react-components'
import { CloudOff32Regular } from '@fluentui/react-icons/svg/cloud-off'
import { Delete28Regular } from '@fluentui/react-icons/svg/delete'
import { ErrorCircle24Regular } from '@fluentui/react-icons/svg/error-circle'
import { FolderOpen28Regular } from '@fluentui/react-icons/svg/folder-open'
import { FolderProhibited28Regular } from '@fluentui/react-icons/svg/folder-prohibited'
import { LockClosed32Regular } from '@fluentui/react-icons/svg/lock-closed'
import { PersonKey32Regular } from '@fluentui/react-icons/svg/person-key'
import { Search28Regular } from '@fluentui/react-icons/svg/search'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Failure } from '../../../core/model/failure.ts'
import { formatShareLink } from '../../../core/model/share-link.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { StatePanel } from '../../ui/state-panel.tsx'
import { hostOf, siteLabel } from '../accounts/accounts-store.ts'
import { isTrash, parentPlace, shareIdOf, type FolderPlace } from './places.ts'
import { failureText } from '../../../words/sentences.ts'

export function EmptyFolder({ place }: { place: FolderPlace }) {
  const words = useWords()
  const kind = place.search !== undefined ? 'nothingFound' : isTrash(place) ? 'emptyTrash' : 'empty'
  const icons = {
    empty: <FolderOpen28Regular />,
    emptyTrash: <Delete28Regular />,
    nothingFound: <Search28Regular />,
  }
  return (
    <StatePanel
      icon={icons[kind]}
      title={words(`browser.state.${kind}Title`)}
      text={words(`browser.state.${kind}Text`)}
    />
  )
}

export function ListFailure({ failure, place }: { failure: Failure; place: FolderPlace }) {
  const words = useWords()
  switch (failure.kind) {
    case 'sign-in-required':
      return <SignedOut place={place} />
    case 'share-password':
      return <PasswordNeeded place={place} failure={failure} />
    case 'forbidden':
      return (
        <StatePanel
          urgent
          details={<FailureDetails failure={failure} />}
          icon={<FolderProhibited28Regular />}
          title={words('browser.state.forbiddenTitle')}
          text={words('browser.state.forbiddenText')}
        >
          <RetryButtons place={place} />
        </StatePanel>
      )
    case 'offline':
    case 'network':
      return <Offline failure={failure} place={place} />
    default:
      return (
        <StatePanel
          urgent
          details={<FailureDetails failure={failure} />}
          icon={<ErrorCircle24Regular />}
          title={words(failure.kind === 'not-found' ? 'browser.state.goneTitle' : 'browser.state.errorTitle')}
          text={failureText(failure.kind, words)}
        >
          {failure.kind === 'proxy-sign-in' && <ProxyPassword place={place} />}
          <RetryButtons place={place} />
        </StatePanel>
      )
  }
}

function ProxyPassword({ place: { accountId } }: { place: FolderPlace }) {
  const { shell } = useReverie()
  const words = useWords()
  return (
    <Button onClick={() => shell.open({ kind: 'account', accountId, advanced: true })}>
      {words('accounts.details.proxyAsks')}
    </Button>
  )
}

function Offline({ failure, place }: { failure: Failure; place: FolderPlace }) {
  const { browser } = useReverie()
  const words = useWords()
  useEffect(() => {
    const onOnline = () => browser.refresh()
    window.addEventListener('online', onOnline)
    return () => window.removeEventListener('online', onOnline)
  }, [browser])
  return (
    <StatePanel
      urgent
      details={<FailureDetails failure={failure} />}
      icon={<CloudOff32Regular />}
      title={words('browser.state.offlineTitle')}
      text={failureText(failure.kind, words)}
    >
      <RetryButtons place={place} />
    </StatePanel>
  )
}

function RetryButtons({ place }: { place: FolderPlace }) {
  const { browser } = useReverie()
  const words = useWords()
  return (
    <>
      <Button appearance="primary" onClick={browser.refresh}>
        {words('shell.tryAgain')}
      </Button>
      {parentPlace(place) !== undefined && (
        <Button onClick={browser.up}>{words('browser.state.toParent')}</Button>
      )}
    </>
  )
}

function SignedOut({ place }: { place: FolderPlace }) {
  const { accounts, shell } = useReverie()
  const words = useWords()
  const account = useStore(accounts.store, (state) => state.accounts.find(({ id }) => id === place.accountId))
  const name = account === undefined ? '' : siteLabel(account)
  return (
    <StatePanel
      urgent
      icon={<PersonKey32Regular />}
      title={words('browser.state.signedOutTitle')}
      text={words('browser.state.signedOutText', { name: isolateName(name) })}
    >
      <Button
        appearance="primary"
        onClick={() =>
          shell.open({
            kind: 'sign-in',
            ...(account === undefined
              ? {}
              : { site: account.site, email: account.email, name, accountId: account.id }),
          })
        }
      >
        {words('browser.state.signIn')}
      </Button>
    </StatePanel>
  )
}

function PasswordNeeded({ place, failure }: { place: FolderPlace; failure: Failure }) {
  const { accounts, shell } = useReverie()
  const words = useWords()
  const account = accounts.find(place.accountId)
  const shareId = shareIdOf(place)
  const link = account === undefined || shareId === undefined ? '' : formatShareLink(account.site, shareId)
  return (
    <StatePanel
      urgent
      details={<FailureDetails failure={failure} />}
      icon={<LockClosed32Regular />}
      title={words('browser.state.passwordTitle')}
      text={account === undefined ? words('browser.state.passwordText') : hostOf(account.site)}
    >
      <Button appearance="primary" onClick={() => shell.open({ kind: 'share', link, askPassword: true })}>
        {words('browser.state.enterPassword')}
      </Button>
    </StatePanel>
  )
}
