// Ctrl+1 to Ctrl+9 (Cmd on macOS) lead to the files of the first to the ninth account.

import { useEffect } from 'react'
import { formatCloudUri, myFiles } from '../../../core/model/cloud-uri.ts'
import { useReverie } from '../../app/reverie.ts'

export function useAccountKeys(): void {
  const { accounts, browser, shell } = useReverie()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (!/^[1-9]$/.test(event.key) || shell.store.getState().dialog.kind !== 'none') return
      const users = accounts.store.getState().accounts.filter(({ kind }) => kind === 'user')
      const account = users[Number(event.key) - 1]
      if (account === undefined) return
      event.preventDefault()
      browser.go({ kind: 'folder', accountId: account.id, uri: formatCloudUri(myFiles) })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [accounts, browser, shell])
}
