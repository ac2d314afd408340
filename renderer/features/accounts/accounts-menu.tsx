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
import { Globe20Regular } from '@fluentui/react-icons/svg/globe'
import { Link20Regular } from '@fluentui/react-icons/svg/link'
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add'
import { PersonKey20Regular } from '@fluentui/react-icons/svg/person-key'
import { SignOut20Regular } from '@fluentui/react-icons/svg/sign-out'
import { Warning20Filled } from '@fluentui/react-icons/svg/warning'
import { useStore } from 'zustand'
import type { AccountView } from '../../../core/model/account.ts'
import { formatCloudUri, myFiles } from '../../../core/model/cloud-uri.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { visibleName } from '../../ui/format/visible-name.ts'
import { FileName } from '../../ui/file-name.tsx'
import { currentPlace } from '../browser/places.ts'
import { accountLabel, siteLabel } from './accounts-store.ts'

const useStyles = makeStyles({
  button: { maxInlineSize: '220px', minInlineSize: 0, justifyContent: 'start' },
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
  const current = list.find(({ id }) => place.kind === 'folder' && id === place.accountId)
  const label = current === undefined ? words('accounts.menu') : visibleName(accountLabel(current))
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className={styles.button}
          icon={<Avatar size={24} name={current === undefined ? '' : accountLabel(current)} aria-hidden />}
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
  const signIn = () =>
    shell.open(
      guest
        ? { kind: 'sign-in', site: account.site }
        : {
            kind: 'sign-in',
            site: account.site,
            email: account.email,
            name: siteLabel(account),
            accountId: account.id,
          },
    )
  return (
    <MenuGroup>
      <MenuGroupHeader>
        <bdi>{guest ? words('accounts.guest') : `${visibleName(siteLabel(account))} · ${account.email}`}</bdi>
      </MenuGroupHeader>
      {!guest && (
        <MenuItem
          icon={account.health === 'ready' ? <Globe20Regular /> : <Warning20Filled className={styles.warn} />}
          {...(account.health === 'ready' ? {} : { secondaryContent: words('accounts.signedOut') })}
          onClick={() => browser.go({ kind: 'folder', accountId: account.id, uri: formatCloudUri(myFiles) })}
        >
          {words('accounts.myFilesOf', { name })}
        </MenuItem>
      )}
      {(guest || account.health === 'sign-in-required') && (
        <MenuItem icon={<PersonKey20Regular />} onClick={signIn}>
          {words('accounts.signInTo', { name: visibleName(siteLabel(account)) })}
        </MenuItem>
      )}
      <MenuItem
        icon={<SignOut20Regular />}
        onClick={() => shell.open({ kind: 'forget', accountId: account.id })}
      >
        {words(guest ? 'accounts.forgetOf' : 'accounts.signOutOf', { name })}
      </MenuItem>
      <MenuDivider />
    </MenuGroup>
  )
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
