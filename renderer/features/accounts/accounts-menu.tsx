// The button at the top with who and where one is, and behind it: every account, guest sites, opened shares, and the
// ways to add, renew and remove them.

import {
  Avatar,
  Button,
  makeStyles,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components'
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down'
import { Link20Regular } from '@fluentui/react-icons/svg/link'
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add'
import { PersonKey20Regular } from '@fluentui/react-icons/svg/person-key'
import { Settings20Regular } from '@fluentui/react-icons/svg/settings'
import { Warning20Filled } from '@fluentui/react-icons/svg/warning'
import { useStore } from 'zustand'
import type { AccountView } from '../../../core/model/account.ts'
import { formatCloudUri, myFiles } from '../../../core/model/cloud-uri.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { visibleName } from '../../../words/visible-name.ts'
import { FileName } from '../../ui/file-name.tsx'
import { currentPlace } from '../browser/places.ts'
import { stateWord } from './account-words.ts'
import { accountLabel, siteLabel } from './accounts-store.ts'
import { AccountFace } from './face.tsx'
import { QuotaBar } from './quota-bar.tsx'
import { signInAgain } from './sign-in-again.ts'

const useStyles = makeStyles({
  button: { maxInlineSize: 'min(220px, 40vw)', minInlineSize: 0, flexShrink: 0, justifyContent: 'start' },
  label: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  popover: { maxInlineSize: '340px' },
  warn: { color: tokens.colorStatusWarningForeground1 },
})

export function AccountsMenu() {
  const { accounts, browser, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const list = useStore(accounts.store, (state) => state.accounts)
  const place = useStore(browser.store, (state) => currentPlace(state.trail))
  const current = list.find(({ id }) => place.kind !== 'home' && id === place.accountId)
  const label = current === undefined ? words('accounts.menu') : visibleName(accountLabel(current))
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className={styles.button}
          icon={
            current === undefined ? (
              <Avatar size={24} aria-hidden />
            ) : (
              <AccountFace account={current} size={24} />
            )
          }
        >
          {current !== undefined && <span className="only-heard">{words('accounts.menuPrefix')} </span>}
          <bdi className={styles.label}>{label}</bdi>
          <ChevronDown20Regular aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          {list.map((account) => (
            <AccountItems key={account.id} account={account} />
          ))}
          <OpenedShares />
          <MenuItem icon={<PersonAdd20Regular />} onClick={() => shell.open({ kind: 'sign-in' })}>
            {words('accounts.addAccount')}
          </MenuItem>
          <MenuItem icon={<Link20Regular />} onClick={() => shell.open({ kind: 'share' })}>
            {words('accounts.openShare')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function AccountItems({ account }: { account: AccountView }) {
  const { browser, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const name = visibleName(accountLabel(account))
  const guest = account.kind === 'guest'
  const ready = account.health === 'ready'
  const who = guest ? words('accounts.guest') : `${visibleName(siteLabel(account))} · ${account.email}`
  return (
    <>
      {guest ? (
        <MenuItem
          icon={<PersonKey20Regular />}
          subText={who}
          onClick={() => shell.open({ kind: 'sign-in', site: account.site })}
        >
          {words('accounts.signInTo', { name: visibleName(siteLabel(account)) })}
        </MenuItem>
      ) : (
        <MenuItem
          icon={<AccountFace account={account} size={24} />}
          subText={<bdi>{who}</bdi>}
          {...(ready ? {} : { secondaryContent: <State account={account} /> })}
          onClick={() => browser.go({ kind: 'folder', accountId: account.id, uri: formatCloudUri(myFiles) })}
        >
          <bdi>{name}</bdi>
          {ready && <QuotaBar accountId={account.id} />}
        </MenuItem>
      )}
      {!guest && !ready && (
        <MenuItem
          icon={<Warning20Filled className={styles.warn} />}
          onClick={() => shell.open(signInAgain(account))}
        >
          {words('accounts.signInTo', { name: visibleName(siteLabel(account)) })}
        </MenuItem>
      )}
      <MenuItem
        icon={<Settings20Regular />}
        onClick={() => shell.open({ kind: 'account', accountId: account.id })}
      >
        {words('accounts.settingsOf', { name })}
      </MenuItem>
      <MenuDivider />
    </>
  )
}

function State({ account }: { account: AccountView }) {
  const words = useWords()
  return <>{stateWord(account, words)}</>
}

function OpenedShares() {
  const { browser, shell } = useReverie()
  const words = useWords()
  const shares = useStore(shell.store, (state) => state.shares)
  if (shares.length === 0) return null
  return (
    <MenuGroup>
      <MenuGroupHeader>{words('accounts.sharesOpened')}</MenuGroupHeader>
      {shares.map(({ accountId, uri, name }) => (
        <MenuItem
          key={`${accountId} ${uri}`}
          icon={<Link20Regular />}
          onClick={() => browser.go({ kind: 'folder', accountId, uri, rootName: name })}
        >
          <FileName name={name} />
        </MenuItem>
      ))}
      <MenuDivider />
    </MenuGroup>
  )
}
