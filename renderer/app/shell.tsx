// The window: top bar, messages, the place one is at, the transfers at the bottom, and whatever dialog is open.

import { makeStyles, tokens } from '@fluentui/react-components'
import { Settings20Regular } from '@fluentui/react-icons/svg/settings'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { parseShareLink } from '../../core/model/share-link.ts'
import { ForgetDialog, ShareDialog, SignInDialog } from '../features/accounts/account-dialogs.tsx'
import { AccountSettingsDialog } from '../features/accounts/account-settings-dialog.tsx'
import { AccountSwitch } from '../features/accounts/account-switch.tsx'
import { AccountsMenu } from '../features/accounts/accounts-menu.tsx'
import { useAccountKeys } from '../features/accounts/use-account-keys.ts'
import { OneBrowserDialog } from '../features/browser/browser-dialogs.tsx'
import { isBrowserDialog } from '../features/browser/dialogs.ts'
import { ActivityButton, ActivityDialog } from '../features/activity/activity-dialog.tsx'
import { DeepLinkDialog } from '../features/desktop/deep-link-dialog.tsx'
import { BrowserView } from '../features/browser/browser-view.tsx'
import { currentPlace } from '../features/browser/places.ts'
import { SearchBox } from '../features/browser/search/search-box.tsx'
import { OneQueueDialog } from '../features/queue/one-queue-dialog.tsx'
import { isQueueDialog } from '../features/queue/queue-dialogs.ts'
import { HoldBanners } from '../features/queue/hold-banners.tsx'
import { TransfersStrip } from '../features/queue/transfers-strip.tsx'
import { OneSyncDialog } from '../features/sync/one-sync-dialog.tsx'
import { PairsButton } from '../features/sync/pairs-button.tsx'
import { isSyncDialog } from '../features/sync/sync-dialogs.ts'
import { FolderWishDialog } from '../features/settings/folder-wish-dialog.tsx'
import { SettingsDialog } from '../features/settings/settings-dialog.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { Notices } from './notices.tsx'
import { useReverie } from './reverie.ts'
import { useFoundVersion } from '../features/updates/use-found-version.ts'
import { useAskedPlace } from './use-asked-place.ts'
import { useDroppedLink } from './use-dropped-link.ts'
import { useFirstPlace } from './use-first-place.ts'
import { useGivenAddresses } from './use-given-addresses.ts'
import { Welcome } from './welcome.tsx'
import { useWords } from './words/words.ts'

const useStyles = makeStyles({
  window: {
    display: 'flex',
    flexDirection: 'column',
    blockSize: '100%',
    minInlineSize: 0,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
  },
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    minBlockSize: '44px',
    paddingInline: tokens.spacingHorizontalS,
  },
  end: { marginInlineStart: 'auto' },
  group: { display: 'flex', flexShrink: 0 },
})

export function Shell() {
  const { browser, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const atHome = useStore(browser.store, ({ trail }) => currentPlace(trail).kind === 'home')
  const full = useStore(shell.store, ({ strip }) => strip === 'full')
  useFirstPlace(atHome)
  usePastedLink()
  useAccountKeys()
  useGivenAddresses()
  useAskedPlace()
  useDroppedLink()
  useFoundVersion()
  return (
    <div className={styles.window}>
      <header className={styles.bar}>
        {!(atHome && !full) && <h1 className="only-heard">{words('shell.app')}</h1>}
        <AccountsMenu />
        <AccountSwitch />
        <span className={styles.end} />
        {!full && <SearchBox />}
        <span className={styles.group}>
          <PairsButton />
          <ActivityButton />
          <IconButton
            name={words('settings.open')}
            icon={<Settings20Regular />}
            onClick={() => shell.open({ kind: 'settings' })}
          />
        </span>
      </header>
      <ConnectionBanner />
      <HoldBanners />
      {!full && (atHome ? <Welcome /> : <BrowserView />)}
      <TransfersStrip />
      <Dialogs />
      <Notices />
    </div>
  )
}

function Dialogs() {
  const { shell } = useReverie()
  const { dialog, folderWish } = useStore(shell.store)
  return (
    <>
      {dialog.kind === 'sign-in' && <SignInDialog dialog={dialog} />}
      {dialog.kind === 'share' && <ShareDialog key={dialog.link} dialog={dialog} />}
      {dialog.kind === 'settings' && <SettingsDialog />}
      {dialog.kind === 'activity' && <ActivityDialog />}
      {dialog.kind === 'deep-link' && <DeepLinkDialog link={dialog.link} />}
      {dialog.kind === 'account' && <AccountSettingsDialog key={dialog.accountId} dialog={dialog} />}
      {dialog.kind === 'forget' && <ForgetDialog dialog={dialog} />}
      {isSyncDialog(dialog) && <OneSyncDialog dialog={dialog} />}
      {isQueueDialog(dialog) && <OneQueueDialog dialog={dialog} />}
      {isBrowserDialog(dialog) && <OneBrowserDialog dialog={dialog} />}
      {folderWish !== undefined && <FolderWishDialog wish={folderWish} />}
    </>
  )
}

/** A share link pasted anywhere but into a field is meant to be opened. */
function usePastedLink(): void {
  const { shell } = useReverie()
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null) return
      const link = event.clipboardData?.getData('text/plain') ?? ''
      if (parseShareLink(link) !== undefined) shell.open({ kind: 'share', link: link.trim() })
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [shell])
}
