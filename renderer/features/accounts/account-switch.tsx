// The other accounts as pictures beside the menu: one click leads to their files. More than a few stay in the menu.

import { Button, makeStyles, Tooltip } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { formatCloudUri, myFiles } from '../../../core/model/cloud-uri.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { currentPlace } from '../browser/places.ts'
import { accountLabel, siteLabel } from './accounts-store.ts'
import { AccountFace } from './face.tsx'

const mostShown = 3

const useStyles = makeStyles({
  row: { display: 'flex', '@media (max-width: 560px)': { display: 'none' } },
})

export function AccountSwitch() {
  const { accounts, browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const list = useStore(accounts.store, (state) => state.accounts)
  const place = useStore(browser.store, (state) => currentPlace(state.trail))
  const users = list.filter(({ kind }) => kind === 'user')
  const others = users.filter(({ id }) => !('accountId' in place) || id !== place.accountId)
  if (users.length < 2) return null
  return (
    <span className={styles.row}>
      {others.slice(0, mostShown).map((account) => {
        const name = words('accounts.switchTo', {
          name: isolateName(`${accountLabel(account)}, ${siteLabel(account)}`),
        })
        return (
          <Tooltip key={account.id} content={name} relationship="label">
            <Button
              appearance="subtle"
              icon={<AccountFace account={account} size={24} />}
              onClick={() =>
                browser.go({ kind: 'folder', accountId: account.id, uri: formatCloudUri(myFiles) })
              }
            />
          </Tooltip>
        )
      })}
    </span>
  )
}
