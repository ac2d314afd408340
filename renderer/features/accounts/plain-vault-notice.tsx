// Said before the first sign-in where the computer cannot keep secrets encrypted: honest, once, no obstacle.

import { makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'

const useStyles = makeStyles({ body: { whiteSpace: 'normal', paddingBlockEnd: '8px' } })

export function PlainVaultNotice() {
  const { host, accounts } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const plain = useStore(host.store, (state) => state.host?.plainVault === true)
  const first = useStore(accounts.store, (state) => state.accounts.every(({ kind }) => kind === 'guest'))
  if (!plain || !first) return null
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody className={styles.body}>
        <strong>{words('accounts.signIn.plainVaultTitle')}.</strong> {words('accounts.signIn.plainVault')}
      </MessageBarBody>
    </MessageBar>
  )
}
